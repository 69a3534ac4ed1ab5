import { expect, test } from 'vitest'
import { dutyStatement } from '#domain/duty-statement.ts'

const at = (day: string, time: string) => `${day}T${time}:00+08:00`
const shift = (from: string, to: string, scope = 'bureau') => ({ scope, userId: 'a', from, to })
/** The seven days after 28 November, 24 hours each. */
const WEEK = shift(at('2026-11-28', '20:00'), at('2026-12-06', '08:00'))

test('seven days from the next midnight are told of, and are complete while somebody has every minute of them', () => {
  expect(dutyStatement([WEEK], '2026-11-28')).toEqual({ from: '2026-11-29', to: '2026-12-05', isComplete: true })
  expect(dutyStatement([WEEK], '2026-11-29')).toMatchObject({ to: '2026-12-06', isComplete: false })
})

test('one minute without anybody makes it incomplete, two at once do not, and a street is not the bureau', () => {
  const [first, second] = [shift(WEEK.from, at('2026-12-01', '08:00')), shift(at('2026-12-01', '08:01'), WEEK.to)]
  expect(dutyStatement([first, second], '2026-11-28').isComplete).toBe(false)
  expect(
    dutyStatement([first, { ...second, userId: 'b', from: at('2026-12-01', '07:00') }], '2026-11-28').isComplete,
  ).toBe(true)
  expect(dutyStatement([{ ...WEEK, scope: '410102011' }], '2026-11-28').isComplete).toBe(false)
})
