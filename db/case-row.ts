import { currentClock } from '#domain/case/deadline.ts'
import { escalateAt } from '#domain/case/escalation.ts'
import type { Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { OPEN_STATES, REVIEW_STATES } from '#domain/case/state.ts'
import { cases } from './tables/case.ts'

type Value = string | number | null

const PRESSING: ReadonlySet<string> = new Set([...OPEN_STATES, ...REVIEW_STATES])

/** Columns of a case, with the clock that runs and its place in the queue derived anew at every save. */
export function toRow(current: Case, rules: readonly Rule[]): Record<string, Value> {
  const clock = currentClock(current, rules)
  const row: Record<string, Value> = {}
  for (const [name, column] of COLUMNS) row[column] = storedOf(current[name])
  row.clock = clock?.step ?? null
  row.due_by = clock?.by ?? null
  row.provisional = clock?.provisional ? 1 : 0
  row.rank = rankOf(current, clock?.by ?? null)
  row.escalate_at = escalateAt(current, rules)
  row.publish_at = current.publication?.from ?? null
  row.published = current.publication?.version ? 1 : 0
  return row
}

function storedOf(value: Case[keyof Case]): Value {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  if (typeof value === 'boolean') return Number(value)
  return (value ?? null) as Value
}

/** Every field of a case is a column; what is missing here does not compile. */
const FIELDS: Record<keyof Case, true> = {
  id: true,
  reference: true,
  state: true,
  version: true,
  kinds: true,
  street: true,
  grid: true,
  channel: true,
  receivedOn: true,
  registeredOn: true,
  acceptedOn: true,
  assignedOn: true,
  investigatedOn: true,
  closedOn: true,
  assignee: true,
  emergencyAt: true,
  proposedBy: true,
  outcome: true,
  remedied: true,
  measures: true,
  ground: true,
  outOfDistrict: true,
  matterKey: true,
  nationalPlatformNo: true,
  summary: true,
  extendedDays: true,
  extensionDays: true,
  extensionReason: true,
  superiorBy: true,
  urgedOn: true,
  supervisedOn: true,
  supervisionGround: true,
  returnedOn: true,
  transferredTo: true,
  closedBy: true,
  repliedOn: true,
  satisfied: true,
  reviewRequestedOn: true,
  reviewedOn: true,
  reviewedBy: true,
  reviewDecision: true,
  recheckRequestedOn: true,
  recheckDecision: true,
  hearings: true,
  reopeningAskedOn: true,
  mergedInto: true,
  mergedOn: true,
  stateBefore: true,
  splitFrom: true,
  emergencyGrade: true,
  emergencyStage: true,
  enforcementStage: true,
  enforcementOn: true,
  enforcementNo: true,
  enforcementExtended: true,
  partners: true,
  competence: true,
  recused: true,
  escalations: true,
  publication: true,
}
const COLUMNS = (Object.keys(FIELDS) as (keyof Case)[]).map((name) => [name, cases[name].name] as const)

/** Open emergencies, what waits by its end, then what is done with, newest first. */
function rankOf(current: Case, dueBy: string | null): string {
  if (!PRESSING.has(current.state) && current.reopeningAskedOn === null)
    return `2${99999999 - Number(current.receivedOn.replaceAll('-', ''))}`
  return `${current.emergencyAt ? 0 : 1}${dueBy ?? '9999'}`
}
