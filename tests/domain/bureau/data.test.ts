import { describe, expect, test } from 'vitest'
import { BureauProposal, proposalProblems, touchedBy, withChange } from '#domain/bureau/change.ts'
import type { DataFields } from '#domain/bureau/data.ts'
import { shownOf } from '#domain/bureau/difference.ts'
import type { Bureau } from '#domain/bureau.ts'
import { problemsOf } from '#domain/problems.ts'
import { bureauFieldWord } from '#domain/words/zh/bureau.ts'
import { bureau } from '../../fixtures/bureau.ts'

const TODAY = '2026-09-14'
const change = (fields: DataFields) => ({ kind: 'data' as const, fields })
const streets = (edit: (list: Bureau['streets']) => void) => {
  const list = structuredClone(bureau.streets)
  edit(list)
  return change({ streets: list })
}

test('only what a change names is another, and everything else stays', () => {
  const after = withChange(bureau, change({ address: '演示路 1 号', postcode: '450001' }))
  expect(after).toEqual({ ...bureau, address: '演示路 1 号', postcode: '450001' })
  expect(touchedBy(change({ address: 'x', postcode: '450001' }))).toEqual(['data:address', 'data:postcode'])
})

test('what changes is told part by part, and entries of lists by their name', () => {
  expect(
    shownOf(change({ telephone: { ...bureau.telephone, note: '请拨12345' }, address: bureau.address }), bureau),
  ).toEqual({
    title: '修改本局资料',
    differences: [{ label: '电话说明', before: bureau.telephone.note, after: '请拨12345' }],
  })
  const moved = streets((list) => {
    Object.assign(list[10] as object, { centre: { lng: 113.55, lat: 34.75 } })
    list.push({ code: '410102015', name: '演示街道', functionalZones: [], validFrom: '2027-01-01' })
  })
  expect(shownOf(moved, bureau).differences).toEqual([
    { label: '街道“西流湖街道”：地图上的位置经度', before: null, after: '113.55' },
    { label: '街道“西流湖街道”：地图上的位置纬度', before: null, after: '34.75' },
    { label: '街道“演示街道”', before: null, after: '街道代码 410102015；名称 演示街道；启用日期 2027-01-01' },
  ])
  const filed = change({ filings: { ...bureau.filings, icp: '演示ICP备1号' }, unconfirmed: [] })
  expect(shownOf(filed, bureau).differences).toEqual([
    { label: 'ICP 备案号', before: null, after: '演示ICP备1号' },
    { label: '还没确认的', before: bureau.unconfirmed.join('、'), after: null },
  ])
})

describe('data are refused', () => {
  const first = bureau.streets[0] as Bureau['streets'][number]
  test.each<[string, string, ReturnType<typeof change>]>([
    ['without a street cases refer to', 'streets', streets((list) => list.pop())],
    ['with a street twice from one day', 'streets.14.code', streets((list) => list.push(first))],
    [
      'with a zone nobody described',
      'streets.0.functionalZones',
      streets((list) => list[0]?.functionalZones.push('x')),
    ],
    [
      'with a street that ends before it begins',
      'streets.0.validTo',
      streets((list) => Object.assign(list[0] as object, { validTo: '2017-12-31' })),
    ],
    [
      'with a street that lies outside the district',
      'streets.0.centre.lng',
      streets((list) => Object.assign(list[0] as object, { centre: { lng: 100, lat: 34.75 } })),
    ],
    ['without a zone tips refer to', 'functionalZones', change({ functionalZones: bureau.functionalZones.slice(1) })],
    ['with bounds turned round', 'bounds.east', change({ bounds: { ...bureau.bounds, east: 1 } })],
  ])('%s', (_what, path, wrong) => {
    expect(proposalProblems(bureau, wrong, TODAY).map((one) => one.path)).toContain(`change.fields.${path}`)
  })

  test('of the wrong shape, every field by its name in a sentence', () => {
    const sent = {
      change: {
        kind: 'data',
        fields: {
          name: ' ',
          website: 'javascript:alert(1)',
          leaveTo: 'http://a.example',
          postcode: '4500',
          dutyEmail: '值班室',
          adcode: '41',
          streets: [{ ...first, code: '1', name: '' }],
          departments: [],
        },
      },
      reason: 'x',
    }
    const read = BureauProposal.safeParse(sent)
    const problems = read.success ? [] : problemsOf(read.error, sent, bureauFieldWord)
    expect(problems.map((one) => one.path.replace('change.fields.', '')).sort()).toEqual(
      [
        'name',
        'website',
        'leaveTo',
        'postcode',
        'dutyEmail',
        'adcode',
        'streets.0.code',
        'streets.0.name',
        'departments',
      ].sort(),
    )
    expect(problems.map((one) => one.message)).toContain('请填写街道第 1 项的名称。')
  })
})
