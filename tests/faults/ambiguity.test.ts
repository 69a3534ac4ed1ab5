import { expect, test } from 'vitest'
import { fileOverBadLine } from './ambiguity.ts'
import { length } from './length.ts'

const TIPS = length(150, 2000)

test(`of ${TIPS} tips over a database that loses answers none is lost and none is there twice`, async () => {
  const outcome = await fileOverBadLine(TIPS, { keyed: true })
  console.log(JSON.stringify(outcome))
  expect(outcome).toMatchObject({ acknowledged: TIPS, lost: 0, doubled: 0, changed: 0 })
  // It did happen, and everybody was told to come again, nobody that something broke.
  expect(outcome.faults.dropped).toBeGreaterThan(TIPS / 25)
  expect(outcome.faults.unavailable).toBeGreaterThan(0)
  expect(Object.keys(outcome.answers)).toEqual(['201', '503'])
}, 1_200_000)

test('control: who sends again without a key files twice', async () => {
  const outcome = await fileOverBadLine(100, { keyed: false })
  console.log(JSON.stringify(outcome))
  expect(outcome).toMatchObject({ acknowledged: 100, lost: 0 })
  expect(outcome.doubled).toBeGreaterThan(0)
})
