import { readTables } from '../sheet/file.ts'
import { cellAddress, type Line, type NoTables, type Table } from '../sheet/sheet.ts'
import { isPh } from '../standard/compare.ts'
import { substanceName, substanceOf } from '../standard/item.ts'
import { type RowAbout, type RowProblemCode, rowProblemWords } from '../words/zh/rows.ts'
import { READ_CELL, type RowKey } from './cell.ts'
import { faultsOf, resultKey } from './fault.ts'
import { columnLabel, findHeader, type Header } from './header.ts'
import { MAX_ROWS, ROW_COLUMNS, SoilRow } from './schema.ts'

/** One thing wrong with a row file. `line` and `cell` are where a person finds it; `path` is into the rows. */
export type RowProblem = {
  sheet?: string
  line: number
  /** Chinese header of the column, empty when the whole line or file is meant. */
  column: string
  /** e.g. `F12`, in a spreadsheet. */
  cell?: string
  path: string
  code: RowProblemCode
  message: string
}

/** `rows` are those without a fault; use them only when there is no problem at all. `sheet` is the first one read. */
export type RowFile = { rows: SoilRow[]; problems: RowProblem[]; sheet?: string }

/** Bytes a row file may have. */
export const MAX_ROW_FILE = 5_000_000
/** Problems listed one by one; the rest are counted. */
export const MAX_PROBLEMS = 1000

/**
 * The soil results in a file, CSV or XLSX by its content whatever its name, and everything wrong with it at once. Columns
 * are found by their header in any order, on every sheet that has one. The results stand as the file says them: nothing
 * is converted, rounded or filled in, except a name for a CAS number that stands alone. The same code runs in the
 * browser and on the server. `of`: what the kind they are for says of its rows (`KINDS`).
 */
export async function readRows(bytes: Uint8Array, name: string, of: { groundwater: boolean }): Promise<RowFile> {
  if (bytes.length > MAX_ROW_FILE) return refused('file-too-large', { max: '5 MB' })
  if (bytes.length === 0) return refused('file-empty', {})
  const tables = readTables(bytes, name)
  if (typeof tables === 'string') return refused(...NO_TABLES[tables])
  const reading = new Reading(of)
  for (const table of tables) reading.table(table)
  return reading.result(tables.some((one) => one.lines.length > 0))
}

const NO_TABLES: Readonly<Record<NoTables, [RowProblemCode, RowAbout]>> = {
  unreadable: ['file-unreadable', {}],
  'old-xls-or-locked': ['file-old-xls', {}],
  'too-large': ['file-too-large', { max: '64 MB（解压以后）' }],
  'too-many-lines': ['too-many-rows', { max: String(MAX_ROWS) }],
  'unknown-encoding': ['file-encoding', {}],
}

function refused(code: RowProblemCode, about: RowAbout): RowFile {
  return { rows: [], problems: [{ line: 1, column: '', path: 'rows', code, message: rowProblemWords(code, about) }] }
}

/** What has been read so far, over all sheets. */
class Reading {
  private readonly of: { groundwater: boolean }
  private readonly rows: SoilRow[] = []
  private readonly problems: RowProblem[] = []
  private unlisted = 0
  private count = 0
  private sheet: string | undefined
  private headers = 0
  private readonly seen = new Map<string, number>()

  constructor(of: { groundwater: boolean }) {
    this.of = of
  }

  table(table: Table): void {
    const found = findHeader(table)
    if (!found) return
    const { header, problems } = found
    this.headers += 1
    this.sheet ??= table.name
    for (const { column, at, code, about } of problems)
      this.say(table, header.line, at, { column, path: 'rows', code, about })
    for (const line of table.lines) if (line.line > header.line) this.line(table, header, line)
  }

  result(anything: boolean): RowFile {
    if (this.headers === 0) {
      const needed = ROW_COLUMNS.map(([, label]) => label).join('、')
      return anything ? refused('no-header', { name: needed }) : refused('file-empty', {})
    }
    if (this.count === 0 && this.problems.length === 0) return refused('file-empty', {})
    const whole = (code: RowProblemCode, about: RowAbout) => this.problems.push(...refused(code, about).problems)
    if (this.count > MAX_ROWS) whole('too-many-rows', { max: String(MAX_ROWS) })
    if (this.unlisted > 0) whole('more-problems', { count: this.unlisted })
    return { rows: this.rows, problems: this.problems, ...(this.sheet !== undefined && { sheet: this.sheet }) }
  }

