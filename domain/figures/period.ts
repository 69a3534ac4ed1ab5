import { addDays } from '../clock.ts'

/** A closed stretch of figures: a month `YYYY-MM` or a year `YYYY`, with its first and last day. */
export type Period = { id: string; from: string; to: string }

/** Hours between the end of a period and its figures: what comes in late is in them, and nobody reads an event off their day. */
const REST_HOURS = 72

/** @throws when `id` is neither a month nor a year */
export function periodOf(id: string): Period {
  if (/^\d{4}$/.test(id)) return { id, from: `${id}-01-01`, to: `${id}-12-31` }
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(id)) throw new Error(`couldn't read ${id} as a period`)
  return { id, from: `${id}-01`, to: addDays(`${monthAfter(id)}-01`, -1) }
}

export function isYear(id: string): boolean {
  return id.length === 4
}

export function yearOf(id: string): string {
  return id.slice(0, 4)
}

/** The twelve months of a year, by their ids. */
export function monthsOf(year: string): string[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
}

/** Every day of a period. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The first moment at which the figures of a period may be public. */
export function publicFrom(id: string): Date {
  return new Date(Date.parse(`${periodOf(id).to}T24:00:00+08:00`) + REST_HOURS * 3_600_000)
}

/** Every period since the month of `first` whose figures may be public by now, oldest first, a year after its December. */
export function periodsDue(first: string, now: Date): string[] {
  const due: string[] = []
  for (let month = first.slice(0, 7); publicFrom(month) <= now; month = monthAfter(month)) {
    due.push(month)
    if (month.endsWith('-12')) due.push(yearOf(month))
  }
  return due
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
