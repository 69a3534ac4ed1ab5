import { addDays } from '../clock.ts'

/** Days who a reporter is stays sealed with us after the last case of their tip ended (a proposal, the legal office fixes it). */
export const IDENTITY_DAYS = 180

/** Tips whose cases all ended on this day or before lose their envelope and their mail address. */
export function identityEnd(today: string): string {
  return addDays(today, -IDENTITY_DAYS)
}
