import type { EnterprisePage, PageFrame } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { ENTERPRISE_KIND_WORDS, LIST_REASON_WORDS } from '../words/zh/enterprise.ts'
import { LAND_CLASS_WORDS } from '../words/zh/standard.ts'

/** The register of enterprises as a table: one line each. */
export const ENTERPRISE_TABLE: Table<'enterprise'> = {
  header: [
    '统一社会信用代码',
    '名称',
    '性质',
    '曾用名',
    '地址',
    '街道代码',
    '行业',
    '法定代表人',
    '排污许可证编号',
    '排放口编号',
    '列入名录',
    '用地类别',
    '登记日期',
    '官方披露系统网址',
    '版本',
    '发布日期',
  ],
  lines: (data, record) => [
    [
      data.code,
      data.name,
      ENTERPRISE_KIND_WORDS[data.kind],
      data.formerNames.join('；'),
      data.address,
      data.street,
      data.industry,
      data.legalRepresentative,
      data.permitNo,
      data.outlets.join('；'),
      data.listings.map((one) => `${LIST_REASON_WORDS[one.reason]} ${one.from}—${one.to ?? '今'}`).join('；'),
      LAND_CLASS_WORDS[data.landClass],
      data.registeredOn,
      data.officialSystemUrl,
      record.version,
      record.publishedOn,
    ],
  ],
}

/** `/enterprises/<code>.json`: the entry, what it owes and what it has published. */
export function recordJson(page: EnterprisePage, frame: PageFrame): object {
  return openRecord(page, frame, {
    duties: page.duties,
    disclosures: page.disclosures.map((one) => ({ ...refOf(one, frame), year: one.data?.period.year })),
    remediations: page.remediations.map((one) => refOf(one, frame)),
    transfers: page.transfers.map((one) => refOf(one, frame)),
    assessments: page.assessments.map((one) => refOf(one, frame)),
    cases: page.cases.map((one) => refOf(one, frame)),
    withdrawals: page.withdrawn.map((one) => ({
      ...refOf(one, frame),
      withdrawnOn: one.publishedOn,
      basis: one.withdrawn?.basis,
    })),
  })
}

/** `/enterprises/<code>.csv` */
export function recordCsv(page: EnterprisePage): string {
  return tableCsv(ENTERPRISE_TABLE, [page.record])
}
