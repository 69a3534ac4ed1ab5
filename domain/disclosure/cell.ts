import { isCalendarDay } from '../day.ts'
import type { Cell } from '../sheet/sheet.ts'
import { casNumbers, isCasNumber } from '../standard/item.ts'
import { foldWidth, readNumber } from '../standard/measured.ts'
import type { RowProblemCode } from '../words/zh/rows.ts'
import type { ROW_COLUMNS } from './schema.ts'

export type RowKey = (typeof ROW_COLUMNS)[number][0]
/** What a cell means for its column: a value, nothing, or what is wrong with it. */
export type CellRead = { value: string | number | undefined } | { code: RowProblemCode }

/** How each column reads a cell. Lengths and ranges are the row schema's to judge. */
export const READ_CELL: Readonly<Record<RowKey, (cell: Cell) => CellRead>> = {
  point: readText,
  lng: readDegrees,
  lat: readDegrees,
  depthTop: readDepth,
  depthBottom: readDepth,
  sampledOn: readDay,
  pollutant: readText,
  cas: readCas,
  value: readText,
  unit: readText,
  detectionLimit: (cell) => (isDash(cell.text) ? NOTHING : readText(cell)),
  method: (cell) => (isDash(cell.text) ? NOTHING : readText(cell)),
  institution: readText,
}

const NOTHING = { value: undefined }

/** How people leave an optional cell empty. */
function isDash(text: string): boolean {
  return /^(?:[/\\—–-]+|无)$/.test(text)
}

function readText(cell: Cell): CellRead {
  if (cell.kind === 'error') return { code: 'error-cell' }
  if (cell.kind === 'date') return { code: 'became-a-date' }
  if (cell.kind === 'boolean') return { code: 'wrong-format' }
  return { value: cell.text }
}

/** Decimal degrees, or degrees, minutes and seconds as surveyors write them: 113°36′20.5″. */
function readDegrees(cell: Cell): CellRead {
  if (isDash(cell.text)) return NOTHING
  const text = readText(cell)
  if ('code' in text) return text
  const said = foldWidth(cell.text).replace(/[\s东经北纬NnEe]/g, '')
  const value = readNumber(said.replace(/[°度]$/, ''))
  if (value !== null) return { value }
  const [, degrees, minutes, seconds = '0'] =
    /^(\d{1,3})[°度](\d{1,2}(?:\.\d+)?)[′'’分](?:(\d{1,2}(?:\.\d+)?)(?:[″"”秒]|[′'’]{2}))?$/.exec(said) ?? []
  if (degrees === undefined || Number(minutes) >= 60 || Number(seconds) >= 60) return { code: 'not-a-number' }
  return { value: Number((Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600).toFixed(7)) }
}

function readDepth(cell: Cell): CellRead {
  const text = readText(cell)
  if ('code' in text) return text
  const value = readNumber(cell.text.replace(/(?:m|米)$/i, ''))
  return value === null ? { code: 'not-a-number' } : { value }
}

const DAY = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/

/** A day with the year in front, in the ways it is written in China. Day and month first could be either: refused. */
function readDay(cell: Cell): CellRead {
  if (cell.kind === 'error') return { code: 'error-cell' }
  const [, year, month, day, shortMonth, shortDay] = DAY.exec(foldWidth(cell.text)) ?? []
  const value = `${year}-${(month ?? shortMonth ?? '').padStart(2, '0')}-${(day ?? shortDay ?? '').padStart(2, '0')}`
  return isCalendarDay(value) ? { value } : { code: 'not-a-date' }
}

function readCas(cell: Cell): CellRead {
  if (isDash(cell.text)) return NOTHING
  const text = readText(cell)
  if ('code' in text) return text
  const numbers = casNumbers(cell.text)
  const rest = cell.text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\d{2,7}-\d{2}-\d/g, '')
    .replace(/CAS|No\.?|[\s/,;、+和:]/gi, '')
  if (numbers.length === 0 || rest !== '' || !numbers.every(isCasNumber)) return { code: 'bad-cas' }
  return { value: numbers.join('/') }
}
