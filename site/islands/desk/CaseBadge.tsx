import type { Mark } from '#domain/case/mark.ts'
import type { CaseState } from '#domain/case/state.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import { MARK_WORDS } from '#domain/words/zh/mark.ts'
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

/** What hangs on a case, in words. */
export function MarkBadges({ marks }: { marks: readonly Mark[] }) {
  return marks.map((mark) => (
    <span className="mark" data-mark={mark} key={mark}>
      {MARK_WORDS[mark]}
    </span>
  ))
}
