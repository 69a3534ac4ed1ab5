import { describe, expect, test } from 'vitest'
import type { ListKey } from '#domain/case/list/columns.ts'
import { MAX_LIST_ROWS, readList } from '#domain/case/list/read.ts'
import { csvList, numberOf, type WrittenRow, workbookList } from '../../../fixtures/case-list.ts'
import { gb18030 } from '../../../fixtures/gb18030.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const row = (n: number, about: WrittenRow = {}): WrittenRow => ({
  seq: String(n),
  number: numberOf(n),
  matter: `第${n}件：演示路有人乱倒垃圾`,
  ...about,
})
/** What was read, as plain texts. */
function read(bytes: Uint8Array | string) {
  const { entries, problems } = readList(typeof bytes === 'string' ? utf8(bytes) : bytes, '清单.csv')
  return {
    rows: entries.map(({ line, cells }) => ({
      line,
      ...(Object.fromEntries([...cells].map(([key, cell]) => [key, cell.text])) as WrittenRow),
    })),
    codes: problems.map((one) => `${one.line} ${one.level} ${one.code}`),
  }
}

describe('a list', () => {
  test.each([
    ['UTF-8', utf8(csvList([row(1)]))],
    ['UTF-8 with its mark', utf8(`\uFEFF${csvList([row(1)])}`)],
    ['GB18030', gb18030(csvList([row(1)]))],
    [
      'a workbook',
      workbookList([
        ['序号', '受理编号', '交办问题基本情况', '行政区域'],
        ['1', numberOf(1), row(1).matter ?? '', null],
      ]),
    ],
  ])('in %s is read', (_, bytes) => {
    expect(read(bytes).rows).toEqual([{ line: 2, ...row(1) }])
  })

  test('is found under titles, between sums, remarks and headings that come again', () => {
    const text = [
      '某市信访举报转办清单,,,',
      '（第一批，共2件）,,,',
      csvList([row(1)], { order: ['seq', 'number', 'matter', 'area'] }),
      '序号,受理编号,交办问题基本情况,行政区域',
      '第二批,,,',
      `2,${numberOf(2)},${row(2).matter},`,
      '合计,2件,,',
      '备注：以上均为演示,,,',
    ].join('\n')
    const { rows, codes } = read(text)
    expect(rows.map((one) => [one.line, one.number])).toEqual([
      [4, numberOf(1)],
      [7, numberOf(2)],
    ])
    expect(codes).toEqual(['6 note not-a-row', '8 note not-a-row', '9 note not-a-row'])
  })

  const headings: [ListKey, string][] = [
    ['seq', '序 号'],
    ['number', '信访件编号'],
    ['number', '受理\n编号'],
    ['matter', '举报问题基本情况'],
    ['matter', '交办问题内容（摘要）'],
    ['area', '所属行政区划'],
    ['kinds', '污染类别'],
    ['findings', '核查情况'],
    ['outcome', '举报是否属实'],
    ['measures', '整改处理情况'],
    ['closed', '办结情况'],
    ['accountability', '责任追究情况'],
    ['accountability', '问责情况'],
  ]
  test.each(headings)('may call %s “%s”', (key, heading) => {
    const about = { [key]: key === 'number' ? numberOf(1) : '演示内容一二三' }
    const { rows, codes } = read(csvList([row(1, about)], { headings: { [key]: heading } }))
    expect(rows[0]?.[key]).toBe(about[key])
    expect(codes).toEqual([])
  })

  test('says which heading nobody knows and which stands twice', () => {
    const lines = [
      '受理编号,交办问题基本情况,行政区域,污染类型,神秘一栏,所在区域,交办时间,联系电话',
      `${numberOf(1)},演示路有人倒垃圾,中原区,水,x,二七区,9月1日,1`,
    ]
    expect(read(lines.join('\n')).codes).toEqual(['1 note unknown-column', '1 note repeated-column'])
    expect(read(lines.join('\n')).rows[0]?.area).toBe('中原区')
  })
})

describe('merged cells', () => {
  const header = ['受理编号', '交办问题基本情况', '行政区域', '调查核实情况']
  test('count for every line they cover', () => {
    const lines = [
      header,
      [numberOf(1), '第一件，演示路倒垃圾', '中原区', null],
      [numberOf(2), '第二件，演示路倒垃圾', null, null],
    ]
    expect(read(workbookList(lines, ['C2:C3'])).rows.map((one) => one.area)).toEqual(['中原区', '中原区'])
  })

  test('of a number make one case of several lines', () => {
    const lines = [
      header,
      [numberOf(1), '演示路倒垃圾', '中原区', '现场核查属实。'],
      [null, null, null, '已立案。'],
      [numberOf(2), '演示路倒垃圾', '中原区', null],
    ]
    const { rows } = read(workbookList(lines, ['A2:A3', 'B2:B3', 'C2:C3']))
    expect(rows.map((one) => [one.number, one.findings])).toEqual([
      [numberOf(1), '现场核查属实。\n已立案。'],
      [numberOf(2), undefined],
    ])
  })

  test('of a heading give its columns to the headings below', () => {
    const lines = [
      ['受理编号', '交办问题基本情况', '行政区域', '污染类型', '办理情况', null],
      [null, null, null, null, '调查核实情况', '是否办结'],
      [numberOf(1), '演示路倒垃圾', '中原区', '水', '已核查。', '是'],
    ]
    expect(read(workbookList(lines, ['A1:A2', 'E1:F1'])).rows).toMatchObject([
      { line: 3, findings: '已核查。', closed: '是' },
    ])
  })

  test('that claim a billion lines cost nothing', () => {
    const lines = [header, [numberOf(1), '演示路倒垃圾', '中原区', null]]
    expect(
      read(
        workbookList(
          lines,
          Array.from({ length: 3000 }, () => 'C2:C999999999'),
        ),
      ).rows,
    ).toHaveLength(1)
  })
})

test('a line with neither number nor matter continues the one above', () => {
  const { rows } = read(csvList([row(1, { findings: '一。' }), { findings: '二。', measures: '三。' }, row(2)]))
  expect(rows).toMatchObject([{ findings: '一。\n二。', measures: '三。' }, { number: numberOf(2) }])
})

test('texts keep their lines and their length', () => {
  const long = `第一段。\n第二段${'长'.repeat(9000)}`
  expect(read(csvList([row(1, { findings: long })])).rows[0]?.findings).toBe(long)
})

describe('what is no list is refused, with what to do', () => {
  test.each([
    ['an empty file', utf8(''), 'file-empty'],
    ['a header alone', utf8(csvList([])), 'file-empty'],
    ['no header', utf8('甲,乙\n1,2'), 'no-header'],
    ['a list without numbers', utf8('序号,交办问题基本情况,行政区域,污染类型\n1,演示,中原区,水'), 'no-header'],
    ['an archive that is no workbook', utf8('PK\u0003\u0004x'), 'file-unreadable'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'file-old-xls'],
    ['bytes that are no text', new Uint8Array([0xff, 0xff, 0xff]), 'file-encoding'],
    ['five million bytes and one', new Uint8Array(5_000_001), 'file-too-large'],
    ['too many rows', utf8(csvList(Array.from({ length: MAX_LIST_ROWS + 1 }, (_, n) => row(n)))), 'too-many-rows'],
  ])('%s', (_, bytes, code) => {
    expect(read(bytes)).toEqual({ rows: [], codes: [`1 problem ${code}`] })
  })
})
