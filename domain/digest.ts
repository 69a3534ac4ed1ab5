import { addDays, dayOf, minuteOf } from './clock.ts'
import { lastClosedWeek } from './figures.ts'
import { isWorkingDay } from './holidays.ts'

/** When a working week begins, in Asia/Shanghai. */
const FROM = '08:00'

/**
 * The ISO week whose digest goes out at this moment: on its Monday after, from eight in the morning, or on the first
 * working day after that Monday. null at any other time; a week whose next working day lies beyond the week after it is
 * left out, as that day has a newer one.
 */
export function digestDue(now: Date): { week: string; from: string; to: string } | null {
  const today = dayOf(now)
  const { week, endsOn } = lastClosedWeek(today)
  let on = addDays(endsOn, 1)
  while (isWorkingDay(on) === false) on = addDays(on, 1)
  if (today !== on || minuteOf(now).slice(11, 16) < FROM) return null
  return { week, from: addDays(endsOn, -6), to: endsOn }
}
