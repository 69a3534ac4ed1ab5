import type { PublicRecord } from '#domain/record.ts'
import { summaryOf } from '#domain/summary.ts'
import { CONCLUSION_WORDS } from '#domain/words/zh/remediation.ts'
import { longDays } from '../day.ts'

/**
 * What stands under the name of a record in a list, fact by fact: its summary without what its name, its marks or the
 * page (`known`) already say.
 */
export function lineOf(record: PublicRecord, known: readonly string[] = []): string[] {
  const marked = record.data && record.kind === 'effect_assessment' ? CONCLUSION_WORDS[record.data.conclusion] : ''
  return summaryOf(record)
    .split(' · ')
    .filter((part) => part !== '' && part !== marked && !known.includes(part) && !record.title.includes(part))
    .map(longDays)
}
