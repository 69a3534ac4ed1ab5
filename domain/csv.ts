import Papa from 'papaparse'

/** What spreadsheet programs take for a formula, in ASCII and full width, behind spaces and quotes too. */
const FORMULA = /^[\s"']*[=+\-@＝＋－＠\t\r]/

export type Cell = string | number | boolean | null | undefined

/**
 * A table as CSV (RFC 4180: CRLF, quotes where needed), behind the byte order mark without which Excel takes UTF-8 for
 * GBK and shows nonsense. A text that a spreadsheet program would run as a formula gets an apostrophe in front; numbers
 * are left alone, null and undefined are empty.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvLines([header, ...rows])}`
}

/** Further lines of such a table, for one that is written piece by piece. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => [...row])
  return `${Papa.unparse(lines, { escapeFormulae: FORMULA })}\r\n`
}
