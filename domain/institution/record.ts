import type { InstitutionPage, PageFrame } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { INSTITUTION_ROLE_WORDS } from '../words/zh/remediation.ts'

/** The register of institutions as a table: one line each. */
export const INSTITUTION_TABLE: Table<'institution'> = {
  header: ['统一社会信用代码', '名称', '业务', '地址', '资质证书编号', '联系方式', '版本', '发布日期'],
  lines: (data, record) => [
    [
      data.code,
      data.name,
      data.roles.map((role) => INSTITUTION_ROLE_WORDS[role]).join('；'),
      data.address,
      data.qualification,
      data.contact,
      record.version,
      record.publishedOn,
    ],
  ],
}

/** `/institutions/<id>.json`: the entry and the newest of what it took part in. */
export function recordJson(page: InstitutionPage, frame: PageFrame): object {
  return openRecord(page, frame, {
    total: page.total,
    disclosures: page.disclosures.map((one) => refOf(one, frame)),
    remediations: page.remediations.map((one) => refOf(one, frame)),
    assessments: page.assessments.map((one) => refOf(one, frame)),
  })
}

/** `/institutions/<id>.csv` */
export function recordCsv(page: InstitutionPage): string {
  return tableCsv(INSTITUTION_TABLE, [page.record])
}
