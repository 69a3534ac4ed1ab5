import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { escalate } from '#db/sweep.ts'
import { openApp } from '../setup.ts'
import { caseOf, does, file, investigated, status } from './desk.ts'

test('a limit that runs out is told to the officer at half, to the head at four fifths, to everybody at its end', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  const mailsAt = async (instant: string) => {
    here.at(instant)
    const written = await escalate(here.db, here.env.now())
    await drainOutbox(here.env)
    return [written, ...here.mails.splice(0).map(({ to, subject }) => `${to} ${subject}`)]
  }
  // Sixty days from 14 September end on Friday 13 November; halves and fifths count from the end of the first day.
  expect(await mailsAt('2026-10-14T23:00:00+08:00')).toEqual([0])
  expect(await mailsAt('2026-10-15T00:00:00+08:00')).toEqual([1, 'li@demo.invalid 有一件的时限已过一半'])
  expect(await mailsAt('2026-10-15T00:00:00+08:00')).toEqual([0])
  expect(await mailsAt('2026-11-02T00:00:00+08:00')).toEqual([
    1,
    'li@demo.invalid 有一件快到时限',
    'zhao@demo.invalid 有一件快到时限',
    'zheng@demo.invalid 有一件快到时限',
  ])
  const before = await status(here, tip.receipt)
  expect(before.steps.map((one: { code: string }) => one.code)).not.toContain('overdue')
  expect(before.nextDeadline.exceeded).toBeUndefined()
  expect(await mailsAt('2026-11-13T23:59:00+08:00')).toEqual([0])
  expect((await mailsAt('2026-11-14T00:00:00+08:00')).slice(0, 2)).toEqual([1, 'li@demo.invalid 有一件已超过时限'])
  const told = await status(here, tip.receipt)
  expect(told.nextDeadline).toMatchObject({ step: 'close', by: '2026-11-13', exceeded: 'law' })
  expect(told.nextDeadline.article).toContain('第三十四条')
  expect(told.steps.at(-1)).toMatchObject({ code: 'overdue', label: '超过办理期限，已提醒负责人' })
  const { case: current, events } = await caseOf(here, tip.id)
  expect(current.marks).toEqual(['late'])
  expect(events.filter((one: { type: string }) => /escalated|overdue/.test(one.type))).toHaveLength(3)
  // A move that ends the limit ends the mark.
  await does(here, 'li', tip.id, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '已清运。',
  })
  await does(here, 'zhao', tip.id, 'closure')
  expect((await caseOf(here, tip.id)).case.marks).toEqual([])
})

test('before anybody has a case in hand the clerks are told; two jobs at once tell it once', async () => {
  const here = await openApp()
  await file(here)
  here.at('2026-09-22T12:00:00+08:00')
  const written = await Promise.all([1, 2, 3, 4].map(() => escalate(here.db, here.env.now())))
  expect(written.reduce((sum, one) => sum + one, 0)).toBe(1)
  await drainOutbox(here.env)
  expect(here.mails.map(({ to }) => to).sort()).toEqual(['qian@demo.invalid', 'sun@demo.invalid'])
})

test('cases from before all this are looked at once, and only what is over gets an event', async () => {
  const here = await openApp()
  const [fresh, late] = [await file(here), await file(here, { description: '另一处有黑泥。' })]
  await here.db.write([
    "UPDATE cases SET escalate_at = ''",
    `UPDATE cases SET received_on = '2026-08-01' WHERE id = '${late.id}'`,
  ])
  expect(await escalate(here.db, here.env.now())).toBe(1)
  expect(await escalate(here.db, here.env.now())).toBe(0)
  const { rows } = await here.db.query('SELECT id, escalate_at, escalations FROM cases ORDER BY n')
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { id: fresh.id, escalate_at: '2026-09-22T12:00:00+08:00', escalations: '{}' },
    { id: late.id, escalate_at: null, escalations: '{"accept 2026-08-17":100}' },
  ])
})

test('a rule the bureau configured governs the queue, the receipt and the night alike', async () => {
  const { env } = await openApp()
  const rule = { rule: 'accept' as const, amount: 5, unit: 'calendar' as const, unconfirmed: false }
  const clockRules = [{ ...rule, article: '《本局举报办理规程》第三条', validFrom: '2026-09-01' }]
  const here = await openApp({ bureau: { ...env.bureau, clockRules } })
  const tip = await file(here)
  // Five days end on Saturday the 19th; on Sunday the 20th everybody makes up for October.
  expect(tip.answer.acknowledgeBy).toMatchObject({ on: '2026-09-20', article: '《本局举报办理规程》第三条' })
  expect((await caseOf(here, tip.id)).case).toMatchObject({ dueBy: '2026-09-20' })
  expect((await status(here, tip.receipt)).nextDeadline).toMatchObject({ by: '2026-09-20' })
})
