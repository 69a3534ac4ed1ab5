import { addDays, dayOf } from '#domain/clock.ts'
import { isWorkingDay } from '#domain/holidays.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** When a tip came in: some time between seven and ten in the evening of its day, or exactly, on the last day. */
export function receivedAt(ago: number, chance: Uint8Array, now: Date): Date {
  if (ago < 1) return new Date(now.getTime() - ago * DAY_MS)
  return atMinute(addDays(dayOf(now), -ago), 7 * 60 + (numberOf(chance) % (15 * 60)))
}

/**
 * When a step was taken: `after` days later, in office hours of a working day where that is not yet in the future, and
 * never before the step ahead of it.
 */
export function instantOf(received: Date, after: number, last: Date, chance: Uint8Array, now: Date): Date {
  let instant = new Date(received.getTime() + after * DAY_MS)
  if (after >= 0.15) {
    let day = dayOf(instant)
    while (isWorkingDay(day) === false) day = addDays(day, 1)
    const office = atMinute(day, 9 * 60 + (numberOf(chance) % (8 * 60)))
    if (office < now) instant = office
  }
  const earliest = last.getTime() + 4 * MINUTE_MS
  return new Date(Math.min(Math.max(instant.getTime(), earliest), Math.max(now.getTime(), last.getTime())))
}

/** In office hours of a working day, the next one where `day` is none; after `last`, and not in the future. */
export function officeInstant(day: string, last: Date, chance: Uint8Array, now: Date): Date {
  let worked = day
  while (isWorkingDay(worked) === false) worked = addDays(worked, 1)
  const office = atMinute(worked, 9 * 60 + (numberOf(chance) % (8 * 60))).getTime()
  return new Date(Math.min(Math.max(office, last.getTime() + 4 * MINUTE_MS), Math.max(now.getTime(), last.getTime())))
}

function atMinute(day: string, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * MINUTE_MS)
}

function numberOf([high = 0, low = 0]: Uint8Array): number {
  return high * 256 + low
}
