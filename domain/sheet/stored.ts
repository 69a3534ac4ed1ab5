/** Formats every program knows by number and that show a day or a time; 27–36 and 50–58 are the Chinese ones. */
const BUILT_IN: ReadonlySet<number> = new Set(
  [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47].concat(
    Array.from({ length: 10 }, (_, at) => 27 + at),
    Array.from({ length: 9 }, (_, at) => 50 + at),
  ),
)

/** Whether a number format shows days: it has a year, month or day outside quotes, brackets and escapes. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id)
  const [first = ''] = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')
  return /[ymd]/i.test(first)
}

/**
 * The day (and minute) a spreadsheet's day number means, as people write it; null when it is none. Day 60 of the 1900
 * system is the 29 February that year did not have.
 */
export function dateText(serial: number, epoch1904: boolean): string | null {
  if (serial < (epoch1904 ? 0 : 1) || serial > 2_958_465) return null
  const epoch = epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const at = new Date(epoch + Math.round(serial * 1440) * 60_000).toISOString()
  return at.slice(11, 16) === '00:00' ? at.slice(0, 10) : `${at.slice(0, 10)} ${at.slice(11, 16)}`
}

/** A stored number as programs show it: 15 digits, so that 0.1 + 0.2 is 0.3. */
export function cellNumber(value: number): string {
  return String(Number(value.toPrecision(15)))
}
