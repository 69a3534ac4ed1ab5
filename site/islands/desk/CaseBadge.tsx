import type { CaseState } from '#domain/case/state.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import { type Due, shortDue, urgencyOf } from './due.ts'

export function StateBadge({ state }: { state: CaseState }) {
  return (
    <span className="state" data-state={state}>
      {CASE_STATE_WORDS[state]}
    </span>
  )
}

/** A deadline at a glance; colour repeats what the words say. */
export function DueBadge({ due }: { due: Due }) {
  const now = new Date()
  return (
    <span className="due" data-urgency={urgencyOf(due, now)}>
      {shortDue(due, now)}
      {due.provisional && <span className="provisional">暂定</span>}
    </span>
  )
}

export function EmergencyBadge() {
  return <span className="emergency">紧急</span>
}
