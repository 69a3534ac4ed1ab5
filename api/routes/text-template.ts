import { Hono } from 'hono'
import { UniqueViolation } from '#db/engine.ts'
import { listTextTemplates, saveTextTemplate } from '#db/text-template.ts'
import {
  type TextTemplate,
  TextTemplateChange,
  TextTemplateInput,
  textTemplateProblems,
} from '#domain/case/text-template.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

/** Texts a bureau keeps at most, ours among them. */
const MOST = 200

/** Texts that decisions start from: read by those who decide, kept by heads and administrators. */
export function textTemplateRoutes(env: Env) {
  const find = async (id: string): Promise<TextTemplate> => {
    const found = (await listTextTemplates(env.db)).find((one) => one.id === id)
    if (!found) throw new Refusal('template.not-found')
    return found
  }
  const save = async (next: TextTemplate, type: Parameters<typeof saveTextTemplate>[2]['type'], actor: string) => {
    try {
      await saveTextTemplate(env.db, next, { actor, now: env.now(), type })
    } catch (error) {
      if (error instanceof UniqueViolation) throw new Refusal('template.moved-first')
      throw error
    }
  }
  return new Hono<App>()
    .get('/api/text-templates', describe('常用语'), async (c) =>
      c.json({ ok: true, items: await listTextTemplates(env.db) }),
    )
    .post('/api/text-templates', describe('新增常用语', TextTemplateInput, '201'), async (c) => {
      const input = checked(await readBody(c, TextTemplateInput))
      if ((await listTextTemplates(env.db)).length >= MOST)
        throw new Refusal('request.invalid', { problems: [problem(['templates'], 'too-many', { maximum: MOST })] })
      const next = { ...input, id: uuidOf(env.random(16)), version: 1 }
      await save(next, 'template.added', c.get('actor').id)
      return c.json({ ok: true, id: next.id, version: 1 }, 201)
    })
    .put('/api/text-templates/:id', describe('修改常用语', TextTemplateChange), async (c) => {
      const before = await find(c.req.param('id'))
      const { version, ...sent } = await readBody(c, TextTemplateChange)
      const input = checked(sent)
      if (before.version !== version)
        throw new Refusal('template.moved-first', { current: { version: before.version } })
      await save({ ...input, id: before.id, version: version + 1 }, 'template.changed', c.get('actor').id)
      return c.json({ ok: true, version: version + 1 })
    })
    .delete('/api/text-templates/:id', describe('删去常用语'), async (c) => {
      const before = await find(c.req.param('id'))
      await save({ ...before, version: before.version + 1 }, 'template.removed', c.get('actor').id)
      return c.json({ ok: true })
    })
}

function checked(input: TextTemplateInput): Omit<TextTemplate, 'id' | 'version'> {
  const problems = textTemplateProblems(input)
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
  return { ...input, ground: input.ground ?? null }
}
