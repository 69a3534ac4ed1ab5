import Papa from 'papaparse'
import { type Cell, type Keep, type Line, MAX_COLUMNS, MAX_LINES, type NoTables, type Table, visible } from './sheet.ts'

/**
 * The table of a text file: comma, tab or semicolon; UTF-8 with or without mark, UTF-16 with one (Excel's "Unicode
 * text"), else GB18030 (what Chinese Excel saves). Lines are counted in the file, so a quoted line break counts.
 */
export function readDelimited(bytes: Uint8Array, keep: Keep = visible): Table[] | NoTables {
  const text = decoded(bytes)
  if (text === null) return 'unknown-encoding'
  const lines: Line[] = []
  let line = 1
  let at = 0
  let tooMany = false
  Papa.parse<string[]>(text, {
    delimitersToGuess: [',', '\t', ';'],
    step: ({ data, errors, meta }, parser) => {
      const cells = cellsOf(data, keep)
      // A quote that never closes swallows the rest of the file into one cell.
      if (errors.some((one) => one.type === 'Quotes')) cells.set(data.length - 1, { kind: 'error', text: '"' })
      if (cells.size > 0) lines.push({ line, cells })
      line += breaksIn(text, at, meta.cursor)
      at = meta.cursor
      if (lines.length > MAX_LINES) {
        tooMany = true
        parser.abort()
      }
    },
  })
  return tooMany ? 'too-many-lines' : [{ lines }]
}

/** The text of a file in the encoding its bytes show; null when it is no text. */
export function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be')
  if (bytes.includes(0)) return null
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function cellsOf(data: readonly string[], keep: Keep): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  for (const [column, raw] of data.slice(0, MAX_COLUMNS).entries()) {
    const said = keep(raw)
    if (said !== null) cells.set(column, { kind: 'text', text: unguarded(said) })
  }
  return cells
}

/** Without the apostrophe our own exports put before what would be a formula. */
function unguarded(text: string): string {
  return /^'[\s"']*[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text
}

function breaksIn(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0
}
