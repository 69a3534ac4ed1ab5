import { expect, test } from 'vitest'
import { rowDiff } from '#domain/case/publication/diff.ts'
import type { PublishedCase } from '#domain/case/publication/record.ts'
import type { PublicRecord } from '#domain/record.ts'

const ROW: PublishedCase = {
  problem: '群众反映一处空地堆有泥状物。',
  findings: '经取样，一项指标超标。',
  measures: '已清走。',
  enterprise: { id: '91410102MADEM00012', name: '郑州演示电镀有限公司（虚构）' },
  plot: null,
  project: null,
  week: '2026-W02',
  street: { code: '410102012', name: '须水街道' },
  place: { lng: 113.5, lat: 34.7, cell: 500 },
  kinds: ['solid_waste'],
  outcome: 'partly_substantiated',
  remedied: 'by_promise',
  days: 27,
}
const photo = { file: `${'a'.repeat(64)}.jpg`, caption: '清理以前', width: 1280, height: 960 }
const version = (more: Partial<PublishedCase>): PublicRecord<'case'> => ({
  kind: 'case',
  id: 'gztba5va',
  version: 1,
  title: '须水街道固体废物问题（gztba5va）',
  publishedOn: '2026-01-15',
  filedOn: null,
  party: null,
  change: null,
  withdrawn: null,
  returned: 0,
  files: [],
  data: { ...ROW, ...more },
})
const said = (before: Partial<PublishedCase>, after: Partial<PublishedCase>) =>
  rowDiff(version(before), version(after)).map(({ label, from, to }) => [label, from, to])

test('what was found is called what the row itself calls it, not the result of an assessment', () => {
  expect(rowDiff(version({}), version({ findings: '经取样，两项指标超标。' }))).toEqual([
    { path: 'findings', label: '调查核实情况', from: '经取样，一项指标超标。', to: '经取样，两项指标超标。' },
  ])
})

test('everything else of a row is compared in words too: no code and no name of a field', () => {
  const reopened = { outcome: 'substantiated', remedied: 'yes', week: '2026-W10', days: 41, inTime: false } as const
  expect(said({}, reopened)).toEqual([
    ['是否属实', '部分属实', '属实'],
    ['是否整改到位', expect.stringContaining('承诺'), expect.any(String)],
    ['是否办结', '已办结', '超期办结'],
    ['办结的星期', '2026 年第 2 周', '2026 年第 10 周'],
    ['从受理到办结', '27 天', '41 天'],
  ])
  const moved = { street: null, place: null, kinds: ['solid_waste', 'water'], enterprise: null } as const
  expect(said({}, { ...moved, kinds: [...moved.kinds] })).toEqual([
    ['企业', '郑州演示电镀有限公司（虚构）', null],
    ['行政区域', '须水街道', null],
    ['污染类型', '固体废物', '固体废物、水'],
    ['大致位置', '东经 113.5°、北纬 34.7° 一带，边长 500 米的方格', null],
  ])
})

test('a picture that came is a line, and so is another caption', () => {
  expect(said({}, { photos: [photo] })).toEqual([['照片', null, '清理以前']])
  expect(said({ photos: [photo] }, { photos: [{ ...photo, caption: '清理以后' }] })).toEqual([
    ['照片：说明', '清理以前', '清理以后'],
  ])
})

test('versions that say the same differ in nothing', () => {
  expect(said({}, {})).toEqual([])
})
