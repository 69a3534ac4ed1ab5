import { toCsv } from './csv.ts'
import type { Problem } from './refusal.ts'
import { isSpan, type ShiftInput } from './roster.ts'
import { readTables } from './sheet/file.ts'
import type { Line } from './sheet/sheet.ts'
import { ROSTER_HEADER, ROSTER_PROBLEM_WORDS, type RosterProblemCode } from './words/zh/roster.ts'

/** The largest roster file taken, in bytes; a year of a district's is about a tenth of it. */
export const MAX_ROSTER_BYTES = 1_000_000
/** Rows of one file. */
const MAX_ROWS = 2_000

/** What names in a table stand for. */
export type RosterNames = {
  /** Street names and grid codes, and `中原分局` for the bureau as a whole → scope. */
  scopes: ReadonlyMap<string, string>
  /** E-mail addresses of those who may be on duty → account id and name. */
  people: ReadonlyMap<string, { id: string; name: string }>
}

/** The roster as a table that can be changed and read in again. */
export function rosterCsv(
  rows: readonly { scope: string; name: string; email: string; from: string; to: string }[],
): string {
  return toCsv(
    Object.values(ROSTER_HEADER),
    rows.map(({ scope, name, email, from, to }) => [scope, name, email, written(from), written(to)]),
  )
}

const written = (at: string) => at.slice(0, 16).replace('T', ' ')

/** The shifts of a table, and everything wrong with it by line: CSV (UTF-8, GB18030) or XLSX with the five headings. */
export function readRoster(
  bytes: Uint8Array,
  name: string,
  names: RosterNames,
): { shifts: (ShiftInput & { line: number })[]; problems: Problem[] } {
  const tables = readTables(bytes, name)
  if (typeof tables === 'string') return { shifts: [], problems: [problemOf('file', 'unreadable')] }
  const [head, ...lines] = tables[0]?.lines ?? []
  const columns = columnsOf(head)
  if (typeof columns === 'string') return { shifts: [], problems: [problemOf('file', 'heading-missing', 1, columns)] }
  if (lines.length > MAX_ROWS) return { shifts: [], problems: [problemOf('file', 'too-many-rows')] }
  const problems: Problem[] = []
  const shifts: (ShiftInput & { line: number })[] = []
  for (const line of lines) {
    const read = readRow(line, columns, names)
    if ('problems' in read) problems.push(...read.problems)
    else shifts.push({ ...read.shift, line: line.line })
  }
  if (lines.length === 0) problems.push(problemOf('file', 'empty'))
  return { shifts, problems }
}

type Column = keyof typeof ROSTER_HEADER
const COLUMNS = Object.keys(ROSTER_HEADER) as Column[]

/** Where each heading stands, or the heading that is missing. */
function columnsOf(head: Line | undefined): Record<Column, number> | string {
  const found: Partial<Record<Column, number>> = {}
  for (const [at, cell] of head?.cells ?? [])
    for (const column of COLUMNS) if (cell.text.replace(/\s/g, '') === ROSTER_HEADER[column]) found[column] = at
  const missing = COLUMNS.find((column) => found[column] === undefined && column !== 'name')
  return missing ? ROSTER_HEADER[missing] : (found as Record<Column, number>)
}

function readRow(
  { line, cells }: Line,
  columns: Record<Column, number>,
  names: RosterNames,
): { shift: ShiftInput } | { problems: Problem[] } {
  const textOf = (column: Column) => cells.get(columns[column])?.text ?? ''
  const scope = names.scopes.get(textOf('scope'))
  const person = names.people.get(textOf('email').toLowerCase())
  const [from, to] = [minuteIn(textOf('from')), minuteIn(textOf('to'))]
  const problems: Problem[] = []
  const add = (column: Column, code: RosterProblemCode) => problems.push(problemOf(column, code, line, textOf(column)))
  if (!scope) add('scope', 'scope-unknown')
  if (!person) add('email', 'person-unknown')
  // The name is for people to read; where it belongs to another, one of the two is a mistake.
  else if (textOf('name') !== '' && textOf('name') !== person.name) add('name', 'name-differs')
  if (!from) add('from', 'time-unreadable')
  if (!to) add('to', 'time-unreadable')
  if (problems.length > 0) return { problems }
  const shift = { scope, userId: person?.id, from, to } as ShiftInput
  return isSpan(shift) ? { shift } : { problems: [problemOf('to', 'time-backwards', line, textOf('to'))] }
}

/** `2026-11-28 08:00`, with `/` or `.` and one digit too; 24:00 is the next day's midnight. Null when it says no minute. */
function minuteIn(text: string): string | null {
  const said = text.normalize('NFKC')
  const [, year, month, day, hour, minute] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T](\d{1,2}):(\d\d)(?::00)?$/.exec(said) ?? []
  if (!year || !month || !day || !hour || !minute || Number(hour) > 24 || Number(minute) > 59) return null
  if (hour === '24' && minute !== '00') return null
  const midnight = Date.parse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00Z`)
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return null
  const at = midnight + (Number(hour) * 60 + Number(minute)) * 60_000
  return `${new Date(at).toISOString().slice(0, 16)}:00+08:00`
}

function problemOf(path: string, code: RosterProblemCode, line?: number, said = ''): Problem {
  const message = ROSTER_PROBLEM_WORDS[code](said.length > 40 ? `${said.slice(0, 40)}…` : said)
  return {
    path,
    code,
    message: line === undefined ? message : `第 ${line} 行：${message}`,
    ...(line !== undefined && { line }),
  }
}
