import { expect, test } from 'vitest'
import type { ListKey } from '#domain/case/list/columns.ts'
import { planList } from '#domain/case/list/plan.ts'
import { readList } from '#domain/case/list/read.ts'
import { type ListChange, type ListRow, readListRow } from '#domain/case/list/row.ts'
import { bureau } from '../../../fixtures/bureau.ts'
import { csvList, HEADINGS, numberOf, ORDER, thirtyRows, type WrittenRow } from '../../../fixtures/case-list.ts'
import { chance } from '../../../fixtures/chance.ts'

function rowsOf(text: string, changes: Record<string, ListChange> = {}): ListRow[] {
  const { entries } = readList(new TextEncoder().encode(text), '清单.csv')
  return entries.map((entry) => readListRow(entry, new Map(Object.entries(changes)), bureau, '2026-09-14'))
}
const one = (about: WrittenRow, change?: ListChange): ListRow =>
  rowsOf(
    csvList([{ number: numberOf(1), matter: '演示路有人乱倒垃圾', kinds: '固废', ...about }]),
    change && { [numberOf(1)]: change },
  )[0] as ListRow
const codes = (row: ListRow) => row.problems.map(({ path, level, code }) => `${path} ${level} ${code}`)

test('a row whose place is ours gets the street its text names, and the reason', () => {
  expect(one({ matter: '西流湖街道演示路有人乱倒垃圾' })).toMatchObject({
    street: '410102011',
    place: { street: { name: '西流湖街道', certain: true, reason: '正文提到“西流湖街道”' } },
  })
  expect(one({ area: '中原区须水办事处' }).place.street?.reason).toBe('行政区域写的是“中原区须水办事处”')
})

test('a road or lake of the same name is suggested, never taken', () => {
  expect(one({ matter: '桐柏路某饭店油烟大', area: '中原区' })).toMatchObject({
    street: null,
    place: { street: { name: '桐柏路街道', certain: false } },
  })
})

test.each([
  ['金水区', '演示路倒垃圾', '郑州市生态环境局金水分局'],
  ['中原区高新区', '演示路倒垃圾', '郑州高新技术产业开发区管理委员会（生态环境部门）'],
  ['', '二七区马寨镇演示厂废气刺鼻', '郑州市生态环境局二七分局'],
  ['郑州市', '荥阳市豫龙镇演示厂废气刺鼻', '郑州市生态环境局荥阳分局'],
  ['开封市祥符区', '演示乡养殖场粪便外溢', '开封市祥符区生态环境部门'],
  ['', '三官庙镇演示村倒垃圾', '郑州航空港经济综合实验区管理委员会（生态环境部门）'],
])('a row of %s, “%s”, is kept and marked: %s', (area, matter, body) => {
  const row = one({ area, matter })
  expect(row.place.outside?.body).toBe(body)
  expect(codes(row)).toEqual(['area note outside-district'])
  expect(row.street).toBeNull()
})

test.each([
  ['中原区', '演示路倒垃圾', []],
  ['郑州市中原区', '演示路倒垃圾', []],
  ['郑州市', '演示路倒垃圾', []],
  ['中原区、二七区', '交界处演示桥下倒垃圾', ['area note several-areas']],
  ['中原区', '金水区演示路倒垃圾', ['area note place-differs']],
])('a row of %s, “%s”, is ours', (area, matter, said) => {
  const row = one({ area, matter })
  expect(row.place.outside).toBeNull()
  expect(codes(row)).toEqual(said)
})

test('the department follows from its remit, with the reason', () => {
  expect(one({ matter: '演示小区楼下餐馆油烟大' }).department).toEqual({
    id: 'urban-management',
    name: '中原区城市管理局',
    reason: '正文提到“餐馆”，职责里有“餐饮油烟”',
  })
})

test('where no remit says so, the department follows from who gets such a kind; where nobody does, it stays open', () => {
  expect(one({ matter: '请尽快处理演示的事' }).department).toEqual({
    id: 'soil-solid-waste',
    name: '土壤与固体废物科',
    reason: '本局规定固体废物由它接收',
  })
  expect(one({ matter: '请尽快处理演示的事', kinds: '噪声' }).department).toBeNull()
})

test('types missing in the cell come from the text, types the text adds are suggested', () => {
  const missing = one({ kinds: '', matter: '演示厂夜里噪声大' })
  expect(missing.kinds).toEqual(['noise'])
  expect(codes(missing)).toEqual(['kinds note kinds-from-text'])
  expect(one({ kinds: '水', matter: '演示厂夜里噪声大，排污水' }).suggested.kinds).toEqual([
    { kind: 'noise', reason: '正文提到“噪声”' },
  ])
  expect(codes(one({ kinds: '其他', matter: '演示路的事情' }))).toEqual(['kinds problem kinds-required'])
})

