import { beforeEach, describe, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { countAnswers } from '#db/survey.ts'
import { escalate } from '#db/sweep.ts'
import type { PageLocals } from '#domain/page.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { answered, caseOf, closedTo, does, type Filed, status, tries } from './desk.ts'

let here: Opened
let tip: Filed
beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T09:00:00+08:00' })
  tip = await answered(here)
  here.at('2026-09-21T09:00:00+08:00')
})

const say = (answer: string, text?: string, receipt = tip.receipt) =>
  here.ask('POST', '/api/tips/survey', { receipt, answer, ...(text !== undefined && { text }) })
const inQueueOf = async (who: 'zhao' | 'qian') =>
  (await here.ask('GET', '/api/cases?mine=1', undefined, await here.as(who))).body.items.map(
    (one: { id: string }) => one.id,
  )

test('a survey that reopens: unsolved, decided by a head, done again, and asked anew', async () => {
  expect((await status(here, tip.receipt)).survey).toEqual({ answer: null, isOpen: true, until: null })
  expect((await say('unsolved', '沟里还有黑泥。')).status).toBe(200)
  const seen = await caseOf(here, tip.id)
  expect(seen.case.marks).toContain('unsolved')
  expect(seen.messages.at(-1)).toMatchObject({ from: 'reporter', text: '（回访：没有解决）沟里还有黑泥。' })
  expect(seen.events.at(-1)).toMatchObject({ type: 'case.reopening-requested', actorName: null })
  expect(await inQueueOf('zhao')).toContain(tip.id)
  expect((await status(here, tip.receipt)).nextDeadline).toMatchObject({ step: 'reopening-answer', by: '2026-10-08' })
  // A head, not the desk, decides.
  expect(await closedTo(here, 'qian', tip.id, 'reopening')).toBe('case.head-decides')
  expect(await does(here, 'zhao', tip.id, 'reopening', { reason: '现场确有残留。' })).toBe('accepted')
  expect((await caseOf(here, tip.id)).case.marks).not.toContain('unsolved')
  const after = await status(here, tip.receipt)
  expect(after.survey).toBeUndefined()
  expect(after.messages.at(-1).text).toContain('现场确有残留。')
  // Done and answered again, the question is another one.
  await does(here, 'sun', tip.id, 'assignment', { to: '410102011' })
  await does(here, 'li', tip.id, 'investigation', { findings: '清净。', on: '2026-09-21' })
  await does(here, 'li', tip.id, 'closure-proposal', { outcome: 'substantiated', remedied: 'yes', measures: '再清。' })
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '已再次清运。' })
  here.at('2026-09-28T09:00:00+08:00')
  expect((await status(here, tip.receipt)).survey).toEqual({ answer: null, isOpen: true, until: null })
  expect((await say('solved')).status).toBe(200)
  expect(await countAnswers(here.db, '2026-09-01', '2026-09-30')).toEqual({ solved: 1, unsolved: 1, decided: 1 })
})

test('a head may decline, with a reason the reporter reads; not the one who closed it', async () => {
  await say('unsolved', '还有味。')
  expect(await closedTo(here, 'zhao', tip.id, 'reopening-refusal')).toBe('case.own-decision')
  expect(await closedTo(here, 'li', tip.id, 'reopening-refusal')).toBe('case.not-your-role')
  expect((await tries(here, 'zheng', tip.id, 'reopening-refusal', {})).status).toBe(422)
  expect(await does(here, 'zheng', tip.id, 'reopening-refusal', { reason: '监测达标。' })).toBe('replied')
  const after = await status(here, tip.receipt)
  expect(after.steps.at(-1)).toMatchObject({ code: 'reopening-refused' })
  expect(after.messages.at(-1).text).toMatch(/监测达标。[\s\S]*申请复查/)
  expect(after.survey).toMatchObject({ answer: 'unsolved', isOpen: false })
  expect((await say('unsolved', '再说一遍')).body.code).toBe('tip.survey-closed')
  expect(await closedTo(here, 'zheng', tip.id, 'reopening-refusal')).toBe('case.no-reopening-request')
  expect(await closedTo(here, 'qian', tip.id, 'reopening'), 'the desk may reopen as before').toBeUndefined()
})

test('what nobody answers is told to the heads at once and at 50, 80 and 100 per cent, and the public sees it late', async () => {
  await say('unsolved', '还有。')
  await drainOutbox(here.env)
  expect(here.mails.map((mail) => mail.subject)).toEqual(Array(2).fill('有一件要求重新办理'))
  here.at('2026-10-09T09:00:00+08:00')
  await escalate(here.db, here.env.now())
  const seen = await caseOf(here, tip.id)
  expect(seen.case.marks).toContain('late')
  expect(seen.events.at(-1)).toMatchObject({ type: 'case.overdue', data: { step: 'reopening-answer', percent: 100 } })
  expect((await status(here, tip.receipt)).steps.at(-1).code).toBe('overdue')
})

