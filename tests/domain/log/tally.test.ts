import { expect, test } from 'vitest'
import { dayLeaf, type Leaf, statusLeaf, tipLeaf } from '#domain/log/leaf.ts'
import { tallyTips } from '#domain/log/tally.ts'
import { coverCommitment } from '#domain/tip/commitment.ts'

async function* inOrder(leaves: readonly Leaf[]) {
  for (const [index, leaf] of leaves.entries()) yield { index, leaf }
}
const tally = (leaves: readonly Leaf[], asOf: string) => tallyTips(inOrder(leaves), asOf)
const tip = (byte: number) => tipLeaf(new Uint8Array(32).fill(byte))
const secret = new Uint8Array(32).fill(7)
const cover = tipLeaf(coverCommitment(secret))
const none = {
  covers: 0,
  closed: 0,
  refused: 0,
  transferred: 0,
  open: 0,
  underWay: 0,
  overdue: [],
  falseCovers: [],
  stray: [],
}

test('a log without tips has an empty account', async () => {
  expect(await tally([], '2026-11-28')).toEqual({ tips: 0, ...none })
})

test('every end counts once; what is accepted is under way', async () => {
  const leaves = [
    dayLeaf('2026-11-01'),
    ...[1, 2, 3, 4, 5].map(tip),
    cover,
    statusLeaf(1, 'accepted'),
    statusLeaf(2, 'refused'),
    statusLeaf(3, 'transferred'),
    statusLeaf(4, 'accepted'),
    statusLeaf(4, 'extended'),
    statusLeaf(4, 'closed'),
    statusLeaf(4, 'closed'),
    statusLeaf(6, 'dummy', secret),
  ]
  expect(await tally(leaves, '2026-11-28')).toEqual({
    ...none,
    tips: 6,
    covers: 1,
    closed: 1,
    refused: 1,
    transferred: 1,
    open: 2,
    underWay: 1,
  })
})

test('a tip without an end is in time for 105 days and overdue on the next, accepted or not', async () => {
  const leaves = [dayLeaf('2026-01-01'), tip(1), tip(2), statusLeaf(2, 'extended'), dayLeaf('2026-01-02'), tip(3)]
  expect(await tally(leaves, '2026-04-16')).toEqual({ ...none, tips: 3, open: 3, underWay: 1 })
  expect(await tally(leaves, '2026-04-17')).toMatchObject({ open: 1, underWay: 0, overdue: [1, 2] })
  expect(await tally(leaves, '2026-04-18')).toMatchObject({ open: 0, overdue: [1, 2, 5] })
  const ended = [...leaves, statusLeaf(1, 'closed'), statusLeaf(2, 'refused')]
  expect(await tally(ended, '2026-04-18')).toMatchObject({ closed: 1, refused: 1, overdue: [5] })
})

test('a tip cannot be passed off as a cover', async () => {
  const leaves = [dayLeaf('2026-01-01'), tip(1), cover, statusLeaf(1, 'dummy', secret), statusLeaf(2, 'dummy')]
  expect(await tally(leaves, '2026-11-28')).toMatchObject({ covers: 0, overdue: [1, 2], falseCovers: [3, 4] })
})

test('a status of nothing, of what comes later, or of another kind of leaf counts for nothing', async () => {
  const leaves = [
    dayLeaf('2026-11-01'),
    statusLeaf(2, 'closed'),
    tip(1),
    statusLeaf(0, 'closed'),
    statusLeaf(9, 'closed'),
  ]
  expect(await tally(leaves, '2026-11-28')).toEqual({ ...none, tips: 1, open: 1, stray: [1, 3, 4] })
})

test('a day that goes back or lies ahead makes no tip younger, and one without any day is overdue', async () => {
  const leaves = [tip(1), dayLeaf('2026-03-01'), dayLeaf('2099-01-01'), tip(2), dayLeaf('2026-02-01'), tip(3)]
  expect(await tally(leaves, '2026-11-28')).toMatchObject({ overdue: [0, 3, 5], stray: [2, 4] })
  expect(await tally(leaves, '2026-03-02')).toMatchObject({ overdue: [0], open: 2 })
})
