import { dutiesOf } from '#domain/enterprise/duty.ts'
import type { PublicRecord } from '#domain/record.ts'

/**
 * Whether a record's pages may read differently on two days: a duty falls due, a year begins, a period ends. Too often
 * is harmless, too seldom is a stale page.
 */
export function isAged(record: PublicRecord, from: string, to: string): boolean {
  if (record.kind === 'enterprise' && record.data) {
    if (from.slice(0, 4) !== to.slice(0, 4)) return true
    return JSON.stringify(dutiesOf(record.data, [], from)) !== JSON.stringify(dutiesOf(record.data, [], to))
  }
  return daysOf(record).some((day) => from <= day && day <= to)
}

/** Days on, before or after which a page says something else. */
function daysOf(record: PublicRecord): string[] {
  if (!record.data) return []
  switch (record.kind) {
    case 'plot':
      return Object.values(record.data.stages)
    case 'remediation_notice':
      return [record.data.startsOn, record.data.endsOn, ...Object.values(record.data.stages)]
    case 'soil_transfer':
      return [record.data.time.from, record.data.time.to, record.data.reportedOn]
    case 'effect_assessment':
      return [record.data.assessedOn, ...(record.data.objectionsUntil ? [record.data.objectionsUntil] : [])]
    case 'enterprise':
    case 'institution':
    case 'soil_self_monitoring':
    case 'figures':
    case 'case':
      return []
  }
}