describe('an answer', () => {
  test('is not asked for before its day, nor taken', async () => {
    here.at('2026-09-20T09:00:00+08:00')
    expect((await status(here, tip.receipt)).survey).toBeUndefined()
    expect((await say('solved')).body.code).toBe('tip.survey-closed')
  })

  test('can be changed for seven days: solved takes the request back', async () => {
    await say('unsolved', '还有。')
    here.at('2026-09-28T23:00:00+08:00')
    expect((await say('solved')).status).toBe(200)
    expect((await caseOf(here, tip.id)).case.marks).not.toContain('unsolved')
    here.at('2026-09-29T00:30:00+08:00')
    expect((await say('unsolved', '又来了')).body.code).toBe('tip.survey-closed')
  })

  test('that it is not solved says why', async () => {
    for (const text of [undefined, '  ']) {
      const { status, body } = await say('unsolved', text)
      expect([status, body.problems]).toMatchObject([422, [{ path: 'text', code: 'required' }]])
    }
    expect((await say('perhaps')).body.problems).toMatchObject([{ path: 'answer', code: 'not-in-list' }])
  })

  test('of a stranger gets what every wrong code gets, and moves nothing', async () => {
    const { version } = (await caseOf(here, tip.id)).case
    const { status, body } = await say('unsolved', '我说没有', '0000-0000-0000-0000-0000-0000')
    expect([status, body.code]).toEqual([404, 'tip.not-found'])
    expect((await caseOf(here, tip.id)).case.version).toBe(version)
  })

  test('of one reporter is not told to the other; the request stands while one still makes it', async () => {
    const own = await openApp({ at: '2026-09-14T09:00:00+08:00' })
    here = own
    const about = { accused: { kind: 'vehicle', plate: '豫A00009' }, behaviours: ['sludge_dumping'] }
    const other = (await own.ask('POST', '/api/tips', aTip(about))).body.receipt
    tip = await answered(own, about)
    own.at('2026-09-21T09:00:00+08:00')
    await say('unsolved', '甲说还有', other)
    await say('unsolved', '乙说还有')
    expect(JSON.stringify(await status(own, tip.receipt))).not.toContain('甲说')
    await say('solved', undefined, other)
    expect((await caseOf(own, tip.id)).case.marks).toContain('unsolved')
    await say('solved')
    expect((await caseOf(own, tip.id)).case.marks).not.toContain('unsolved')
  })

  test('given by ten at once is one answer, and every one of them has its event', async () => {
    const sent = await Promise.all(Array.from({ length: 10 }, (_, nth) => say('unsolved', `第${nth}次`)))
    expect(sent.map((one) => one.status)).toEqual(Array(10).fill(200))
    expect(await countAnswers(here.db, '2026-09-14', '2026-09-14')).toMatchObject({ unsolved: 1 })
    const { events } = await caseOf(here, tip.id)
    expect(events.filter((one: { type: string }) => one.type === 'case.reopening-requested')).toHaveLength(10)
  })
})

test('a follow-up by telephone is kept apart, as before', async () => {
  await does(here, 'qian', tip.id, 'follow-up', { satisfied: true })
  expect((await status(here, tip.receipt)).survey).toMatchObject({ answer: null, isOpen: true })
  expect(await countAnswers(here.db, '2026-01-01', '2026-12-31')).toEqual({ solved: 0, unsolved: 0, decided: 0 })
})

test('without JavaScript the page takes the answer, and gives back what was typed when it was not right', async () => {
  const browse = async (fields: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(fields), headers: { origin: here.env.origin } }
    const response = await here.app.request('/api/tips/survey', init)
    const html = await response.text()
    const { status: page } = JSON.parse(html.slice(html.indexOf('<pre>') + 5, -6)) as PageLocals
    return { status: response.status, page }
  }
  const { receipt } = tip
  const wrong = await browse({ receipt, answer: 'unsolved', text: '' })
  expect(wrong).toMatchObject({ status: 422, page: { receipt, surveyProblem: expect.stringContaining('请填写') } })
  const right = await browse({ receipt, answer: 'unsolved', text: '沟里还有。' })
  expect(right).toMatchObject({ status: 200, page: { status: { survey: { answer: 'unsolved', isOpen: true } } } })
})
