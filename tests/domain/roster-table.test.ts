import { expect, test } from 'vitest'
import { readRoster, rosterCsv } from '#domain/roster-table.ts'

const names = {
  scopes: new Map([
    ['中原分局', 'bureau'],
    ['西流湖街道', '410102011'],
    ['XLH-01', 'grid-1'],
  ]),
  people: new Map([
    ['li@demo.invalid', { id: 'demo-li', name: '李调查' }],
    ['zhou@demo.invalid', { id: 'demo-zhou', name: '周巡查' }],
  ]),
}
const read = (csv: string) => readRoster(new TextEncoder().encode(csv), 'roster.csv', names)
const HEAD = '范围,值班人,邮箱,开始,结束'

test('what is exported is read back as it was', () => {
  const rows = [
    {
      scope: '中原分局',
      name: '李调查',
      email: 'li@demo.invalid',
      from: '2026-12-31T20:00:00+08:00',
      to: '2027-01-01T08:00:00+08:00',
    },
    {
      scope: 'XLH-01',
      name: '周巡查',
      email: 'zhou@demo.invalid',
      from: '2027-01-01T00:00:00+08:00',
      to: '2027-01-02T00:00:00+08:00',
    },
  ]
  const { shifts, problems } = read(rosterCsv(rows))
  expect(problems).toEqual([])
  expect(shifts).toEqual([
    { line: 2, scope: 'bureau', userId: 'demo-li', from: rows[0]?.from, to: rows[0]?.to },
    { line: 3, scope: 'grid-1', userId: 'demo-zhou', from: rows[1]?.from, to: rows[1]?.to },
  ])
})

test('headings may stand in any order, hours may have one digit, and 24:00 is midnight', () => {
  const { shifts, problems } = read(
    '结束,开始,邮箱,范围\r\n2026/12/31 24:00,2026/12/31 8:00,LI@demo.invalid,西流湖街道\r\n',
  )
  expect(problems).toEqual([])
  expect(shifts).toEqual([
    {
      line: 2,
      scope: '410102011',
      userId: 'demo-li',
      from: '2026-12-31T08:00:00+08:00',
      to: '2027-01-01T00:00:00+08:00',
    },
  ])
})

test('everything wrong is named at once, by line', () => {
  const { shifts, problems } = read(
    [
      HEAD,
      '火星街道,李调查,li@demo.invalid,2026-12-01 08:00,2026-12-01 20:00',
      '中原分局,周巡查,li@demo.invalid,2026-12-01 08:00,2026-12-01 20:00',
      '中原分局,某人,x@demo.invalid,明天,2026-02-30 08:00',
      '中原分局,李调查,li@demo.invalid,2026-12-02 08:00,2026-12-01 20:00',
      '中原分局,李调查,li@demo.invalid,2026-12-01 25:00,2026-12-02 24:30',
    ].join('\n'),
  )
  expect(shifts).toEqual([])
  expect(problems.map(({ line, path, code }) => [line, path, code])).toEqual([
    [2, 'scope', 'scope-unknown'],
    [3, 'name', 'name-differs'],
    [4, 'email', 'person-unknown'],
    [4, 'from', 'time-unreadable'],
    [4, 'to', 'time-unreadable'],
    [5, 'to', 'time-backwards'],
    [6, 'from', 'time-unreadable'],
    [6, 'to', 'time-unreadable'],
  ])
  expect(problems[0]?.message).toBe('第 2 行：“火星街道”不是本局、现行街道或网格编号。')
})

test('a file without the headings, without rows, or that is none, is told so', () => {
  expect(read('a,b\n1,2').problems[0]).toMatchObject({ path: 'file', code: 'heading-missing' })
  expect(read(`${HEAD}\n`).problems[0]).toMatchObject({ path: 'file', code: 'empty' })
  expect(readRoster(new Uint8Array([0, 1, 2]), 'x.bin', names).problems[0]).toMatchObject({ code: 'unreadable' })
})
