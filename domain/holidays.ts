import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

/**
 * Public holidays and make-up working days as the State Council announces them each November for the year to come,
 * from the data of `chinese-days`. What lies beyond its years is unknown, not "no holiday".
 */
const HOLIDAYS: Readonly<Record<string, string>> = data.holidays
const MAKE_UP_DAYS: Readonly<Record<string, string>> = data.workdays

/** Years the table covers, ascending. */
export const HOLIDAY_YEARS: readonly number[] = [
  ...new Set(Object.keys(HOLIDAYS).map((day) => Number(day.slice(0, 4)))),
].sort((a, b) => a - b)
const COVERED = new Set(HOLIDAY_YEARS)

/** Whether `day` (`YYYY-MM-DD`) is worked; undefined where the table does not reach. */
export function isWorkingDay(day: string): boolean | undefined {
  if (!COVERED.has(Number(day.slice(0, 4)))) return undefined
  if (day in HOLIDAYS) return false
  if (day in MAKE_UP_DAYS) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
