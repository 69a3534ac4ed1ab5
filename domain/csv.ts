import Papa from 'papaparse'

/** What spreadsheet programs take for a formula, in ASCII and full width, behind spaces and quotes too. */
const FORMULA = /^[\s"']*[=+\-@＝＋－＠\t\r]/

/**
 * Rows as CSV (RFC 4180: CRLF, quotes where needed), UTF-8 without BOM. A text that a spreadsheet program would run as a
 * formula gets an apostrophe in front; numbers are left alone, null and undefined are empty.
 */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | boolean | null | undefined)[])[],
): string {
  const lines = [[...header], ...rows.map((row) => [...row])]
  return `${Papa.unparse(lines, { escapeFormulae: FORMULA })}\r\n`
}
