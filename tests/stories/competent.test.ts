import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, closedTo, does, dueBy, file, status, tries } from './desk.ts'

const CITY = '中原区城市管理局（演示）'
const ABOVE = '中原区人民政府（演示）'
const steps = async (...of: Parameters<typeof status>) =>
  (await status(...of)).steps.map((one: { label: string }) => one.label)

test('two bodies are competent: they agree, it stays here, and the reporter heard of both', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const tip = await file(here, { description: '工地夜里施工，泥浆排进河里。' })
  await does(here, 'qian', tip.id, 'competence-question', { bodies: [CITY, CITY], text: '噪声归城管。' })
  const open = await caseOf(here, tip.id)
  expect(open.case).toMatchObject({ marks: ['competence-open'], competence: { bodies: [CITY], decided: null } })
  expect(open.choices.bodies).toEqual([CITY])
  expect(open.events.at(-1)).toMatchObject({ article: expect.stringContaining('第二十四条') })
  expect(await closedTo(here, 'qian', tip.id, 'acceptance')).toBe('case.competence-open')
  // The fifteen days in which the reporter must hear go on.
  expect(await dueBy(here, tip.id, 'accept')).toBe('2026-09-29')
  const { body } = await here.ask('GET', '/api/cases?mark=competence-open', undefined, await here.as('qian'))
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([tip.id])
  const told = await status(here, tip.receipt)
  expect(told.messages.at(-1).text).toContain(`${CITY}也有管辖权`)
  expect(JSON.stringify(told)).not.toContain('噪声归城管')

  here.at('2026-09-16T10:00:00+08:00')
  const agreed = { way: 'agreed', lead: 'bureau', on: '2026-09-15', text: '夜间施工另由城管处理。' }
  await does(here, 'zhao', tip.id, 'competence-decision', agreed)
  expect((await caseOf(here, tip.id)).case.marks).toEqual([])
  expect((await status(here, tip.receipt)).messages.at(-1).text).toBe(
    `您反映的事项，本局和${CITY}都有管辖权。经协商一致，由本局办理。夜间施工另由城管处理。\n依据：《信访工作条例》第二十四条`,
  )
  expect(await steps(here, tip.receipt)).toEqual([
    '收到举报',
    `正在确定由哪个单位办理：本局、${CITY}`,
    '已确定办理单位：本局',
  ])
  expect(await does(here, 'qian', tip.id, 'acceptance')).toBe('accepted')
})

test('they do not agree: the superior they share decides for the other, and it is transferred there and nowhere else', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const tip = await file(here, { description: '沟边堆着建筑垃圾和污泥。' })
  const early = { way: 'agreed', lead: 'bureau', on: '2026-09-14', text: '由本局办理。' }
  expect((await tries(here, 'qian', tip.id, 'competence-decision', early)).body.code).toBe(
    'case.competence-unquestioned',
  )
  await does(here, 'qian', tip.id, 'competence-question', { bodies: [CITY] })
  const lead = { way: 'superior', lead: CITY, on: '2026-09-14', text: '由城市管理部门清运。' }
  const unnamed = await tries(here, 'qian', tip.id, 'competence-decision', lead)
  expect([unnamed.status, unnamed.body.problems[0].path]).toEqual([422, 'body'])
  await does(here, 'qian', tip.id, 'competence-decision', { ...lead, body: ABOVE, number: '中原政办〔2026〕0号' })
  expect((await caseOf(here, tip.id)).case.marks).toEqual(['competence-elsewhere'])
  expect(await closedTo(here, 'qian', tip.id, 'acceptance')).toBe('case.competence-elsewhere')

  const elsewhere = await tries(here, 'qian', tip.id, 'transfer', { body: '别处', reason: '由其负责。' })
  expect(elsewhere.body.problems).toEqual([
    { path: 'body', code: 'mismatch', message: `已经定了由${CITY}办理，只能移送给它。` },
  ])
  expect(await does(here, 'qian', tip.id, 'transfer', { body: CITY, reason: '上级已经决定。' })).toBe('transferred')
  const told = await status(here, tip.receipt)
  expect(told.status).toBe('not_accepted')
  expect(told.messages.at(0).text).toContain('有争议的，由共同的上一级机关决定')
  expect(told.messages.at(1).text).toContain(`经${ABOVE}决定（中原政办〔2026〕0号），由${CITY}办理。`)
  expect((await steps(here, tip.receipt)).slice(-2)).toEqual([`已确定办理单位：${CITY}`, `已移送：${CITY}`])
  // Taken up again here, who is competent is a new question.
  await does(here, 'zhao', tip.id, 'reopening', { reason: '对方退回。' })
  expect((await caseOf(here, tip.id)).case.competence).toBeNull()
})
