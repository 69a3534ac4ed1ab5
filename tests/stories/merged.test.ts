import { expect, test } from 'vitest'
import { phonePhoto } from '../fixtures/photos.ts'
import { openApp } from '../setup.ts'
import { answered, caseOf, closedTo, does, dueBy, file, investigated, status, tries, upload } from './desk.ts'

test('two residents tell of one heap; the cases become one, both receipts go on, and a mistake is undone', async () => {
  const here = await openApp({ at: '2026-09-10T10:00:00+08:00' })
  const photo = await upload(here, await phonePhoto())
  const early = await file(here, { description: '桥头有一堆黑泥，味道大。', attachments: [photo] })
  await does(here, 'qian', early.id, 'registration')
  here.at('2026-09-14T10:00:00+08:00')
  const tip = await investigated(here, { description: '河堤边倒了污泥。', kinds: ['water'] })

  expect(await does(here, 'qian', early.id, 'merge', { into: tip.reference.toLowerCase() })).toBe('merged')
  const whole = await caseOf(here, tip.id)
  expect(whole.tips.map((one: { reference: string }) => one.reference)).toEqual([early.reference, tip.reference])
  expect(whole.case.kinds).toEqual(['water', 'solid_waste'])
  expect(whole.events.at(-1)).toMatchObject({ type: 'case.merged-in', data: { reference: early.reference } })
  // The street that handles the one sees the photo of the other now.
  expect((await here.ask('GET', `/api/attachments/${photo}`, undefined, await here.as('li'))).status).toBe(200)

  // Each resident sees their own beginning and what follows since.
  const first = await status(here, early.receipt)
  expect(first.steps.map((one: { code: string }) => one.code)).toEqual(['received', 'registered', 'merged'])
  expect(first).toMatchObject({ reference: early.reference, status: 'in_progress' })
  expect(first.messages.at(-1).text).toContain('查询码继续有效')
  expect(JSON.stringify(await status(here, tip.receipt))).not.toMatch(/合并|并案/)

  // The next answer reaches both; what either says next is seen in the one case.
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
  const said = await here.ask('POST', '/api/tips/messages', { receipt: early.receipt, text: '今天又多了一车。' })
  expect(said.status).toBe(201)
  expect((await caseOf(here, tip.id)).messages.at(-1)).toMatchObject({ from: 'reporter', text: '今天又多了一车。' })

  // Both are found by either number.
  for (const { reference } of [early, tip]) {
    const { body } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, await here.as('qian'))
    expect(body.items.map((one: { id: string }) => one.id)).toContain(tip.id)
  }

  // It was another heap: undone within seven days, as it was before.
  here.at('2026-09-21T23:00:00+08:00')
  expect(await does(here, 'qian', early.id, 'separation', { reason: '地点不同。' })).toBe('registered')
  expect((await caseOf(here, tip.id)).tips).toHaveLength(1)
  const apart = await status(here, early.receipt)
  expect(apart.status).toBe('pending')
  expect(apart.steps.map((one: { code: string }) => one.code)).toEqual([
    'received',
    'registered',
    'merged',
    'separated',
  ])
  const { body } = await here.ask('GET', `/api/cases?q=${early.reference}`, undefined, await here.as('qian'))
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([early.id])
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '污泥已清运。' })
  expect((await status(here, early.receipt)).messages.map((one: { text: string }) => one.text)).not.toContain(
    '污泥已清运。',
  )
  expect((await here.ask('GET', `/api/attachments/${photo}`, undefined, await here.as('li'))).status).toBe(404)
})

test('an answer in the joint case reaches both residents, with their own beginning before it', async () => {
  const here = await openApp()
  const [tip, other] = [await investigated(here), await file(here, { description: '桥下有黑泥。' })]
  await does(here, 'sun', other.id, 'merge', { into: tip.id })
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '污泥已清运。' })
  for (const { receipt } of [tip, other]) {
    const told = await status(here, receipt)
    expect(told).toMatchObject({ status: 'closed' })
    expect(told.messages.at(-1).text).toBe('污泥已清运。')
    expect(told.steps.map((one: { code: string }) => one.code).slice(-2)).toEqual(['closed', 'replied'])
  }
})

