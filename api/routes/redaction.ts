import { bytesToHex } from '@noble/hashes/utils.js'
import { type Context, Hono } from 'hono'
import { findCase } from '#db/case.ts'
import { drawRedaction, findPhoto, findRedaction, moveRedaction, type Redaction } from '#db/redaction.ts'
import { actedInAnotherRole } from '#db/staff.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { Refusal } from '#domain/refusal.ts'
import {
  RedactionApproval,
  RedactionInput,
  RedactionReturn,
  type RedactionState,
  redactionProblems,
  whyNotDecide,
} from '#domain/tip/redaction.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

/**
 * Photos with faces, plates and the like covered for good: drawn by who works on the case, approved by a head. Only an
 * approved one may become public; the original is left alone.
 */
export function redactionRoutes(env: Env) {
  return new Hono<App>()
    .post('/api/attachments/:id/redactions', describe('遮盖一张照片', RedactionInput, '201'), async (c) => {
      const photo = await findPhoto(env.db, c.req.param('id'))
      const current = await caseFor(env, c.get('actor'), photo?.caseId)
      if (!photo || !current) throw new Refusal('request.not-found')
      const { boxes, ticks, version } = await readBody(c, RedactionInput)
      const problems = redactionProblems({ boxes, ticks }, photo)
      if (problems.length > 0) throw new Refusal('request.invalid', { problems })
      assertVersion(current, version)
      if (!env.burnBoxes) throw new Refusal('attachment.no-redaction')
      const bytes = await env.store.get(photo.key)
      if (!bytes) throw new Refusal('request.not-found')
      const drawing = {
        db: env.db,
        store: env.store,
        burnBoxes: env.burnBoxes,
        id: uuidOf(env.random(16)),
        key: bytesToHex(env.random(16)),
      }
      const drawn = await drawRedaction(
        drawing,
        current,
        { ...photo, id: c.req.param('id'), bytes },
        { boxes, ticks },
        c.get('actor').id,
        env.now(),
        rulesOf(env.bureau),
      )
      const { id, sha256, width, height } = drawn
      return c.json({ ok: true, id, version: drawn.version, sha256, width, height }, 201)
    })
    .get('/api/redactions/:id', describe('下载一张遮盖后的照片'), async (c) => {
      const found = await readable(env, c)
      const bytes = await env.store.get(found.key)
      if (!bytes) throw new Refusal('request.not-found')
      c.header('Content-Type', 'image/jpeg')
      c.header('Content-Disposition', `attachment; filename="${found.id}.jpg"`)
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Content-Security-Policy', "default-src 'none'; sandbox")
      c.header('Cache-Control', 'private, no-store')
      return c.body(new Uint8Array(bytes))
    })
    .post('/api/redactions/:id/approval', describe('批准遮盖后的照片', RedactionApproval), async (c) => {
      const found = await readable(env, c)
      const { version } = await readBody(c, RedactionApproval)
      return c.json(await decided(env, c, found, version, 'approved', {}))
    })
    .post('/api/redactions/:id/return', describe('退回遮盖后的照片，或者收回批准', RedactionReturn), async (c) => {
      const found = await readable(env, c)
      const { version, reason } = await readBody(c, RedactionReturn)
      return c.json(await decided(env, c, found, version, 'returned', { reason }))
    })
}

async function decided(
  env: Env,
  c: Context<App>,
  found: Redaction,
  version: number,
  to: Extract<RedactionState, 'approved' | 'returned'>,
  about: Record<string, unknown>,
) {
  const actor = c.get('actor')
  const current = await caseFor(env, actor, found.caseId)
  if (!current) throw new Refusal('request.not-found')
  assertVersion(current, version)
  const no = whyNotDecide(found, to, actor.id)
  if (no === 'case.not-from-here') throw new Refusal(no, { from: found.state })
  if (await actedInAnotherRole(env.db, actor.id, current.id)) throw new Refusal('case.other-role')
  if (no) throw new Refusal(no)
  const type = to === 'approved' ? 'case.photo-approved' : 'case.photo-returned'
  const move = { id: found.id, from: found.state, to, type, actor: actor.id, data: about } as const
  const moved = await moveRedaction(env.db, current, move, env.now(), rulesOf(env.bureau))
  return { ok: true, version: moved, state: to }
}

/** A redaction of a case this person may see; anything else does not exist. */
async function readable(env: Env, c: Context<App>): Promise<Redaction> {
  const found = await findRedaction(env.db, c.req.param('id') ?? '')
  if (!found || !(await caseFor(env, c.get('actor'), found.caseId))) throw new Refusal('request.not-found')
  return found
}

async function caseFor(env: Env, actor: Actor, id: string | undefined) {
  const current = id === undefined ? undefined : await findCase(env.db, id)
  return current && mayRead(actor, current) ? current : undefined
}

function assertVersion(current: { version: number }, version: number): void {
  if (current.version !== version) throw new Refusal('case.moved-first', { current: { version: current.version } })
}
