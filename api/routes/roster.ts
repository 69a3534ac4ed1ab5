import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { GuardFailed, type Statement, UniqueViolation } from '#db/engine.ts'
import { listGrids } from '#db/grid.ts'
import {
  acknowledge,
  changeShift,
  findShift,
  handOver,
  listDutyPeople,
  listFollowing,
  listOnDuty,
  listShifts,
  planShift,
  removeShift,
  type ShiftRow,
} from '#db/roster.ts'
import { currentStreets } from '#domain/bureau.ts'
import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import { isValidGrid } from '#domain/grid.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import {
  BUREAU_SCOPE,
  faultsOf,
  HandOverInput,
  isSpan,
  mayReadNote,
  nextShift,
  onDuty,
  ShiftInput,
  whyNotAcknowledge,
  whyNotHandOver,
} from '#domain/roster.ts'
import { Day } from '#domain/tip/schema.ts'
import { ROSTER_PROBLEM_WORDS, rosterFieldWord } from '#domain/words/zh/roster.ts'
import { describe, present, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

/** Days shown at once, and looked at for gaps and overlaps. */
const DAYS = 14
const Span = z.strictObject({
  from: z.optional(Day),
  days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(62)), DAYS),
})
const Version = z.strictObject({ version: z.coerce.number().check(z.int()) })
const ShiftChange = z.strictObject({ version: z.int(), shift: ShiftInput })

/** The duty roster: who is on duty where and when, what they hand over, and what is missing in it. */
export function rosterRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/roster', describe('值班表'), async (c) => {
      const actor = c.get('actor')
      const { from = dayOf(env.now()), days } = readAs(Span, present(c.req.query()))
      const [begin, end] = [midnight(from), midnight(addDays(from, days))]
      const shifts = await listShifts(db, begin, end)
      const now = minuteOf(env.now())
      // What is over cannot be mended.
      const since = now > begin && now < end ? now : begin
      const working = shifts.filter((one) => !one.suspended)
      const scopes = [...new Set([BUREAU_SCOPE, ...working.map((one) => one.scope)])]
      const today = await listOnDuty(db, env.now())
      return c.json({
        ok: true,
        from,
        days,
        now,
        scopes: await scopesOf(env),
        people: (await listDutyPeople(db)).map(({ email: _, ...one }) => one),
        onDuty: [...new Set([BUREAU_SCOPE, ...today.map((one) => one.scope)])].map((scope) => {
          const shift = onDuty(today, scope, now)
          return { scope, userId: shift?.userId ?? null, name: shift?.name ?? null, until: shift?.to ?? null }
        }),
        faults: scopes.flatMap((scope) => faultsOf(working, scope, since, end)),
        items: shifts.map(({ email: _, ...one }) => {
          const next = nextShift(shifts, one)
          return { ...one, note: mayReadNote(actor, one, next) ? one.note : null, next: next?.userId ?? null }
        }),
      })
    })
    .post('/api/roster', describe('排班', ShiftInput, '201'), async (c) => {
      const input = await readBody(c, ShiftInput, rosterFieldWord)
      await refuseWrong(env, input)
      const id = uuidOf(env.random(16))
      await saved(env, planShift(id, input, c.get('actor').id, env.now()))
      return c.json({ ok: true, id, version: 1 }, 201)
    })
    .put('/api/roster/:id', describe('改班', ShiftChange), async (c) => {
      const there = await theShift(c)
      const { version, shift } = await readBody(c, ShiftChange, rosterFieldWord)
      await refuseWrong(env, shift)
      await saved(env, changeShift({ ...there, version }, shift, c.get('actor').id, env.now()))
      return c.json({ ok: true, version: version + 1 })
    })
    .delete('/api/roster/:id', describe('撤销班次'), async (c) => {
      const there = await theShift(c)
      const { version } = readAs(Version, present(c.req.query()))
      await saved(env, removeShift({ ...there, version }, c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })
    .post('/api/roster/:id/hand-over', describe('交班', HandOverInput), async (c) => {
      const there = await theShift(c)
      const { version, note } = await readBody(c, HandOverInput)
      const no = whyNotHandOver(c.get('actor'), there, minuteOf(env.now()))
      if (no) throw new Refusal(no)
      await saved(env, handOver({ ...there, version }, note, c.get('actor').id, env.now()))
      return c.json({ ok: true, version: version + 1 })
    })
    .post('/api/roster/:id/acknowledgement', describe('接班', Version), async (c) => {
      const there = await theShift(c)
      const { version } = await readBody(c, Version)
      const no = whyNotAcknowledge(c.get('actor'), there, nextShift(await listFollowing(db, there), there))
      if (no) throw new Refusal(no)
      await saved(env, acknowledge({ ...there, version }, c.get('actor').id, env.now()))
      return c.json({ ok: true, version: version + 1 })
    })

  async function theShift(c: Context<App>): Promise<ShiftRow> {
    const shift = await findShift(db, c.req.param('id') ?? '')
    if (!shift) throw new Refusal('shift.not-found')
    return shift
  }
}

const midnight = (day: string) => `${day}T00:00:00+08:00`

/** Everything somebody may be on duty for today, with its name: the bureau, streets, grids. */
export async function scopesOf(env: Env): Promise<{ scope: string; name: string; code: string | null }[]> {
  const today = dayOf(env.now())
  const streets = currentStreets(env.bureau, today)
  const nameOf = (code: string) => streets.find((one) => one.code === code)?.name ?? code
  const grids = (await listGrids(env.db)).filter((grid) => isValidGrid(grid, today))
  return [
    { scope: BUREAU_SCOPE, name: env.bureau.shortName, code: null },
    ...streets.map(({ code, name }) => ({ scope: code, name, code: null })),
    ...grids.map(({ id, name, code, street }) => ({ scope: id, name: `${nameOf(street)} ${name}`, code })),
  ]
}

async function refuseWrong(env: Env, { scope, userId, from, to }: ShiftInput): Promise<void> {
  const problems: Problem[] = []
  if (!(await scopesOf(env)).some((one) => one.scope === scope)) problems.push(problem(['scope'], 'not-in-list'))
  if (!(await listDutyPeople(env.db)).some(({ id }) => id === userId)) problems.push(problem(['userId'], 'not-in-list'))
  if (!isSpan({ from, to }))
    problems.push({ path: 'to', code: 'time-backwards', message: ROSTER_PROBLEM_WORDS['time-backwards'](spoken(to)) })
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
}

const spoken = (at: string) => at.slice(0, 16).replace('T', ' ')

async function saved(env: Env, statements: Statement[]): Promise<void> {
  try {
    await env.db.write(statements)
    env.wake()
  } catch (error) {
    if (error instanceof GuardFailed) throw new Refusal('shift.moved-first')
    if (error instanceof UniqueViolation)
      throw new Refusal(error.message.includes('events') ? 'shift.moved-first' : 'shift.taken')
    throw error
  }
}
