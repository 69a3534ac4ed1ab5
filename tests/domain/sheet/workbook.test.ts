import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { cellAddress, type Table } from '#domain/sheet/sheet.ts'
import { cellNumber, dateText, isDateFormat } from '#domain/sheet/stored.ts'
import { readWorkbook } from '#domain/sheet/workbook.ts'

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet as small as it can be; parts may be replaced. */
function book(sheetData: string, parts: Record<string, string> = {}): Uint8Array {
  const all: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': '<workbook><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELS}/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="${RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml':
      '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh><t>yin</t></rPh></si><si><t>a_x000D_b</t></si></sst>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)])))
}

function cells(file: Uint8Array): [string, string, string][] {
  const tables = readWorkbook(file)
  if (typeof tables === 'string') throw new Error(tables)
  return tables.flatMap(({ lines }: Table) =>
    lines.flatMap(({ line, cells }) =>
      [...cells].map(([at, { kind, text }]): [string, string, string] => [cellAddress(at, line), kind, text]),
    ),
  )
}

describe('cells of a workbook', () => {
  test('are read by type: shared, inline and formula text, numbers, days, truths, errors', () => {
    const row =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t> 丁 </t></is></c><c r="D3" t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c r="E3"><v>0.30000000000000004</v></c><c r="F3" s="1"><v>45783</v></c><c r="G3" s="2"><v>45783.5</v></c><c r="H3" t="b"><v>1</v></c><c r="I3" t="e"><v>#N/A</v></c><c r="J3" s="3"><v>45783</v></c><c r="K3" t="d"><v>2025-05-06T00:00:00</v></c><c r="L3" s="1"/><c r="M3" t="s"><v>2</v></c></row>'
    expect(cells(book(row))).toEqual([
      ['A3', 'text', '甲'],
      ['B3', 'text', '乙 丙'],
      ['C3', 'text', '丁'],
      ['D3', 'text', 'xy'],
      ['E3', 'number', '0.3'],
      ['F3', 'date', '2025-05-06'],
      ['G3', 'date', '2025-05-06 12:00'],
      ['H3', 'boolean', 'TRUE'],
      ['I3', 'error', '#N/A'],
      ['J3', 'number', '45783'],
      ['K3', 'date', '2025-05-06'],
      ['M3', 'text', 'a b'],
    ])
  })

  test('without addresses stand one after the other', () => {
    expect(
      cells(book('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')).map(([at]) => at),
    ).toEqual(['A1', 'B1', 'A2'])
  })

  test('with prefixes, as some programs write them, are the same', () => {
    expect(cells(book('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'))).toEqual([['A1', 'number', '1']])
  })

  test('days of a workbook that counts from 1904 are four years later', () => {
    const parts = {
      'xl/workbook.xml':
        '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
    }
    expect(cells(book('<row r="1"><c r="A1" s="1"><v>44321</v></c></row>', parts))).toEqual([
      ['A1', 'date', '2025-05-06'],
    ])
  })

  test('addresses that claim a billion lines or thousands of columns cost nothing', () => {
    const far =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="999999999"><c r="B999999999"><v>3</v></c></row>'
    expect(cells(book(far))).toEqual([
      ['A1', 'number', '1'],
      ['B999999999', 'number', '3'],
    ])
  })
})

describe('a file that is no workbook', () => {
  test.each([
    ['a text', strToU8('PK 点位')],
    ['an archive of something else', zipSync({ 'word/document.xml': strToU8('<a/>') })],
    ['a workbook with broken XML', book('<row r="1"><c r=A1>')],
    ['a workbook with entities declared', book('', { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' })],
    ['half a workbook', book('<row r="1"/>').slice(0, 400)],
  ])('%s is unreadable', (_, bytes) => {
    expect(readWorkbook(bytes)).toBe('unreadable')
  })

  test('a bomb and an endless sheet are told apart', () => {
    expect(readWorkbook(book('', { 'xl/sharedStrings.xml': ' '.repeat(70_000_000) }))).toBe('too-large')
    const lines = Array.from({ length: 20_001 }, () => '<row><c><v>1</v></c></row>')
    expect(readWorkbook(book(lines.join('')))).toBe('too-many-lines')
  })
})

test('day numbers mean the days Excel shows', () => {
  expect([1, 59, 61, 45783].map((serial) => dateText(serial, false))).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
    '2025-05-06',
  ])
  expect([0, -1, 0.5, 3_000_000].map((serial) => dateText(serial, false))).toEqual([null, null, null, null])
  expect(dateText(45783.999, false)).toBe('2025-05-06 23:59')
})

test('formats that show days are told from formats that show numbers', () => {
  for (const code of ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', '[$-804]yyyy/m/d;@', 'd-mmm-yy', 'mmm'])
    expect(isDateFormat(164, code), code).toBe(true)
  for (const code of ['0.00', '#,##0.00', '0.0"mg/kg"', '0.00E+00', 'General', '[Red]0', '@', 'G/通用格式'])
    expect(isDateFormat(164, code), code).toBe(false)
  expect([14, 27, 31, 57].every((id) => isDateFormat(id, undefined))).toBe(true)
  expect([0, 2, 49, 164].some((id) => isDateFormat(id, undefined))).toBe(false)
})

test('stored numbers read as programs show them', () => {
  expect([0.1 + 0.2, 0.1, 12.3, 1e-7, 0.00001, 123456789.123456].map(cellNumber)).toEqual([
    '0.3',
    '0.1',
    '12.3',
    '1e-7',
    '0.00001',
    '123456789.123456',
  ])
})

test('columns have the letters people see', () => {
  expect([0, 25, 26, 51, 701, 702].map((at) => cellAddress(at, 1))).toEqual(['A1', 'Z1', 'AA1', 'AZ1', 'ZZ1', 'AAA1'])
})
