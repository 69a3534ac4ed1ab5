import { addDays, weekOf } from './clock.ts'
import type { HomeFigures } from './page.ts'

/** Counts of 1 to 4 could point at a person. */
const SMALLEST_SHOWN = 5

/**
 * A count as it may be printed every week: zero is shown, 1–4 are `<5`, and more is told to five below (`20+` is 20 to 24).
 * Told exactly, two weeks would tell in their difference what is too small to be told of one.
 */
export function shown(count: number): string {
  if (count === 0) return '0'
  return count < SMALLEST_SHOWN ? `<${SMALLEST_SHOWN}` : `${count - (count % SMALLEST_SHOWN)}+`
}

/** The last ISO week that is over on `today`: its name (`2026-W46`) and its Sunday. */
export function lastClosedWeek(today: string): { week: string; endsOn: string } {
  return weekOf(addDays(today, -7))
}

/** The three figures of the home page, for the last closed week. */
export function homeFigures(counts: { open: number; answered: number; overdue: number }, today: string): HomeFigures {
  const { week, endsOn } = lastClosedWeek(today)
  return {
    week,
    weekEndsOn: endsOn,
    open: shown(counts.open),
    answered: shown(counts.answered),
    overdue: shown(counts.overdue),
  }
}
