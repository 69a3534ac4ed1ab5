import type { LateFiler } from '../archive.ts'
import type { FilingKind, PublicRecord } from '../record.ts'
import { dutiesOf, type Filed } from './duty.ts'

/**
 * A filing that is public, as duties count it: since the day its first version was signed, because neither the bureau's
 * review nor a correction makes it late.
 */
export function filedOf(
  record: PublicRecord<FilingKind>,
  first: Pick<PublicRecord, 'filedOn' | 'publishedOn'>,
): Filed | null {
  if (record.kind !== 'soil_self_monitoring' || !record.data) return null
  return {
    kind: record.kind,
    year: record.data.period.year,
    filedOn: first.filedOn ?? first.publishedOn,
    disclosureId: record.id,
  }
}

/** The duties an enterprise had not met by the day before `asOf`. `filed` in order of first publication. */
export function lateFilers(enterprise: PublicRecord<'enterprise'>, filed: readonly Filed[], asOf: string): LateFiler[] {
  if (!enterprise.data) return []
  const { code, name } = enterprise.data
  return dutiesOf(enterprise.data, filed, asOf)
    .filter((duty) => duty.state === 'late')
    .map((duty) => ({ code, name, duty }))
}

/** The longest overdue first, then by code: the order every list of late filers has. */
export function byOverdue(one: LateFiler, other: LateFiler): number {
  return (
    compare(one.duty.dueOn, other.duty.dueOn) ||
    compare(one.code, other.code) ||
    compare(one.duty.kind, other.duty.kind)
  )
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
