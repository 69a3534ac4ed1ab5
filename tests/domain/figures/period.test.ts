import { expect, test } from 'vitest'
import { daysOf, monthsOf, periodOf, periodsDue, publicFrom } from '#domain/figures/period.ts'

test('a period is a month or a year, from its first day to its last', () => {
  expect(periodOf('2026-02')).toEqual({ id: '2026-02', from: '2026-02-01', to: '2026-02-28' })
  expect(periodOf('2028-02').to).toBe('2028-02-29')
  expect(periodOf('2026')).toEqual({ id: '2026', from: '2026-01-01', to: '2026-12-31' })
  for (const no of ['2026-13', '26', '2026-2', '2026-02-01']) expect(() => periodOf(no), no).toThrow()
  expect(daysOf(periodOf('2028-02'))).toHaveLength(29)
  expect(monthsOf('2026')[11]).toBe('2026-12')
})

test('its figures may be public 72 hours after it is over in Shanghai, not a minute before', () => {
  expect(publicFrom('2026-10').toISOString()).toBe('2026-11-03T16:00:00.000Z')
  expect(periodsDue('2026-09-20', new Date('2026-11-03T15:59:00Z'))).toEqual(['2026-09'])
  expect(periodsDue('2026-09-20', new Date('2026-11-03T16:00:00Z'))).toEqual(['2026-09', '2026-10'])
})

test('a year follows its December; nothing is due before the first case', () => {
  expect(periodsDue('2026-11-05', new Date('2027-02-10T00:00:00Z'))).toEqual(['2026-11', '2026-12', '2026', '2027-01'])
  expect(periodsDue('2027-03-01', new Date('2027-02-10T00:00:00Z'))).toEqual([])
})
