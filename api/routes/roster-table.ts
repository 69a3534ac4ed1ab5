import { type Context, Hono } from 'hono'
import { UniqueViolation } from '#db/engine.ts'
import { listDutyPeople, listShifts, planShift } from '#db/roster.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { MAX_ROSTER_BYTES, readRoster, rosterCsv } from '#domain/roster-table.ts'
import { describe } from '../body.ts'
import type { App, Env } from '../env.ts'
import { limitBody } from '../guards/body.ts'
import { uuidOf } from '../seal.ts'
import { scopesOf } from './roster.ts'

/** Days back and ahead that an export holds. */
const BACK = 31
const AHEAD = 366

/** The duty roster as a table: out, changed in a spreadsheet, and in again. */
export function rosterTableRoutes(env: Env) {
  const { db } = env
  const limit = limitBody(() => MAX_ROSTER_BYTES, 'list.too-large')
  return new Hono<App>()
    .get('/api/roster/export', describe('导出值班表（CSV）'), async (c) => {
      const today = dayOf(env.now())
      const shifts = await listShifts(
        db,
        `${addDays(today, -BACK)}T00:00:00+08:00`,
        `${addDays(today, AHEAD)}T00:00:00+08:00`,
      )
      const called = new Map((await scopesOf(env)).map(({ scope, name, code }) => [scope, code ?? name]))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="roster-${today}.csv"`)
      c.header('Cache-Control', 'private, no-store')
      return c.body(rosterCsv(shifts.map((one) => ({ ...one, scope: called.get(one.scope) ?? one.scope }))))
    })
    .post('/api/roster/import', limit, describe('导入值班表（CSV、XLSX；?preview=1 只预览）'), async (c) => {
      const file = await fileOf(c)
      const { shifts, problems } = readRoster(new Uint8Array(await file.arrayBuffer()), file.name, await namesOf())
      const there = new Set((await listThere(shifts)).map(keyOf))
      const fresh = [...new Map(shifts.map((one) => [keyOf(one), one])).values()].filter(
        (one) => !there.has(keyOf(one)),
      )
      const counts = { added: fresh.length, unchanged: shifts.length - fresh.length }
      if (c.req.query('preview') === '1') return c.json({ ok: true, ...counts, problems })
      // A roster with a hole where a line was wrong is worse than the old one.
      if (problems.length > 0) throw new Refusal('request.invalid', { problems })
      const by = c.get('actor').id
      try {
        await db.write(fresh.flatMap((one) => planShift(uuidOf(env.random(16)), one, by, env.now())))
        env.wake()
      } catch (error) {
        throw error instanceof UniqueViolation ? new Refusal('shift.taken') : error
      }
      return c.json({ ok: true, ...counts, problems })
    })

  async function namesOf() {
    const scopes = (await scopesOf(env)).map(({ scope, name, code }) => [code ?? name, scope] as const)
    const people = (await listDutyPeople(db)).map(({ id, name, email }) => [email, { id, name }] as const)
    return { scopes: new Map(scopes), people: new Map(people) }
  }

  async function listThere(shifts: readonly { from: string; to: string }[]) {
    if (shifts.length === 0) return []
    const from = shifts.map((one) => one.from).reduce((a, b) => (a < b ? a : b))
    const to = shifts.map((one) => one.to).reduce((a, b) => (a > b ? a : b))
    return listShifts(db, from, to)
  }
}

const keyOf = ({ scope, userId, from, to }: { scope: string; userId: string; from: string; to: string }) =>
  [scope, userId, from, to].join(' ')

async function fileOf(c: Context<App>): Promise<File> {
  const form = await c.req.formData().catch(() => {
    throw new Refusal('request.unreadable')
  })
  const file = form.get('file')
  if (file instanceof File && file.size > 0) return file
  throw new Refusal('request.invalid', { problems: [problem(['file'], 'required')] })
}
