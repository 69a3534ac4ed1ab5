import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { aTip, openApp } from '../setup.ts'
import { caseOf, does, file, status, tries } from './desk.ts'

test('waste goes into the 常庄水库 on a Saturday night: the duty officer hears of it and two hours run', async () => {
  const here = await openApp({ at: '2026-09-19T23:10:00+08:00' })
  const ordinary = await file(here, { description: '路边有一堆建筑垃圾，已经一个星期了。' })
  const urgent = await file(here, {
    kinds: ['water'],
    behaviours: ['hazardous_waste_dumping'],
    description: '有人从罐车往水库里放废液，水面漂着油。',
    place: { address: '常庄水库大坝北侧' },
  })

  // It stands first in the queue, due at ten past one.
  const clerk = await here.as('sun')
  const { body: queue } = await here.ask('GET', '/api/cases', undefined, clerk)
  expect(queue.items.map((one: { id: string }) => one.id)).toEqual([urgent.id, ordinary.id])
  expect(queue.items[0]).toMatchObject({ emergency: true, clock: 'emergency', dueBy: '2026-09-20T01:10:00+08:00' })
  const { body: filtered } = await here.ask('GET', '/api/cases?emergency=true', undefined, clerk)
  expect(filtered.items).toHaveLength(1)

  // The officer on duty gets a mail with the number and the way to the desk, once, and not a word of the tip.
  await drainOutbox(here.env)
  await drainOutbox(here.env)
  expect(here.mails).toHaveLength(1)
  expect(here.mails[0]?.to).toBe(here.env.bureau.dutyEmail)
  const mail = `${here.mails[0]?.subject}\n${here.mails[0]?.text}`
  expect(mail).toContain(urgent.reference)
  expect(mail).not.toMatch(/罐车|废液|大坝|水库/)

  // At 01:10 it is not late, at 01:11 it is.
  const overdue = async () =>
    (await here.ask('GET', '/api/cases/count?overdue=true', undefined, await here.as('sun'))).body.total
  here.at('2026-09-20T01:10:00+08:00')
  expect(await overdue()).toBe(0)
  here.at('2026-09-20T01:11:00+08:00')
  expect(await overdue()).toBe(1)

  // Accepting it starts the sixty days like everyone's; what answers the emergency clock is the first report upwards.
  await does(here, 'sun', urgent.id, 'acceptance')
  const steps = async () => (await caseOf(here, urgent.id)).case.clocks.map((one: { step: string }) => one.step)
  expect((await steps()).sort()).toEqual(['close', 'emergency', 'forward'])
  const report = { body: '区政府、市生态环境局', text: '水库边倾倒废液，正在围控。' }
  const early = await tries(here, 'sun', urgent.id, 'emergency-report', { stage: 'further', ...report })
  expect(early).toMatchObject({
    status: 422,
    body: { problems: [{ path: 'stage', message: '还没有初报，请先初报。' }] },
  })
  await does(here, 'sun', urgent.id, 'emergency-report', { stage: 'first', ...report })
  expect((await steps()).sort()).toEqual(['close', 'forward'])
  await does(here, 'sun', urgent.id, 'emergency-report', { stage: 'further', ...report })
  await does(here, 'zhao', urgent.id, 'emergency-report', { stage: 'result', ...report })
  expect((await tries(here, 'sun', urgent.id, 'emergency-report', { stage: 'further', ...report })).status).toBe(422)
  expect((await status(here, urgent.receipt)).label).toBe('办理中')
})

test('an emergency also reaches the desk when a clerk takes it by telephone', async () => {
  const here = await openApp({ at: '2026-09-21T08:00:00+08:00' })
  const told = aTip({
    description: '来电人称有人倾倒废酸。',
    behaviours: ['hazardous_waste_dumping'],
    place: { address: '常庄水库南岸' },
  })
  const clerk = await here.as('qian')
  const { status: code, body } = await here.ask('POST', '/api/cases', { ...told, channel: 'phone_12345' }, clerk)
  expect(code).toBe(201)
  expect((await caseOf(here, body.id)).case).toMatchObject({ emergency: true, channel: 'phone_12345' })
})

test('graded as a lesser one, it must be reported within four hours; a false alarm within none', async () => {
  const here = await openApp({ at: '2026-09-19T23:10:00+08:00' })
  const tip = await file(here, { behaviours: ['hazardous_waste_dumping'], description: '路边有三个废酸桶。' })
  const clock = async () =>
    (await caseOf(here, tip.id)).case.clocks.find((one: { step: string }) => one.step === 'emergency')
  expect(await clock()).toMatchObject({ by: '2026-09-20T01:10:00+08:00' })
  await does(here, 'sun', tip.id, 'emergency-grade', { grade: 'lesser', text: '三个空桶，没有泄漏到水体。' })
  expect(await clock()).toMatchObject({ by: '2026-09-20T03:10:00+08:00', article: expect.stringContaining('第三条') })
  await does(here, 'zhao', tip.id, 'emergency-grade', { grade: 'none', text: '桶里是清水。' })
  expect(await clock()).toBeUndefined()
  const report = { stage: 'first', body: '区政府', text: '无。' }
  expect((await tries(here, 'sun', tip.id, 'emergency-report', report)).body.code).toBe('case.no-emergency')
})