test('what a clerk chose stands instead of what was suggested', () => {
  const row = one(
    { matter: '桐柏路某饭店油烟大', kinds: '其他' },
    { street: '410102005', department: 'air-office', kinds: ['noise'] },
  )
  expect(row).toMatchObject({ street: '410102005', department: { id: 'air-office', reason: null }, kinds: ['noise'] })
  expect(codes(row)).toEqual([])
  expect(one({ matter: '西流湖街道某饭店油烟大' }, { street: '', department: '' })).toMatchObject({
    street: null,
    department: null,
  })
})

test('every problem is named by its line, its column and what to do', () => {
  const [row] = rowsOf(csvList([{ seq: '1', matter: '短', closed: '是', kinds: '光' }]))
  expect(row?.problems.map(({ line, column, message }) => [line, column, message])).toEqual([
    [2, '受理编号', '请填写受理编号。没有编号，就认不出以后再交办的同一件。'],
    [2, '交办问题基本情况', '交办问题基本情况写得太短，至少 5 个字才办得了。'],
    [2, '污染类型', '认不出污染类型里的“光”，请核对。'],
    [2, '污染类型', '污染类型没有写明，从正文也看不出来，请选择。'],
    [2, '调查核实情况', '写着已办结，却没有调查核实情况，请向交办单位核对。'],
  ])
})

test('a number that comes again in the file is a repeat of the first, and known rows are unchanged', () => {
  const rows = rowsOf(
    csvList(
      [1, 1, 1, 2].map((n, at) => ({
        number: numberOf(n),
        matter: `演示路有人乱倒垃圾${at === 2 ? 1 : at}`,
        kinds: '水',
      })),
    ),
  )
  const actions = (known: Parameters<typeof planList>[1]) =>
    planList(rows, known).map(({ action, adds, at }) => [action, adds, at])
  expect(actions(new Map())).toEqual([
    ['new', true, null],
    ['repeat', true, 2],
    ['repeat', false, 2],
    ['new', true, null],
  ])
  const digests = rows.map((row) => row.digest)
  const there = { caseId: 'c', reference: 'T-2026-ABCDEF', recused: [] }
  expect(
    actions(
      new Map([
        [numberOf(1), { ...there, digests }],
        [numberOf(2), { ...there, digests: [] }],
      ]),
    ),
  ).toEqual([
    ['unchanged', false, null],
    ['unchanged', false, null],
    ['unchanged', false, null],
    ['repeat', true, null],
  ])
})

test('however columns, headings, separators, width and spaces are turned, a list says the same', () => {
  const plain = thirtyRows().slice(0, 17)
  const wanted = rowsOf(csvList(plain)).map(meant)
  expect(wanted).toHaveLength(17)
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = chance(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const order = [...ORDER].sort(() => random() - 0.5)
    const turned = (kinds: string) => kinds.split(/[、，;\s]/).sort(() => random() - 0.5)
    const headings = Object.fromEntries(ORDER.map((key) => [key, disguised(HEADINGS[key], key, pick)]))
    const rows = plain.map((row) => ({
      ...row,
      number: `${pick(['', ' '])}${row.number}${pick(['', ' '])}`,
      ...(row.kinds && { kinds: turned(row.kinds).join(pick(['、', '，', ', ', ' ', '\n', '；', ' / '])) }),
    }))
    const text = csvList(rows, {
      headings,
      order,
      comma: pick([',', '\t', ';']),
      ...(random() < 0.5 && { title: '演示清单' }),
    })
    expect(rowsOf(text).map(meant), `seed ${seed}`).toEqual(wanted)
  }
})

/** What a row means, wherever it stands. */
function meant({ number, key, kinds, street, department, digest, place, problems }: ListRow) {
  const said = problems.map(({ path, code }) => `${path} ${code}`)
  return { number, key, kinds: [...kinds].sort(), street, department, digest, outside: place.outside?.body, said }
}

const OTHER_HEADINGS: Partial<Record<ListKey, string[]>> = {
  number: ['信访编号', '举报编号', '编号'],
  matter: ['举报内容', '信访举报问题'],
  area: ['所属区域', '行政区划'],
  kinds: ['污染类别'],
  findings: ['核查情况'],
  measures: ['整改情况'],
  closed: ['办结情况'],
  accountability: ['问责情况'],
}

function disguised(heading: string, key: ListKey, pick: <T>(list: readonly T[]) => T): string {
  const name = pick([heading, ...(OTHER_HEADINGS[key] ?? [])])
  return pick([name, ` ${name} `, `${name.slice(0, 2)}\n${name.slice(2)}`, `${name}（必填）`, `${name}：`])
}
