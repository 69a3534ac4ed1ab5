import {
  type Cell,
  type Keep,
  type Line,
  MAX_COLUMNS,
  MAX_LINES,
  type Merged,
  type NoTables,
  type Table,
  visible,
} from './sheet.ts'
import { cellNumber, dateText, isDateFormat } from './stored.ts'
import { BadXml, type Token, xmlTokens } from './xml.ts'
import { type Archive, Broken, openZip, TooLarge } from './zip.ts'

/** Bytes a workbook may inflate to: 5,000 lines of 13 columns take about seven million. */
const BUDGET = 64_000_000

/**
 * The sheets of an XLSX workbook (ECMA-376, transitional or strict), as Excel, WPS and LibreOffice write it. A formula
 * counts as its last result. Nothing is allocated by what a file claims (sizes, dimensions, addresses), and an error
 * cell is a cell like others, so that it can be named. Formatted but empty cells are none.
 */
export function readWorkbook(bytes: Uint8Array, keep: Keep = visible): Table[] | NoTables {
  try {
    const archive = openZip(bytes, BUDGET)
    const book = findPart(archive, '', 'officeDocument') ?? 'xl/workbook.xml'
    const { sheets, epoch1904 } = sheetsOf(part(archive, book))
    const targets = relationsOf(archive, book)
    const shared = findPart(archive, book, 'sharedStrings')
    const styles = findPart(archive, book, 'styles')
    const context: Context = {
      strings: shared ? sharedStrings(part(archive, shared)) : [],
      dates: styles ? dateStyles(part(archive, styles)) : [],
      epoch1904,
      keep,
    }
    return sheets.flatMap(({ name, relation }) => {
      const path = targets.find((one) => one.id === relation)?.target
      return path && archive.names.has(path) ? [{ name, ...linesOf(part(archive, path), context) }] : []
    })
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large'
    if (error instanceof TooManyLines) return 'too-many-lines'
    if (error instanceof Broken || error instanceof BadXml) return 'unreadable'
    throw error
  }
}

class TooManyLines extends Error {}
type Context = { strings: readonly string[]; dates: readonly boolean[]; epoch1904: boolean; keep: Keep }
type Relation = { id: string; type: string; target: string }

function part(archive: Archive, path: string): string {
  const bytes = archive.read(path)
  if (!bytes) throw new Broken(`couldn't find ${path}`)
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes)
}

