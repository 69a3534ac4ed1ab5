import { zipSync } from 'fflate'
import { toCsv } from '../csv.ts'
import { escapeXml } from '../sheet/xml.ts'
import { ITEMS, POLLUTANT_IDS } from '../standard/item.ts'
import { TEMPLATE_HINTS, TEMPLATE_NOTES, TEMPLATE_SHEETS } from '../words/zh/template.ts'
import type { RowKey } from './cell.ts'
import { MAX_ROWS, ROW_COLUMNS } from './schema.ts'

/** A file served as it is, by its place under the site's folder, like the files of pages. */
export type StaticFile = { path: string; bytes: Uint8Array }

export const TEMPLATE_XLSX = '/data/soil-rows-template.xlsx'
export const TEMPLATE_CSV = '/data/soil-rows-template.csv'

/** The templates an instance serves. */
export function staticFilesOf(): StaticFile[] {
  const csv = toCsv(
    ROW_COLUMNS.map(([, label]) => label),
    [],
  )
  return [
    { path: TEMPLATE_XLSX.slice(1), bytes: rowTemplate() },
    { path: TEMPLATE_CSV.slice(1), bytes: new TextEncoder().encode(csv) },
  ]
}

/**
 * The workbook to fill in: a sheet with the header, drop-downs for pollutant and unit and checks of days, depths and
 * coordinates; a sheet of notes; the lists. Text columns are text, so that nothing is turned into a date (CAS 57-12-5)
 * and no zero is lost. The same bytes every time.
 */
export function rowTemplate(): Uint8Array {
  const sheets = [dataSheet(), notesSheet(), listsSheet()]
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': workbook(),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => ({ type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
      { type: 'styles', target: 'styles.xml' },
    ]),
    'xl/styles.xml': STYLES,
  }
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheet
  const encoder = new TextEncoder()
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(XML + xml)]))
  return zipSync(files, { level: 9, mtime: '1980-01-01T12:00:00', os: 0 })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Cell styles of `STYLES`, by their place. */
const STYLE = { plain: 0, header: 1, text: 2, day: 3, decimal: 4, note: 5, optionalHeader: 6 } as const
const TEXT_KEYS: ReadonlySet<RowKey> = new Set([
  'point',
  'pollutant',
  'cas',
  'value',
  'unit',
  'detectionLimit',
  'method',
  'institution',
])
const OPTIONAL_KEYS: ReadonlySet<RowKey> = new Set(['lng', 'lat', 'cas', 'detectionLimit', 'method'])
const WIDTHS: Readonly<Partial<Record<RowKey, number>>> = { pollutant: 26, method: 22, institution: 26 }
/** Units a result may have, and pH's. */
export const TEMPLATE_UNITS = ['mg/kg', 'μg/kg', 'ng/kg', 'g/kg', 'ng TEQ/kg', '无量纲'] as const
/** What may be chosen as pollutant: every item of both standards once, and pH. */
export const TEMPLATE_POLLUTANTS: readonly string[] = [
  'pH',
  ...POLLUTANT_IDS.flatMap((id) => ITEMS.find((one) => one.id === id)?.name ?? []),
]

