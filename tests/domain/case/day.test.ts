import { expect, test } from 'vitest'
import { dayGroups, soonUntil } from '#domain/case/day.ts'

test.each([
  ['2026-09-14', '2026-09-17', 'a Monday: Thursday'],
  ['2026-09-16', '2026-09-20', 'a Wednesday before a Sunday that is worked'],
  ['2026-09-09', '2026-09-14', 'a Wednesday: over the weekend'],
  ['2026-09-18', '2026-09-22', 'a Friday before a Sunday that is worked'],
  ['2026-09-19', '2026-09-22', 'a Saturday before it'],
  ['2026-09-29', '2026-10-09', 'before the National Day holidays'],
  ['2026-12-30', '2027-01-04', 'over New Year, where the holiday table ends'],
])('what is soon on %s is due by %s (%s)', (today, until) => {
  expect(soonUntil(today)).toBe(until)
})

test('each role has its groups: proposals are a head’s, what is returned a handler’s, a clerk sees their turn', () => {
  const groups = (role: 'clerk' | 'handler' | 'head', since: number | null = 7) =>
    dayGroups(role, since).map(([group]) => group)
  expect(groups('head')).toEqual(['overdue', 'today', 'soon', 'proposals', 'publications', 'messages', 'fresh'])
  expect(groups('handler')).toEqual(['overdue', 'today', 'soon', 'returned', 'publications', 'messages', 'fresh'])
  expect(groups('clerk', null)).toEqual(['overdue', 'today', 'soon', 'publications', 'messages'])
  expect(dayGroups('clerk', 7)[0]).toEqual(['overdue', { overdue: 'true', mine: 'true' }])
})
