import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { findAttachments } from '#db/attachment.ts'
import { GuardFailed, type Statement, UniqueViolation } from '#db/engine.ts'
import {
  cancelInspection,
  checkIn,
  findInspection,
  INSPECTION_VIEWS,
  listInspections,
  planInspection,
} from '#db/inspection.ts'
import { dayOf } from '#domain/clock.ts'
import {
  CheckInInput,
  type Inspection,
  InspectionInput,
  isOverdueInspection,
  mayCheckIn,
  maySeeInspection,
  nearnessOf,
} from '#domain/inspection.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { inspectionFieldWord } from '#domain/words/zh/inspection.ts'
import { describe, present, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { assertFindable, openFinding, placeOf } from '../inspection.ts'
import { organisationNames } from '../organisation.ts'
import { uuidOf } from '../seal.ts'

const View = z.strictObject({ view: z._default(z.enum(INSPECTION_VIEWS), 'open') })
const Version = z.strictObject({ version: z.coerce.number().check(z.int()) })

/** The inspection rota: planned by clerks and heads, done at the place by whoever it was given to. */
export function inspectionRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/inspections', describe('巡查计划'), async (c) => {
      const { view } = readAs(View, present(c.req.query()))
      const actor = c.get('actor')
      const today = dayOf(env.now())
      const found = await listInspections(db, actor, view, today)
      const nameOf = await organisationNames(env, [])
      const items = found.map((one) => ({
        ...one,
        orgName: nameOf(one.org),
        overdue: isOverdueInspection(one, today),
        mine: one.checkedAt === null && mayCheckIn(actor, one),
        ...(one.checkedAt && { nearness: nearnessOf(one.point, one.position) }),
      }))
      return c.json({ ok: true, items })
    })
    .post('/api/inspections', describe('安排巡查', InspectionInput, '201'), async (c) => {
      const input = await placeOf(env, await readBody(c, InspectionInput, inspectionFieldWord))
      const id = uuidOf(env.random(16))
      await saved(planInspection(id, input, c.get('actor').id, env.now()))
      return c.json({ ok: true, id, version: 1 }, 201)
    })
    .delete('/api/inspections/:id', describe('取消巡查'), async (c) => {
      const there = await theInspection(c)
      const { version } = readAs(Version, present(c.req.query()))
      await saved(cancelInspection({ ...there, version }, c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })
    .post('/api/inspections/:id/check-in', describe('到场打卡', CheckInInput), async (c) => {
      const there = await theInspection(c)
      const actor = c.get('actor')
      if (!mayCheckIn(actor, there)) throw new Refusal('inspection.not-yours')
      const said = await readBody(c, CheckInInput, inspectionFieldWord)
      if (there.version !== said.version || there.checkedAt || there.cancelled)
        throw new Refusal('inspection.moved-first')
      const photo = (await findAttachments(db, [said.photo], dayOf(env.now()))).get(said.photo)
      if (!photo) throw new Refusal('request.invalid', { problems: [problem(['photo'], 'not-found')] })
      assertFindable(said)
      const caseId = said.result === 'finding' ? await openFinding(env, there, said, actor) : null
      await saved(checkIn(there, said, caseId, actor.id, env.now()))
      if (caseId) env.wake()
      return c.json({ ok: true, version: there.version + 1, caseId, nearness: nearnessOf(there.point, said.position) })
    })

  /** The inspection in the path; one they may not see is as good as none. */
  async function theInspection(c: Context<App>): Promise<Inspection> {
    const found = await findInspection(db, c.req.param('id') ?? '', c.get('actor'))
    if (!found || !maySeeInspection(c.get('actor'), found)) throw new Refusal('inspection.not-found')
    return found
  }

  async function saved(statements: Statement[]): Promise<void> {
    try {
      await db.write(statements)
    } catch (error) {
      if (error instanceof GuardFailed || error instanceof UniqueViolation) throw new Refusal('inspection.moved-first')
      throw error
    }
  }
}
