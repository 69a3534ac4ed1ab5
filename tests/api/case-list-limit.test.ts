import { expect, test } from 'vitest'
import { csvList, listForm, numberOf, ORDER, type WrittenRow } from '../fixtures/case-list.ts'
import { openApp } from '../setup.ts'

type Row = { action: string; reference: string; problems: { code: string }[] }

const row = (n: number, about: WrittenRow = {}): WrittenRow => ({
  number: numberOf(n),
  matter: `西流湖街道演示路${n}号有人乱倒垃圾`,
  area: '中原区',
  kinds: '固废',
  ...about,
})

test('a list brings the day a superior set; one that is none or past is only kept, and said', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  const send = async (rows: WrittenRow[]): Promise<Row[]> =>
    (await here.ask('POST', '/api/cases/import', listForm(csvList(rows, { order: [...ORDER, 'by'] })), clerk)).body.rows
  const rows = [
    row(1, { by: '2026年12月3日前' }),
    row(2, { by: '2020/1/5' }),
    row(3, { by: '尽快' }),
    row(4),
    row(5, { by: '2026-13-41' }),
  ]
  const sent = await send(rows)
  const codes = sent.map((one) => one.problems.map((each) => each.code).filter((code) => code.startsWith('by')))
  expect(codes).toEqual([['by-taken'], ['by-early'], ['by-unknown'], [], ['by-unknown']])
  const { rows: kept } = await here.db.query(
    `SELECT superior_by, json_extract(data, '$.list.by') AS said FROM cases JOIN events ON subject = 'case:' || cases.id
     AND type = 'case.opened' ORDER BY national_platform_no`,
  )
  expect(kept.map((one) => one.superior_by)).toEqual(['2026-12-03', null, null, null, null])
  expect(kept[2]?.said).toBe('尽快')
  expect((await send(rows)).map((one) => one.action)).toEqual(rows.map(() => 'unchanged'))
})