test('after seven days a merge stays', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const [tip, other] = [await investigated(here), await file(here, { description: '桥下有黑泥。' })]
  await does(here, 'sun', other.id, 'merge', { into: tip.id })
  here.at('2026-09-22T00:00:00+08:00')
  expect(await closedTo(here, 'sun', other.id, 'separation')).toBe('case.separation-late')
  expect((await tries(here, 'sun', other.id, 'separation', { reason: '并错了。' })).status).toBe(409)
})

test('a merge makes nobody wait longer: the earlier day counts for every limit', async () => {
  const here = await openApp({ at: '2026-09-01T10:00:00+08:00' })
  const early = await file(here, { description: '桥头有一堆黑泥。' })
  here.at('2026-09-14T10:00:00+08:00')
  const late = await file(here, { description: '河堤边倒了污泥。' })
  expect(await dueBy(here, late.id, 'accept')).toBe('2026-09-29')
  await does(here, 'qian', early.id, 'merge', { into: late.id })
  expect(await dueBy(here, late.id, 'accept')).toBe('2026-09-16')
})

test('into a closed case, into itself, into nothing, out of turn: each is refused in its own words', async () => {
  const here = await openApp()
  const closed = await answered(here)
  const [tip, other] = [
    await file(here, { description: '甲处有黑泥。' }),
    await file(here, { description: '乙处有黑泥。' }),
  ]
  expect((await tries(here, 'qian', tip.id, 'merge', { into: closed.reference })).body).toMatchObject({
    code: 'case.merge-needs-reopening',
    into: { id: closed.id, reference: closed.reference },
  })
  for (const into of [tip.id, 'T-2026-000000', 'x'])
    expect((await tries(here, 'qian', tip.id, 'merge', { into })).body.problems[0]).toMatchObject({ path: 'into' })
  await does(here, 'qian', tip.id, 'acceptance')
  expect((await tries(here, 'qian', tip.id, 'merge', { into: other.id })).body.code).toBe('case.merge-needs-acceptance')
  await does(here, 'qian', closed.id, 'reopening', { reason: '又倒了。' })
  expect(await does(here, 'qian', tip.id, 'merge', { into: closed.reference })).toBe('merged')
  // A number that was merged away leads to where it went.
  expect(await does(here, 'qian', other.id, 'merge', { into: tip.reference })).toBe('merged')
  expect((await caseOf(here, closed.id)).tips).toHaveLength(3)
})

test('one tip tells of two things: they go two ways, and one receipt tells of both', async () => {
  const here = await openApp()
  const tip = await file(here, { description: '河水发黑；另外工地夜里施工。' })
  const only = await tries(here, 'qian', tip.id, 'split', { texts: ['河水发黑'] })
  expect(only.body.problems[0]).toMatchObject({ path: 'texts', code: 'too-few' })
  await does(here, 'qian', tip.id, 'split', { texts: ['河水发黑', '工地夜里施工'] })
  const { case: first, related } = await caseOf(here, tip.id)
  expect(first).toMatchObject({ state: 'received', summary: '河水发黑' })
  expect(related).toMatchObject([{ reference: `${tip.reference}-2`, relation: 'came-from' }])
  const part = related[0].id as string
  expect((await caseOf(here, part)).case).toMatchObject({ summary: '工地夜里施工', receivedOn: '2026-09-14' })

  // The part is sent elsewhere, the rest is handled here: the matter is being handled, and both ways are shown.
  await does(here, 'qian', part, 'transfer', { body: '中原区城市管理局', reason: '夜间施工由其负责。' })
  await does(here, 'qian', tip.id, 'acceptance')
  const told = await status(here, tip.receipt)
  expect(told.status).toBe('in_progress')
  expect(told.steps.map((one: { label: string }) => one.label)).toEqual([
    '收到举报',
    '分成几个事项办理',
    '已受理',
    '事项2：分出一个事项',
    '事项2：已移送：中原区城市管理局',
  ])
  expect(told.messages.map((one: { text: string }) => one.text).join()).toContain('已经移送该单位')
  // A second split goes on counting.
  await does(here, 'qian', tip.id, 'split', { texts: ['河水发黑', '还有异味'] })
  expect((await caseOf(here, tip.id)).related.map((one: { reference: string }) => one.reference)).toContain(
    `${tip.reference}-3`,
  )
})
