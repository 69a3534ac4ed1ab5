import { readTables } from '../../sheet/file.ts'
import { type Cell, cellAddress, type Line, type NoTables, paragraphs, type Table } from '../../sheet/sheet.ts'
import { type ListAbout, type ListProblemCode, listProblemWords } from '../../words/zh/list.ts'
import { columnWord, findListHeader, isListHeading, LIST_COLUMNS, type ListHeader, type ListKey } from './columns.ts'

/** One thing about a row: a `problem` keeps it out, a `note` is worth a look. `path` is the column's key. */
export type ListProblem = {
  sheet?: string
  line: number
  /** Chinese heading, empty when the whole row or file is meant. */
  column: string
  /** e.g. `B12`, in a spreadsheet. */
  cell?: string
  path: string
  code: ListProblemCode
  level: 'problem' | 'note'
  message: string
}

/** One case of a list as it stands there, with what continues it on the lines below. */
export type ListEntry = {
  sheet?: string
  line: number
  cells: ReadonlyMap<ListKey, Cell>
  /** Problem or note of a column of this entry. */
  say(key: ListKey | '', level: ListProblem['level'], code: ListProblemCode, about?: ListAbout): ListProblem
}

export type ListFile = { entries: ListEntry[]; problems: ListProblem[] }

export const MAX_LIST_BYTES = 5_000_000
export const MAX_LIST_ROWS = 1000

/**
 * The entries of a handed-down list, a workbook or a text, on every sheet that has its header. Cells merged downwards
 * count for each of their lines; a line under a merged number, or with neither number nor matter, continues the entry
 * above it. Sums and remarks are named and left out. `problems` are the file's own: entries are none while one of them
 * is no note.
 */
export function readList(bytes: Uint8Array, name: string): ListFile {
  if (bytes.length > MAX_LIST_BYTES) return refused('file-too-large', { max: MAX_LIST_BYTES / 1_000_000 })
  const tables = readTables(bytes, name, paragraphs)
  if (typeof tables === 'string') return refused(...NO_TABLES[tables])
  const found = tables.flatMap((table) => {
    const header = findListHeader(table)
    return header ? [{ table, header }] : []
  })
  if (found.length === 0) {
    const names = LIST_COLUMNS.map(([, label]) => label).join('、')
    return tables.some(({ lines }) => lines.length > 0) ? refused('no-header', { name: names }) : refused('file-empty')
  }
  const problems: ListProblem[] = []
  const entries = found.flatMap(({ table, header }) => entriesOf(table, header, problems))
  if (entries.length > MAX_LIST_ROWS) return refused('too-many-rows', { max: MAX_LIST_ROWS })
  if (entries.length === 0) return refused('file-empty')
  return { entries, problems }
}

const NO_TABLES: Readonly<Record<NoTables, [ListProblemCode, ListAbout?]>> = {
  unreadable: ['file-unreadable'],
  'old-xls-or-locked': ['file-old-xls'],
  'too-large': ['file-too-large', { max: MAX_LIST_BYTES / 1_000_000 }],
  'too-many-lines': ['too-many-rows', { max: MAX_LIST_ROWS }],
  'unknown-encoding': ['file-encoding'],
}

/** A change that found no row. */
export function unusedChange(number: string): ListProblem {
  const message = listProblemWords('changes-number', { said: number })
  return { line: 1, column: '', path: `changes.${number}`, code: 'changes-number', level: 'note', message }
}

function refused(code: ListProblemCode, about: ListAbout = {}): ListFile {
  const message = listProblemWords(code, about)
  return { entries: [], problems: [{ line: 1, column: '', path: 'file', code, level: 'problem', message }] }
}

