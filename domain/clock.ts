import { isWorkingDay } from './holidays.ts'

/** Asia/Shanghai has kept UTC+8 without summer time since 1991. */
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The last day of a limit. `provisional`: the holiday table does not reach it, so it may still move. */
export type Due = { on: string; provisional: boolean }

/** The day in Asia/Shanghai of an instant. */
export function dayOf(now: Date): string {
  return new Date(now.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The minute in Asia/Shanghai of an instant, `YYYY-MM-DDTHH:mm:00+08:00`. */
export function minuteOf(now: Date): string {
  return `${new Date(now.getTime() + OFFSET_MS).toISOString().slice(0, 16)}:00+08:00`
}

/** The day `count` calendar days later (or earlier). */
export function addDays(day: string, count: number): string {
  return dayAt(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS)
}

/** The ISO week (ISO 8601) a day lies in, e.g. `2026-W46`, and its Sunday. */
export function weekOf(day: string): { week: string; endsOn: string } {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  const thursday = addDays(day, 4 - weekday)
  const year = thursday.slice(0, 4)
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000
  const week = `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`
  return { week, endsOn: addDays(day, 7 - weekday) }
}

/** The same day so many years later; 29 February is the 28th in a year without it. */
export function addYears(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)]
  const moved = `${String(year).padStart(4, '0')}${rest}`
  return Number.isNaN(Date.parse(`${moved}T00:00:00Z`)) || dayAt(Date.parse(`${moved}T00:00:00Z`)) !== moved
    ? `${String(year).padStart(4, '0')}-02-28`
    : moved
}

/**
 * The last day of a limit in calendar days (日). The day it starts on is not counted; a last day on a holiday rolls to
 * the next working day (by analogy with 民事诉讼法 art. 85, to which 行政复议法 art. 88 points). `apart`: whether a day is
 * left out of the counting; none of those is the last one either.
 */
export function calendarDeadline(from: string, days: number, apart?: (day: string) => boolean): Due {
  let on = addDays(from, apart ? 0 : days)
  for (let left = apart ? days : 0; left > 0; ) {
    on = addDays(on, 1)
    if (!apart?.(on)) left -= 1
  }
  while (isWorkingDay(on) === false || apart?.(on)) on = addDays(on, 1)
  // Rolled out of the table, or never in it: plain calendar, to be confirmed.
  return { on, provisional: isWorkingDay(on) === undefined }
}

/**
 * The last day of a limit in working days (工作日); the day it starts on is not counted. Beyond the holiday table
 * Monday to Friday are taken as worked, and the result is provisional.
 */
export function workingDeadline(from: string, days: number): Due {
  let time = Date.parse(`${from}T00:00:00Z`)
  let provisional = false
  for (let left = days; left > 0; ) {
    time += DAY_MS
    const known = isWorkingDay(dayAt(time))
    provisional ||= known === undefined
    if (known ?? isWeekday(time)) left -= 1
  }
  return { on: dayAt(time), provisional }
}

function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function isWeekday(time: number): boolean {
  const weekday = new Date(time).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
