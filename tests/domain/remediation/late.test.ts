import { expect, test } from 'vitest'
import { isTransferReportedLate, noticeDaysLate } from '#domain/remediation/late.ts'

const notice = (startsOn: string, construction?: string) => ({ startsOn, stages: construction ? { construction } : {} })

test('a notice published by the day the work begins is in time', () => {
  expect(noticeDaysLate(notice('2026-03-10'), '2026-03-09')).toBe(0)
  expect(noticeDaysLate(notice('2026-03-10'), '2026-03-10')).toBe(0)
})

test('a notice published after it is late by the days between', () => {
  expect(noticeDaysLate(notice('2026-03-10'), '2026-03-11')).toBe(1)
  expect(noticeDaysLate(notice('2025-12-31'), '2026-03-01')).toBe(60)
})

test('digging before the day that was planned counts from the digging', () => {
  expect(noticeDaysLate(notice('2026-03-10', '2026-03-02'), '2026-03-05')).toBe(3)
  expect(noticeDaysLate(notice('2026-03-10', '2026-03-20'), '2026-03-15')).toBe(5)
})

test('a transfer is reported five working days ahead, weekends and holidays not counted', () => {
  const reported = (reportedOn: string, from: string) =>
    isTransferReportedLate({ reportedOn, time: { from, to: from } })
  expect(reported('2026-06-01', '2026-06-08')).toBe(false)
  expect(reported('2026-06-01', '2026-06-07')).toBe(true)
  // 1 to 7 October are holidays.
  expect(reported('2026-09-30', '2026-10-07')).toBe(true)
})
