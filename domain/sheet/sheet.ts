/**
 * One cell as a program wrote it. `text` is what to read; a number's has no more than the 15 digits spreadsheet programs
 * keep. `date` cells read `YYYY-MM-DD` (with ` HH:mm` when there is a time); `error` cells are `#N/A` and the like.
 */
export type Cell = { kind: 'text' | 'number' | 'date' | 'boolean' | 'error'; text: string }

/** A line that holds something: its number as a person counts (from 1), its cells by column (from 0). */
export type Line = { line: number; cells: ReadonlyMap<number, Cell> }

/** A block of cells shown as one: lines from 1, columns from 0, all inclusive. */
export type Merged = { top: number; bottom: number; left: number; right: number }

/**
 * A table with a name (a sheet of a workbook) or without (a text file). Empty lines are left out. Of merged cells the
 * first alone holds the value.
 */
export type Table = { name?: string; lines: Line[]; merged?: Merged[] }

/** What of a cell's text is kept: `visible` for values, `paragraphs` for what people wrote. */
export type Keep = (text: string) => string | null

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
  const seen = text.slice(0, MAX_CELL).replace(UNSEEN, '').replace(/\s+/g, ' ').toWellFormed().trim()
  return seen === '' ? null : seen
}

/** The same for what people wrote: its lines stay lines, and it is as long as a spreadsheet lets it be. */
export function paragraphs(text: string): string | null {
  const seen = text
    .slice(0, MAX_PARAGRAPHS)
    .replace(UNSEEN, '')
    .replace(/[^\S\n\r]+/g, ' ')
    .replace(/ ?[\n\r]\s*/g, '\n')
    .toWellFormed()
    .trim()
  return seen === '' ? null : seen
}

const UNSEEN = /[\u200B-\u200D\u2060\uFEFF]/g
/** Excel's own limit of a cell, with room to tell that something is longer. */
const MAX_PARAGRAPHS = 40_000