function dataSheet(): string {
  const last = MAX_ROWS + 1
  const column = (key: RowKey) => String.fromCharCode(65 + ROW_COLUMNS.findIndex(([one]) => one === key))
  const range = (key: RowKey) => `${column(key)}2:${column(key)}${last}`
  const columns = ROW_COLUMNS.map(([key], at) => {
    const style = TEXT_KEYS.has(key) ? STYLE.text : key === 'sampledOn' ? STYLE.day : STYLE.decimal
    return `<col min="${at + 1}" max="${at + 1}" width="${WIDTHS[key] ?? 15}" style="${style}" customWidth="1"/>`
  })
  const cells = ROW_COLUMNS.map(([key, label], at) =>
    cell(at, 1, label, OPTIONAL_KEYS.has(key) ? STYLE.optionalHeader : STYLE.header),
  )
  const between = (key: RowKey, type: 'decimal' | 'date', from: number, to: number) =>
    validation(range(key), `type="${type}" operator="between" errorStyle="stop"`, [String(from), String(to)], key)
  const pick = (key: RowKey, list: string, count: number) =>
    validation(
      range(key),
      'type="list" errorStyle="information"',
      [`${TEMPLATE_SHEETS.lists}!$${list}$2:$${list}$${count + 1}`],
      key,
    )
  const rules = [
    between('lng', 'decimal', 73, 136),
    between('lat', 'decimal', 3, 54),
    between('depthTop', 'decimal', 0, 100),
    between('depthBottom', 'decimal', 0, 100),
    // 1 January 2017 to 31 December 2100, as days are counted.
    between('sampledOn', 'date', 42_736, 73_415),
    pick('pollutant', 'A', TEMPLATE_POLLUTANTS.length),
    pick('unit', 'B', TEMPLATE_UNITS.length),
  ]
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="16"/><cols>${columns.join('')}</cols>` +
    `<sheetData><row r="1" ht="24" customHeight="1">${cells.join('')}</row></sheetData>` +
    `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations></worksheet>`
  )
}

function validation(range: string, kind: string, formulas: readonly string[], key: RowKey): string {
  const { title, text } = TEMPLATE_HINTS[key] ?? { title: '', text: '' }
  const hint = `showInputMessage="1" showErrorMessage="1" allowBlank="1" promptTitle="${escapeXml(title)}" prompt="${escapeXml(text)}" errorTitle="${escapeXml(title)}" error="${escapeXml(text)}"`
  const rules = formulas.map((formula, at) => `<formula${at + 1}>${escapeXml(formula)}</formula${at + 1}>`)
  return `<dataValidation ${kind} ${hint} sqref="${range}">${rules.join('')}</dataValidation>`
}

function notesSheet(): string {
  const rows = TEMPLATE_NOTES.map(([what, how], at) => {
    const style = at === 0 ? STYLE.header : STYLE.note
    return `<row r="${at + 1}">${cell(0, at + 1, what, style)}${cell(1, at + 1, how, style)}</row>`
  })
  const columns = '<col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/>'
  return `<worksheet xmlns="${MAIN}"><cols>${columns}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function listsSheet(): string {
  const lists: readonly (readonly string[])[] = [
    [TEMPLATE_SHEETS.pollutants, ...TEMPLATE_POLLUTANTS],
    [TEMPLATE_SHEETS.units, ...TEMPLATE_UNITS],
  ]
  const rows = Array.from({ length: Math.max(...lists.map((one) => one.length)) }, (_, at) => {
    const cells = lists.flatMap((list, column) => {
      const text = list[at]
      return text === undefined ? [] : [cell(column, at + 1, text, at === 0 ? STYLE.header : STYLE.text)]
    })
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  const columns = '<col min="1" max="1" width="36" customWidth="1"/><col min="2" max="2" width="16" customWidth="1"/>'
  return `<worksheet xmlns="${MAIN}"><cols>${columns}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function cell(column: number, line: number, text: string, style: number): string {
  const address = `${String.fromCharCode(65 + column)}${line}`
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
}

function workbook(): string {
  const names = [TEMPLATE_SHEETS.data, TEMPLATE_SHEETS.notes, TEMPLATE_SHEETS.lists]
  const sheets = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function relations(all: readonly { type: string; target: string }[]): string {
  const lines = all.map(
    ({ type, target }, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const part = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${kind}.${type}+xml"/>`
  const all = Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet'))
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${all.join('')}</Types>`
  )
}

const FONT = '<sz val="11"/><name val="Microsoft YaHei"/><family val="2"/>'
const fill = (rgb: string) => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`
const format = (id: number, rest = '') => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" ${rest}`
const heading = (fillId: number) =>
  `<xf numFmtId="49" fontId="1" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center"/></xf>`

/** In the order of `STYLE`: 49 is text, 164 a day; an optional column's header is paler. */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>` +
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${fill('FFCFE8D8')}${fill('FFEDF4EF')}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="7">${format(0, '/>')}${heading(2)}${format(49, 'applyNumberFormat="1"/>')}` +
  `${format(164, 'applyNumberFormat="1"/>')}${format(0, '/>')}` +
  `${format(49, 'applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>')}` +
  `${heading(3)}</cellXfs></styleSheet>`
