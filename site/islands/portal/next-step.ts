import type { Role } from '#domain/access.ts'
import type { Duty, FilingItem } from '../filing/client.ts'

/** The one thing to do now: go on with a filing, or begin what is owed. `why` says it, `act` is the button. */
export type NextStep = { why: string; act: string; urgent: boolean } & ({ filing: FilingItem } | { duty: Duty })

/**
 * What somebody should do first, by role: what came back, what is owed (the oldest first), what lies begun. null: there
 * is nothing to do for them now.
 */
export function nextStepOf(role: Role, duties: readonly Duty[], filings: readonly FilingItem[]): NextStep | null {
  const at = (state: FilingItem['state']) => filings.find((one) => one.state === state)
  if (role === 'signer') {
    const waiting = at('submitted')
    return waiting ? { filing: waiting, why: `“${waiting.title}”等您签字。`, act: '去核对签字', urgent: false } : null
  }
  const returned = at('returned')
  if (returned)
    return { filing: returned, why: `“${returned.title}”被退回来了，请按意见修改。`, act: '去修改', urgent: true }
  const owed = duties.filter(isOwed).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  for (const duty of owed) {
    const begun = filingFor(duty, filings)
    const urgent = duty.state === 'late'
    const what = duty.label
    if (!begun)
      return { duty, why: urgent ? `${what}已经逾期，请尽快填报。` : `${what}该填报了。`, act: '开始填报', urgent }
    if (begun.state === 'draft') return { filing: begun, why: `${what}还没有填完。`, act: '继续填写', urgent }
  }
  const draft = at('draft')
  return draft ? { filing: draft, why: `“${draft.title}”还没有填完。`, act: '继续填写', urgent: false } : null
}

/** Whether a year is still to be filed. */
export const isOwed = ({ state }: Duty): boolean => state === 'upcoming' || state === 'late'

/** What is under way for a duty: the same kind and year, not given up. */
export function filingFor(duty: Duty, filings: readonly FilingItem[]): FilingItem | undefined {
  return filings.find(
    (one) => one.kind === duty.kind && one.year === duty.year && one.state !== 'abandoned' && one.state !== 'withdrawn',
  )
}
