import type { LandClass } from '../disclosure/schema.ts'

/** The two standards a result can be judged by. */
export const STANDARDS = ['GB 36600-2018', 'GB 15618-2018'] as const
export type StandardCode = (typeof STANDARDS)[number]

/** Which standard judges ground of this class. */
export function standardFor(landClass: LandClass): StandardCode {
  return landClass === 'paddy' || landClass === 'other_farmland' ? 'GB 15618-2018' : 'GB 36600-2018'
}

/** Id of the pollutant a row names, by CAS number or name; null when the standard has no such item. */
export function itemIdOf(
  _standard: StandardCode,
  _row: { pollutant: string; cas?: string | undefined },
): string | null {
  return null
}