  private line(table: Table, header: Header, line: Line): void {
    const known = [...header.columns.values()].some((at) => line.cells.has(at))
    if (!known) return
    const index = this.count
    this.count += 1
    if (this.count > MAX_ROWS) return
    const found: { at: number; tell: () => void }[] = []
    const said = new Set<RowKey>()
    const say: Say = (key, code, about) => {
      const at = header.columns.get(key) ?? null
      const column = columnLabel(key)
      const problem = { column, path: `rows.${index}.${key}`, code, about: { column, ...about } }
      said.add(key)
      found.push({ at: at ?? -1, tell: () => this.say(table, line.line, at, problem) })
    }
    const values = readLine(line, header, say)
    const row = shaped(values, line, header, say)
    // A cell is named once, by what is most plainly wrong with it.
    for (const { key, code, about } of faultsOf(values, this.of)) if (!said.has(key)) say(key, code, about)
    const twin = row && this.seen.get(resultKey(row))
    if (twin) say('pollutant', 'duplicate', { line: twin })
    else if (row) this.seen.set(resultKey(row), line.line)
    for (const { tell } of found.toSorted((a, b) => a.at - b.at)) tell()
    if (row && said.size === 0) this.rows.push(row)
  }

  private say(
    table: Table,
    line: number,
    at: number | null,
    { column, path, code, about }: { column: string; path: string; code: RowProblemCode; about: RowAbout },
  ): void {
    if (this.problems.length >= MAX_PROBLEMS) {
      this.unlisted += 1
      return
    }
    const where =
      table.name === undefined ? {} : { sheet: table.name, ...(at !== null && { cell: cellAddress(at, line) }) }
    this.problems.push({ ...where, line, column, path, code, message: rowProblemWords(code, about) })
  }
}

type Say = (key: RowKey, code: RowProblemCode, about: RowAbout) => void

/** What a line's cells say, column by column; what cannot be read is said and left out. */
function readLine(line: Line, header: Header, say: Say): Partial<SoilRow> {
  const values: Partial<Record<RowKey, string | number>> = {}
  for (const [key, at] of header.columns) {
    const cell = line.cells.get(at)
    if (!cell) continue
    const read = READ_CELL[key](cell)
    if ('code' in read) say(key, read.code, { said: cell.text })
    else if (read.value !== undefined) values[key] = read.value
  }
  const { lng, lat } = values
  if (within(lng, DEGREES.lat) && within(lat, DEGREES.lng)) {
    say('lng', 'swapped-coordinates', {})
    delete values.lng
    delete values.lat
  }
  // The columns' readers give each key the type its schema has: `READ_CELL`.
  const row = values as Partial<SoilRow>
  if (row.pollutant === undefined && row.cas !== undefined) {
    const name = substanceName(substanceOf({ pollutant: '', cas: row.cas }))
    if (name) row.pollutant = name
    else say('pollutant', 'required-or-cas', {})
  }
  if (row.unit === undefined && row.pollutant !== undefined && isPh({ pollutant: row.pollutant })) row.unit = '无量纲'
  return row
}

const DEGREES = { lng: [73, 136], lat: [3, 54] } as const

function within(value: string | number | undefined, [from, to]: readonly [number, number]): boolean {
  return typeof value === 'number' && value >= from && value <= to
}

/** The row, when it has the right shape; null when it has not, which is said unless the cell was named already. */
function shaped(values: Partial<SoilRow>, line: Line, header: Header, say: Say): SoilRow | null {
  const parsed = SoilRow.safeParse(values)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const key = issue.path[0] as RowKey
    const cell = line.cells.get(header.columns.get(key) ?? -1)
    const about = { said: cell?.text ?? '' }
    if (values[key] === undefined) {
      // A column that is missing was said once for the file; a cell that could not be read, too.
      const named = key === 'pollutant' && values.cas !== undefined
      if (!cell && !named && header.columns.has(key)) say(key, 'required', about)
    } else if (issue.code === 'too_big' && issue.origin === 'string')
      say(key, 'too-long', { ...about, max: String(issue.maximum) })
    else if (issue.code === 'too_big' || issue.code === 'too_small') {
      const [min, max] = key === 'lng' || key === 'lat' ? DEGREES[key] : [0, 100]
      say(key, 'out-of-range', { ...about, min: String(min), max: String(max) })
    } else say(key, 'wrong-format', about)
  }
  return null
}
