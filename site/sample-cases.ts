import type { PageLocals, VersionLine } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { plating } from './sample-records.ts'

const base = {
  kind: 'case',
  filedOn: null,
  party: null,
  change: null,
  withdrawn: null,
  returned: 0,
} as const

/** A row of the handling table about an enterprise, corrected once; and one that was taken back. */
export const row: PublicRecord<'case'> = {
  ...base,
  files: [],
  id: '4h7k2m9q',
  version: 2,
  title: '须水街道固体废物问题（4h7k2m9q）',
  publishedOn: '2026-11-12',
  change: { changed: '补写了处理情况。', basis: '复查记录' },
  data: {
    problem: '群众反映一处厂区随意堆放工业废渣。',
    findings: '经检查，废渣露天堆放，没有防雨防渗措施。',
    measures: '已责令改正并立案处罚，废渣转移到规范的贮存场所。',
    outcome: 'substantiated',
    remedied: 'yes',
    week: '2026-W44',
    days: 27,
    inTime: true,
    street: { code: '410102012', name: '须水街道' },
    place: { lng: 113.522, lat: 34.749, cell: 500 },
    kinds: ['solid_waste', 'soil_groundwater'],
    enterprise: { id: plating.id, name: plating.title },
    plot: null,
    project: null,
  },
}
const rowBefore: PublicRecord<'case'> = {
  ...row,
  version: 1,
  publishedOn: '2026-11-05',
  change: null,
  data: row.data && { ...row.data, measures: '已责令改正并立案处罚。' },
}
const gone: PublicRecord<'case'> = {
  ...base,
  files: [],
  id: '9x2c6v1b',
  version: 2,
  title: '西流湖街道水问题（9x2c6v1b）',
  publishedOn: '2026-11-10',
  withdrawn: { basis: '与另一件重复。' },
  data: null,
}
const lineOf = ({ version, publishedOn, change }: PublicRecord): VersionLine => ({ version, publishedOn, change })
const page = { record: row, versions: [lineOf(rowBefore), lineOf(row)], newest: 2, project: null }
const list = { kind: 'case', items: [row, gone], total: 2, page: null, pages: 1, late: null } as const

/** Locals of the pages of the handling table, by path. */
export const CASE_SAMPLES: Record<string, Omit<PageLocals, 'frame'>> = {
  '/cases/': {
    list: {
      ...list,
      items: [row, gone],
      facets: { streets: { 410102012: 1 }, kinds: { solid_waste: 1, soil_groundwater: 1 } },
    },
  },
  '/cases/p/1/': { list: { ...list, items: [gone, row], page: 1 } },
  '/cases/street/410102012/': {
    caseFacet: { by: 'street', key: '410102012', title: '须水街道：举报办理结果公开表', items: [row], total: 1 },
  },
  '/cases/kind/noise/': {
    caseFacet: { by: 'kind', key: 'noise', title: '噪声：举报办理结果公开表', items: [], total: 0 },
  },
  [`/cases/${row.id}/`]: { case: page },
  [`/cases/${row.id}/v/1/`]: { case: { ...page, record: rowBefore } },
  [`/cases/${row.id}/diff/1-2/`]: { diff: { from: rowBefore, to: row } },
}