function entriesOf(table: Table, header: ListHeader, problems: ListProblem[]): ListEntry[] {
  const { columns } = header
  const say = sayer(table, columns)
  for (const { text, at } of header.unknown) problems.push(note(table, header.last, at, 'unknown-column', text))
  for (const { key, at } of header.repeated) problems.push(note(table, header.last, at, 'repeated-column', key))
  const { filled, continued } = mergedDown(table, header)
  const entries: (ListEntry & { cells: Map<ListKey, Cell> })[] = []
  for (const line of table.lines) {
    if (line.line <= header.last || isListHeading(line, columns)) continue
    const cells = new Map<ListKey, Cell>()
    for (const [key, at] of columns) {
      const cell = line.cells.get(at) ?? filled.get(line.line)?.get(at)
      if (cell) cells.set(key, cell)
    }
    if (cells.size === 0) continue
    const above = entries.at(-1)
    if (isNoRow(line, cells)) {
      const said = [...line.cells.values()].map(({ text }) => text).join(' ')
      problems.push(say(line.line)('', 'note', 'not-a-row', { said }))
    } else if (above && (continued.has(line.line) || !(cells.has('number') || cells.has('matter'))))
      continueEntry(above.cells, cells)
    else
      entries.push({
        ...(table.name !== undefined && { sheet: table.name }),
        line: line.line,
        cells,
        say: say(line.line),
      })
  }
  return entries
}

/** Sums, remarks and titles between rows: one cell alone that is no text of a case, or one that says so. */
function isNoRow(line: Line, cells: ReadonlyMap<ListKey, Cell>): boolean {
  const [first] = line.cells.values()
  if (/^(?:合\s*计|总\s*计|小\s*计|备\s*注|说\s*明|注\s*[:：]|填表|制表|审核|第.{1,4}批)/.test(first?.text ?? ''))
    return true
  const [only] = cells.keys()
  return line.cells.size === 1 && cells.size === 1 && (only === 'seq' || only === 'number' || only === 'area')
}

/** Texts of a further line join those above; what says the same again says nothing. */
function continueEntry(cells: Map<ListKey, Cell>, more: ReadonlyMap<ListKey, Cell>): void {
  for (const [key, cell] of more) {
    const there = cells.get(key)
    if (!there) cells.set(key, cell)
    else if (
      key !== 'seq' &&
      key !== 'number' &&
      !there.text.split('\n').includes(cell.text) &&
      there.text !== cell.text
    )
      cells.set(key, { kind: 'text', text: `${there.text}\n${cell.text}` })
  }
}

/** What merged cells give to the lines they cover, by line and column; and the lines whose number is that of one above. */
function mergedDown({ lines, merged = [] }: Table, { columns, last }: ListHeader) {
  const filled = new Map<number, Map<number, Cell>>()
  const continued = new Set<number>()
  const wanted = new Set(columns.values())
  for (const { top, bottom, left } of merged) {
    if (top <= last || bottom <= top || !wanted.has(left)) continue
    const start = lines.findIndex(({ line }) => line >= top)
    const cell = start >= 0 && lines[start]?.line === top ? lines[start]?.cells.get(left) : undefined
    if (!cell) continue
    for (let at = start + 1; at < lines.length && (lines[at] as Line).line <= bottom; at += 1) {
      const { line } = lines[at] as Line
      filled.set(line, (filled.get(line) ?? new Map<number, Cell>()).set(left, cell))
      if (left === columns.get('number')) continued.add(line)
    }
  }
  return { filled, continued }
}

/** Speaks of a line by the column's key. */
function sayer({ name }: Table, columns: ReadonlyMap<ListKey, number>) {
  return (line: number): ListEntry['say'] =>
    (key, level, code, about = {}) => {
      const column = key === '' ? '' : columnWord(key)
      const at = key === '' ? undefined : columns.get(key)
      const where = name === undefined ? {} : { sheet: name, ...(at !== undefined && { cell: cellAddress(at, line) }) }
      return { ...where, line, column, path: key, code, level, message: listProblemWords(code, { column, ...about }) }
    }
}

function note({ name }: Table, line: number, at: number, code: ListProblemCode, said: string): ListProblem {
  const column = code === 'repeated-column' ? columnWord(said as ListKey) : said
  const where = name === undefined ? {} : { sheet: name, cell: cellAddress(at, line) }
  return {
    ...where,
    line,
    column,
    path: 'file',
    code,
    level: 'note',
    message: listProblemWords(code, { column, said }),
  }
}
