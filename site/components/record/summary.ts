import type { PublicRecord } from '#domain/record.ts'
import { CONCLUSION_WORDS, INSTITUTION_ROLE_WORDS } from '#domain/words/zh/remediation.ts'
import { longDay } from '../day.ts'

/** One line that tells records of a list apart, beside their titles; empty when there is nothing to add. */
export function summaryOf(record: PublicRecord): string {
  if (!record.data) return ''
  switch (record.kind) {
    case 'enterprise':
      return join(record.data.industry, record.data.address)
    case 'plot':
      return join(record.data.id, record.data.address)
    case 'institution':
      return record.data.roles.map((role) => INSTITUTION_ROLE_WORDS[role]).join('、')
    case 'soil_self_monitoring':
      return join(`${record.data.period.year} 年`, `${record.data.rows.length} 个结果`)
    case 'remediation_notice':
      return join(record.data.plot.name, `${longDay(record.data.startsOn)}开工`)
    case 'soil_transfer':
      return join(`${record.data.quantity} 吨`, `运往${record.data.destination.name}`)
    case 'effect_assessment':
      return join(record.data.plot.name, CONCLUSION_WORDS[record.data.conclusion])
  }
}

const join = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ')
