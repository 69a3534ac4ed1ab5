import type { ListPage, PageLocals, VersionLine } from '#domain/page.ts'
import { listAddress, type PublicRecord, type RecordKind, recordAddress } from '#domain/record.ts'
import { row } from './sample-cases.ts'
import { assessor, builder } from './sample-institutions.ts'
import {
  assessmentFailed,
  assessmentMet,
  comingNotice,
  notice,
  noticeBefore,
  noticeVersions,
  plot,
  transferOff,
  transferPlanned,
} from './sample-projects.ts'
import { disclosures, LAB, withdrawn } from './sample-records.ts'

type Sample = Omit<PageLocals, 'frame'>

const lineOf = ({ version, publishedOn, change }: VersionLine): VersionLine => ({ version, publishedOn, change })
/** A record that was never corrected. */
const only = <K extends RecordKind>(record: PublicRecord<K>) => ({
  record,
  versions: [lineOf(record)],
  newest: record.version,
})
const assessments = [assessmentMet, assessmentFailed]
const transfers = [transferPlanned, transferOff]
const registered = [LAB.code, builder.id, assessor.id]
const cases = [row]
const about = { plot, transfers, assessments, registered, cases }
const project = { record: notice, versions: noticeVersions, newest: 2, ...about }

const front = (kind: RecordKind, items: PublicRecord[]): Record<string, Sample> => ({
  [listAddress(kind)]: { list: { kind, items, total: items.length, page: null, pages: 1, late: null } },
})
/** A fixed page that another one follows. */
const second: ListPage = { kind: 'remediation_notice', items: [notice], total: 200, page: 2, pages: 3, late: null }

const sha256 = '2cf24dba5fb0a30e'.repeat(4)
const tables = [
  ['soil-rows', '土壤监测结果', 18_240, 2_203_114],
  ['enterprises', '企业名单', 8, 3_120],
  ['remediations', '修复公告', 3, 9_877],
] as const

/** Locals of every page about remediations, registers and search, by address. */
export const PROJECT_SAMPLES: Record<string, Sample> = {
  [recordAddress(notice.kind, notice.id)]: { remediation: project },
  [`${recordAddress(notice.kind, notice.id)}board/`]: { remediation: project },
  [`${recordAddress(notice.kind, notice.id)}v/1/`]: { remediation: { ...project, record: noticeBefore } },
  [`${recordAddress(notice.kind, notice.id)}diff/1-2/`]: { diff: { from: noticeBefore, to: notice } },
  [recordAddress(comingNotice.kind, comingNotice.id)]: {
    remediation: { ...only(comingNotice), plot: null, transfers: [], assessments: [], registered, cases: [] },
  },
  ...Object.fromEntries(
    transfers.map((one) => [recordAddress(one.kind, one.id), { transfer: { ...only(one), project: notice } }]),
  ),
  ...Object.fromEntries(
    assessments.flatMap((one) => {
      const locals = { assessment: { ...only(one), project: notice, registered } }
      const address = recordAddress(one.kind, one.id)
      return [
        [address, locals],
        [`${address}text/`, locals],
      ]
    }),
  ),
  [recordAddress('plot', plot.id)]: {
    plot: { ...only(plot), remediations: [notice], transfers, assessments, cases },
  },
  [recordAddress('institution', assessor.id)]: {
    institution: {
      ...only(assessor),
      disclosures: disclosures.slice(0, 2),
      remediations: [],
      assessments,
      total: { disclosures: 2, remediations: 0, assessments: 2 },
    },
  },
  ...front('remediation_notice', [comingNotice, notice]),
  ...front('soil_transfer', transfers),
  ...front('effect_assessment', assessments),
  ...front('plot', [plot]),
  ...front('institution', [assessor]),
  '/remediations/p/2/': { list: second },
  '/gone/': { gone: { record: withdrawn, versions: [{ version: 1, publishedOn: '2025-03-09', change: null }] } },
  '/data/': {
    data: {
      sets: tables.map(([name, title, rows, size]) => ({
        name,
        title,
        rows,
        files: ['csv', 'json'].map((format) => ({ href: `/data/${name}.${format}`, format, size, sha256 })),
      })),
    },
  },
  '/search/': {
    search: {
      q: '电镀',
      type: null,
      total: 2,
      items: [
        {
          type: 'enterprise',
          id: '91410102MADEM00012',
          title: '郑州演示电镀有限公司',
          snippet: '金属表面处理及热处理加工 · 西流湖街道演示路 8 号',
          url: '/enterprises/91410102MADEM00012/',
        },
        {
          type: 'remediation_notice',
          id: notice.id,
          title: notice.title,
          snippet: '原演示电镀厂西厂区地块 · 2025-03-10 至 2026-09-30',
          url: recordAddress(notice.kind, notice.id),
        },
      ],
    },
  },
}
