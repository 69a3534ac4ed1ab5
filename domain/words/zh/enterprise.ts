import type { FilingDuty } from '../../enterprise/duty.ts'
import type { Enterprise, ListReason } from '../../enterprise/schema.ts'

/** Lists an enterprise can be on, as the lists are called. */
export const LIST_REASON_WORDS: Readonly<Record<ListReason, string>> = {
  soil_key_unit: '土壤污染重点监管单位',
  key_discharger: '重点排污单位',
  clean_production: '强制性清洁生产审核企业',
  listed_company: '上市公司',
  bond: '发债企业',
}

export const ENTERPRISE_KIND_WORDS: Readonly<Record<Enterprise['kind'], string>> = {
  enterprise: '企业',
  public_body: '公共机构',
}

/** How a year's duty stands. */
export const DUTY_STATE_WORDS: Readonly<Record<FilingDuty['state'], string>> = {
  upcoming: '还没到期',
  late: '逾期没有公布',
  filed: '按时报送，已公布',
  filed_late: '逾期报送，已公布',
}
