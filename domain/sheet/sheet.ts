/**
 * One cell as a program wrote it. `text` is what to read; a number's has no more than the 15 digits spreadsheet programs
 * keep. `date` cells read `YYYY-MM-DD` (with ` HH:mm` when there is a time); `error` cells are `#N/A` and the like.
 */
export type Cell = { kind: 'text' | 'number' | 'date' | 'boolean' | 'error'; text: string }

/** A line that holds something: its number as a person counts (from 1), its cells by column (from 0). */
export type Line = { line: number; cells: ReadonlyMap<number, Cell> }

/** A table with a name (a sheet of a workbook) or without (a text file). Empty lines are left out. */
export type Table = { name?: string; lines: Line[] }

/** Why a file gives no tables. */
export type NoTables = 'unreadable' | 'old-xls-or-locked' | 'too-large' | 'too-many-lines' | 'unknown-encoding'

/** Caps on what is taken from one file: lines with content, columns, characters of a cell. */
export const MAX_LINES = 20_000
export const MAX_COLUMNS = 200
export const MAX_CELL = 4000

/** Address of a cell as spreadsheets show it: column 5, line 12 → `F12`. */
export function cellAddress(column: number, line: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${line}`
}

/** Text without what cannot be seen; null when nothing is left. */
export function visible(text: string): string | null {
  const seen = text
    .slice(0, MAX_CELL)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .toWellFormed()
    .trim()
  return seen === '' ? null : seen
}