/** The relations of a part, their targets as paths in the archive. */
function relationsOf(archive: Archive, path: string): Relation[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const file = `${folder}_rels/${path.slice(folder.length)}.rels`
  if (!archive.names.has(file)) return []
  return [...xmlTokens(part(archive, file))].flatMap((token) => {
    if (token.kind !== 'open' || token.name !== 'Relationship') return []
    const target = token.attributes('Target') ?? ''
    const whole = target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`
    return [{ id: token.attributes('Id') ?? '', type: token.attributes('Type') ?? '', target: whole }]
  })
}

function findPart(archive: Archive, path: string, type: string): string | undefined {
  return relationsOf(archive, path).find((one) => one.type.endsWith(`/${type}`))?.target
}

function sheetsOf(xml: string): { sheets: { name: string; relation: string }[]; epoch1904: boolean } {
  const sheets: { name: string; relation: string }[] = []
  let epoch1904 = false
  for (const token of xmlTokens(xml)) {
    if (token.kind !== 'open') continue
    if (token.name === 'workbookPr') epoch1904 = /^(1|true)$/.test(token.attributes('date1904') ?? '')
    if (token.name === 'sheet')
      sheets.push({ name: token.attributes('name') ?? '', relation: token.attributes('r:id') ?? '' })
  }
  return { sheets, epoch1904 }
}

/** The shared strings; readings (`rPh`) are not part of a text. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  const text = textCollector()
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'open' && token.name === 'si') text.start()
    text.take(token)
    if (token.kind === 'close' && token.name === 'si') strings.push(text.end())
  }
  return strings
}

/** Which of the cell styles show a number as a day. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map<string, string>()
  const dates: boolean[] = []
  let inside = false
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') continue
    if (token.name === 'cellXfs') inside = token.kind === 'open'
    if (token.kind !== 'open') continue
    if (token.name === 'numFmt') custom.set(token.attributes('numFmtId') ?? '', token.attributes('formatCode') ?? '')
    if (inside && token.name === 'xf') {
      const id = token.attributes('numFmtId') ?? '0'
      dates.push(isDateFormat(Number(id), custom.get(id)))
    }
  }
  return dates
}

/** Blocks of merged cells that are looked at; a list of a thousand rows has hundreds. */
const MAX_MERGED = 5000

function linesOf(xml: string, context: Context): { lines: Line[]; merged: Merged[] } {
  const lines: Line[] = []
  const merged: Merged[] = []
  const text = textCollector()
  let cells = new Map<number, Cell>()
  let line = 0
  let column = -1
  let type = ''
  let style = 0
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'open' && token.name === 'row') {
      line = Number(token.attributes('r') ?? line + 1)
      column = -1
      cells = new Map()
    } else if (token.kind === 'open' && token.name === 'c') {
      column = columnOf(token.attributes('r')) ?? column + 1
      type = token.attributes('t') ?? 'n'
      style = Number(token.attributes('s') ?? 0)
      text.start()
    } else if (token.kind === 'close' && token.name === 'c') {
      const cell = cellOf(type, text.end(), context, style)
      if (cell && column < MAX_COLUMNS) cells.set(column, cell)
    } else if (token.kind === 'close' && token.name === 'row' && cells.size > 0) {
      lines.push({ line, cells })
      if (lines.length > MAX_LINES) throw new TooManyLines()
    } else if (token.kind === 'open' && token.name === 'mergeCell') {
      const block = blockOf(token.attributes('ref'))
      if (block && merged.length < MAX_MERGED) merged.push(block)
    } else text.take(token)
  }
  return { lines, merged }
}

function cellOf(type: string, raw: string, { strings, dates, epoch1904, keep }: Context, style: number): Cell | null {
  const said = keep(type === 's' ? (strings[Number(raw)] ?? '') : raw)
  if (said === null) return null
  switch (type) {
    case 'n': {
      const value = Number(said)
      if (!Number.isFinite(value)) return { kind: 'text', text: said }
      const day = dates[style] ? dateText(value, epoch1904) : null
      return day ? { kind: 'date', text: day } : { kind: 'number', text: cellNumber(value) }
    }
    case 'd':
      return {
        kind: 'date',
        text: said
          .slice(0, 16)
          .replace('T', ' ')
          .replace(/ 00:00$/, ''),
      }
    case 'b':
      return { kind: 'boolean', text: said === '1' ? 'TRUE' : 'FALSE' }
    case 'e':
      return { kind: 'error', text: said }
    default:
      return { kind: 'text', text: said }
  }
}

/** Collects the text of `v` and `t` elements, outside readings and formulas. */
function textCollector() {
  let collected = ''
  let open = false
  let reading = false
  return {
    start() {
      collected = ''
    },
    take(token: Token) {
      if (token.kind === 'text') {
        if (open && !reading) collected += token.text
      } else if (token.name === 'rPh') reading = token.kind === 'open'
      else if (token.name === 'v' || token.name === 't') open = token.kind === 'open'
    },
    // `_x000D_` stands for a character XML cannot hold.
    end: () => collected.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  }
}

/** `B2:B4` as lines and columns. */
function blockOf(reference: string | undefined): Merged | null {
  const [from, to] = (reference ?? '').replaceAll('$', '').split(':')
  const [left, right] = [columnOf(from), columnOf(to)]
  if (left === undefined || right === undefined) return null
  const lineOf = (address: string | undefined) => Number(/\d+$/.exec(address ?? '')?.[0])
  return { top: lineOf(from), bottom: lineOf(to), left, right }
}

function columnOf(address: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address ?? '')?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
