import { dayOf, minuteOf } from '../../clock.ts'
import type { NewEvent } from '../../event.ts'
import type { PublicRecord } from '../../record.ts'
import { closedInTime } from '../late.ts'
import { CLOCK_RULES, type Rule } from '../rule.ts'
import type { Case } from '../schema.ts'
import { type CaseFacts, rowOf } from './record.ts'

/**
 * A row that is due, made public: the case that has one more version, the event, the record. `before` is what is public
 * of it; null for a first row.
 */
export function released(
  current: Case,
  about: Pick<CaseFacts, 'street' | 'point' | 'approved'>,
  before: PublicRecord<'case'> | null,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): { next: Case; event: NewEvent; record: PublicRecord<'case'> } {
  const record = rowOf({ ...current, ...about, inTime: closedInTime(current, rules) }, before, dayOf(now))
  const { publication } = current
  const next: Case = {
    ...current,
    version: current.version + 1,
    publication: publication && { ...publication, draft: null, from: null, version: record.version },
  }
  const event: NewEvent = {
    subject: `case:${current.id}`,
    seq: next.version,
    type: 'case.published',
    actor: null,
    at: minuteOf(now),
    data: { number: record.id, version: record.version, withdrawn: record.withdrawn !== null },
  }
  return { next, event, record }
}
