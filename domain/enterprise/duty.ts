import { dueOn, YEARLY_RULES } from '../disclosure/deadline.ts'
import type { FilingKind } from '../record.ts'
import type { Enterprise } from './schema.ts'

/** What an enterprise owes for a year, and by when. Days `YYYY-MM-DD`. */
export type FilingDuty = {
  kind: FilingKind
  year: number
  dueOn: string
  /** The holiday table does not reach that year yet. */
  provisional: boolean
  article: string
  /** The day is set by configuration, not found in a law. */
  unconfirmed: boolean
  filedOn: string | null
  disclosureId: string | null
  state: 'upcoming' | 'late' | 'filed' | 'filed_late'
}

/** What counts as filed: public and not withdrawn, since the day its first version was signed. */
export type Filed = { kind: FilingKind; year: number; filedOn: string; disclosureId: string }

/**
 * Everything an enterprise owes up to the year of `asOf`, newest year first. A year is owed when the enterprise is on
 * the list that year; it is late from the day after the last one.
 */
export function dutiesOf(
  enterprise: Pick<Enterprise, 'listings'>,
  filed: readonly Filed[],
  asOf: string,
): FilingDuty[] {
  const thisYear = Number(asOf.slice(0, 4))
  const duties: FilingDuty[] = []
  for (const rule of YEARLY_RULES) {
    const last = Math.min(thisYear, rule.to ?? thisYear)
    for (let year = last; year >= rule.from; year--) {
      const due = dueOn(rule.kind, year)
      if (!due || !isListed(enterprise, rule.reason, year)) continue
      const found = filed.find((one) => one.kind === rule.kind && one.year === year)
      duties.push({
        kind: rule.kind,
        year,
        dueOn: due,
        // The rule names the day itself, so no holiday moves it.
        provisional: false,
        article: rule.article,
        unconfirmed: rule.unconfirmed,
        filedOn: found?.filedOn ?? null,
        disclosureId: found?.disclosureId ?? null,
        state: stateOf(due, found?.filedOn ?? null, asOf),
      })
    }
  }
  return duties.sort((a, b) => b.year - a.year)
}

function isListed(enterprise: Pick<Enterprise, 'listings'>, reason: string, year: number): boolean {
  return enterprise.listings.some(
    (one) => one.reason === reason && one.from <= year && (one.to === null || year <= one.to),
  )
}

function stateOf(due: string, filedOn: string | null, asOf: string): FilingDuty['state'] {
  if (filedOn) return filedOn <= due ? 'filed' : 'filed_late'
  return asOf > due ? 'late' : 'upcoming'
}
