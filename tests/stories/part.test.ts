import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, closedTo, does, type Filed, file, investigated, status } from './desk.ts'

type Here = Awaited<ReturnType<typeof openApp>>
const labels = async (here: Here, { receipt }: Filed) =>
  (await status(here, receipt)).steps.map((one: { label: string }) => one.label)
const texts = async (here: Here, { receipt }: Filed) =>
  (await status(here, receipt)).messages.map((one: { text: string }) => one.text)
const told = async (here: Here, id: string) =>
  (await caseOf(here, id)).tips.map((one: { reference: string }) => one.reference)

/** A tip of two matters, and the case of the second one. */
async function splitInTwo(here: Here): Promise<{ tip: Filed; part: string }> {
  const tip = await file(here, { description: '河水发黑；另外沟边有污泥。' })
  await does(here, 'qian', tip.id, 'split', { texts: ['河水发黑', '沟边有污泥'] })
  const { related } = await caseOf(here, tip.id)
  return { tip, part: related[0].id }
}
const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
async function answer(here: Here, id: string, text: string) {
  await does(here, 'li', id, 'closure-proposal', proposal)
  await does(here, 'zhao', id, 'closure')
  await does(here, 'qian', id, 'reply', { text })
}

test('a part is about another case: merged into it, both reporters hear of it and only of what is theirs', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const other = await investigated(here, { description: '沟边倒了一车污泥。' })
  const { tip, part } = await splitInTwo(here)
  expect(await does(here, 'qian', part, 'merge', { into: other.reference })).toBe('merged')
  expect(await told(here, other.id)).toEqual([other.reference, tip.reference])
  // The tip stays where it was told: its other matter is handled there.
  expect(await told(here, tip.id)).toEqual([tip.reference])
  expect((await texts(here, tip)).at(-1)).toContain(`分出的一个事项（${tip.reference}-2）`)
  expect(JSON.stringify(await status(here, other.receipt))).not.toMatch(/合并|并案|分出/)
  // Its number leads to where it is.
  const { body } = await here.ask('GET', `/api/cases?q=${tip.reference}-2`, undefined, await here.as('qian'))
  expect(body.items.map((one: { id: string }) => one.id)).toContain(other.id)

  await answer(here, other.id, '污泥已清运。')
  for (const one of [tip, other]) expect((await texts(here, one)).at(-1)).toBe('污泥已清运。')
  expect(await labels(here, tip)).toEqual([
    '收到举报',
    '分成几个事项办理',
    '事项2：分出一个事项',
    '事项2：与同一事项的举报合并办理',
    '事项2：已办结',
    '事项2：已答复您',
  ])
  // The first matter still waits, and so does its receipt.
  expect((await status(here, tip.receipt)).status).toBe('pending')
  expect((await status(here, other.receipt)).status).toBe('closed')
})

test('undone within seven days it is on its own again, with both histories; on the eighth it stays', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const other = await investigated(here, { description: '沟边倒了一车污泥。' })
  const { tip, part } = await splitInTwo(here)
  await does(here, 'qian', part, 'merge', { into: other.id })
  here.at('2026-09-21T23:00:00+08:00')
  expect(await does(here, 'qian', part, 'separation', { reason: '不是同一处。' })).toBe('received')
  expect(await told(here, other.id)).toEqual([other.reference])
  expect(await told(here, part)).toEqual([tip.reference])
  await answer(here, other.id, '污泥已清运。')
  expect(await texts(here, tip)).not.toContain('污泥已清运。')
  expect((await labels(here, tip)).slice(-2)).toEqual(['事项2：与同一事项的举报合并办理', '事项2：恢复单独办理'])
  await does(here, 'qian', part, 'acceptance')
  expect((await labels(here, tip)).at(-1)).toBe('事项2：已受理')

  await does(here, 'qian', part, 'merge', { into: (await investigated(here, { description: '又一车污泥。' })).id })
  here.at('2026-09-29T00:00:00+08:00')
  expect(await closedTo(here, 'qian', part, 'separation')).toBe('case.separation-late')
})

test('a part that was no matter of its own goes back to the whole: one case, one answer, told once', async () => {
  const here = await openApp()
  const { tip, part } = await splitInTwo(here)
  await does(here, 'qian', part, 'merge', { into: tip.reference })
  expect(await told(here, tip.id)).toEqual([tip.reference])
  await does(here, 'qian', tip.id, 'acceptance')
  await does(here, 'qian', tip.id, 'assignment', { to: '410102011' })
  await does(here, 'li', tip.id, 'investigation', { findings: '现场查看。', on: '2026-09-14' })
  await answer(here, tip.id, '都已清运。')
  expect((await texts(here, tip)).filter((one: string) => one === '都已清运。')).toHaveLength(1)
  const after = await status(here, tip.receipt)
  expect(after.status).toBe('closed')
  const steps = await labels(here, tip)
  expect(steps.filter((one: string) => /已办结/.test(one))).toEqual(['已办结'])
  expect(steps).toContain('事项2：与同一事项的举报合并办理')
})

test('two parts in one case: one comes out again, the other is still told of it', async () => {
  const here = await openApp()
  const other = await investigated(here, { description: '沟边倒了一车污泥。' })
  const tip = await file(here, { description: '三处都有人倒东西。' })
  await does(here, 'qian', tip.id, 'split', { texts: ['河水发黑', '沟边有污泥', '桥下有污泥'] })
  const [one, two] = (await caseOf(here, tip.id)).related.map((part: { id: string }) => part.id)
  for (const part of [one, two]) await does(here, 'qian', part, 'merge', { into: other.id })
  await does(here, 'qian', one, 'separation', { reason: '不是同一处。' })
  expect(await told(here, other.id)).toEqual([other.reference, tip.reference])
  await does(here, 'qian', two, 'separation', { reason: '也不是。' })
  expect(await told(here, other.id)).toEqual([other.reference])
  expect((await status(here, tip.receipt)).status).toBe('pending')
})

test('what a part went into may go on itself: the reporter follows, and comes out again from there', async () => {
  const here = await openApp()
  const first = await file(here, { description: '沟边倒了一车污泥。' })
  const { tip, part } = await splitInTwo(here)
  await does(here, 'qian', part, 'merge', { into: first.id })
  const last = await investigated(here, { description: '沟边又一车污泥。' })
  await does(here, 'qian', first.id, 'merge', { into: last.id })
  expect(await told(here, last.id)).toEqual(expect.arrayContaining([tip.reference, first.reference, last.reference]))
  await does(here, 'qian', part, 'separation', { reason: '不是同一处。' })
  expect(await told(here, last.id)).toEqual([first.reference, last.reference])
  await answer(here, last.id, '污泥已清运。')
  expect(await texts(here, tip)).not.toContain('污泥已清运。')
  expect(await texts(here, first)).toContain('污泥已清运。')
  expect((await labels(here, tip)).slice(-3)).toEqual([
    '事项2：与同一事项的举报合并办理',
    '事项2：与同一事项的举报合并办理',
    '事项2：恢复单独办理',
  ])
})

test('the whole goes into its own part: nothing is told twice', async () => {
  const here = await openApp()
  const { tip, part } = await splitInTwo(here)
  await does(here, 'qian', tip.id, 'merge', { into: part })
  expect(await told(here, part)).toEqual([tip.reference])
  await does(here, 'qian', part, 'acceptance')
  const steps = await labels(here, tip)
  expect(steps.filter((one: string) => /已受理/.test(one))).toEqual(['已受理'])
  await does(here, 'qian', tip.id, 'separation', { reason: '还是分开办。' })
  expect(await labels(here, tip)).toContain('恢复单独办理')
})
