/** Years what a tip says is proposed to be kept after the end of its matter; a bureau fixes its own (`contentYears`). */
export const CONTENT_YEARS = 3

/** Tips whose cases all ended on this day or before lose what they say. */
export function contentEnd(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`
}
