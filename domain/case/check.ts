import { type Bureau, findDepartment, findStreet } from '../bureau.ts'
import { problem } from '../problems.ts'
import type { Problem } from '../refusal.ts'
import { departmentOver } from '../words/zh/bureau.ts'
import { COMPETENCE_PROBLEM_WORDS } from '../words/zh/competence.ts'
import { TO_FILL_IN } from '../words/zh/rejection.ts'
import { TIE_PROBLEM_WORDS } from '../words/zh/tie.ts'
import { competenceProblems, leadElsewhere } from './competence.ts'
import { clocksOf } from './deadline.ts'
import type { Beside } from './decide.ts'
import { daysLeft } from './guard.ts'
import { hearingProblems } from './hearing.ts'
import { approvalProblems, draftProblems, keptOf, reasonProblems } from './publication/check.ts'
import type { Rule } from './rule.ts'
import { type Case, type DecisionInput, EMERGENCY_STAGES } from './schema.ts'
import type { Decision } from './state.ts'
import { TEXT_FIELDS } from './text-template.ts'

/** What the rules find wrong with the input of a decision on this case, beyond its shape; all at once. */
export function problemsOfDecision(
  current: Case,
  asked: DecisionInput,
  bureau: Bureau,
  today: string,
  rules: readonly Rule[],
  beside: Beside,
): Problem[] {
  return [...unfinished(asked), ...problemsOfRules(current, asked, bureau, today, rules, beside)]
}

/** What a template left open must be filled in before anybody is told. */
function unfinished({ decision, input }: DecisionInput): Problem[] {
  const field = (TEXT_FIELDS as Partial<Record<Decision, string>>)[decision]
  const said = field && (input as Record<string, unknown>)[field]
  return typeof said === 'string' && said.includes(TO_FILL_IN) ? [problem([field as string], 'to-fill-in')] : []
}

function problemsOfRules(
  current: Case,
  { decision, input }: DecisionInput,
  bureau: Bureau,
  today: string,
  rules: readonly Rule[],
  beside: Beside,
): Problem[] {
  switch (decision) {
    case 'forwarding':
      return departmentProblem(bureau, 'department', input.department, today, '没有这个部门，请从列表里选一个。')
    case 'assignment':
      return findStreet(bureau, input.to, today) ? [] : [notInList('to', '没有这个街道办事处，请从列表里选一个。')]
    case 'investigation':
      return input.on > today ? [{ path: 'on', code: 'in-the-future', message: '调查日期不能晚于今天。' }] : []
    case 'extension-request':
      return daysProblem(input.days, daysLeft(current, today, rules), current.extendedDays)
    case 'registration':
    case 'acceptance':
      return input.superiorBy && input.superiorBy < current.receivedOn
        ? [{ path: 'superiorBy', code: 'mismatch', message: '上级定的期限不能早于收到举报的日期。' }]
        : []
    case 'supervision':
      return input.by ? supervisionProblems(current, input.by, today, rules) : []
    case 'emergency-report':
      return stageProblem(current, input.stage)
    case 'enforcement':
      return enforcementProblems(current, input, today)
    case 'hearing':
      return hearingProblems(current, input, today)
    case 'joint-handling':
      return input.partners.flatMap((org, at) => {
        if (org === current.assignee)
          return [{ path: `partners.${at}`, code: 'mismatch', message: '牵头单位不用再列为配合单位。' }]
        if (findStreet(bureau, org, today)) return []
        return departmentProblem(bureau, `partners.${at}`, org, today, '没有这个单位，请从列表里选。')
      })
    case 'competence-decision':
      return competenceProblems(current, input, today)
    case 'transfer':
      return otherBodyProblem(current, input.body)
    case 'recusal':
      return input.person && beside.isStaff === false ? [notInList('person', TIE_PROBLEM_WORDS.unknownPerson)] : []
    case 'publication-draft':
      return draftProblems(current, input, beside)
    case 'publication':
      return approvalProblems(current, beside)
    case 'publication-withdrawal':
      return reasonProblems('basis', input.basis, keptOf(beside))
    default:
      return []
  }
}

/** Where it was decided who handles a matter, it goes to nobody else. */
function otherBodyProblem({ competence }: Case, body: string): Problem[] {
  const lead = leadElsewhere(competence)
  if (lead === null || lead === body) return []
  return [{ path: 'body', code: 'mismatch', message: COMPETENCE_PROBLEM_WORDS.otherBody(lead) }]
}

/** A department that gets cases today; one that ended is named with its last day, whoever still has it on the screen. */
function departmentProblem(bureau: Bureau, path: string, id: string, today: string, unknown: string): Problem[] {
  if (findDepartment(bureau, id, today)) return []
  const other = bureau.departments.findLast((one) => one.id === id)
  return [notInList(path, other ? departmentOver(other.name, other.validTo, today) : unknown)]
}

function notInList(path: string, message: string): Problem {
  return { path, code: 'not-in-list', message }
}

function daysProblem(days: number, left: number, used: number): Problem[] {
  if (days <= left) return []
  return [
    { path: 'days', code: 'too-large', message: `延期一共不能超过 ${left + used} 日，这件最多还能延 ${left} 日。` },
  ]
}

/** The bureau's own head may shorten what the law gives, not lengthen it. */
function supervisionProblems(current: Case, by: string, today: string, rules: readonly Rule[]): Problem[] {
  const close = clocksOf(current, rules).find((one) => one.step === 'close')
  if (by < today) return [{ path: 'by', code: 'mismatch', message: '督办期限不能早于今天。' }]
  if (!close || by <= close.by) return []
  return [{ path: 'by', code: 'mismatch', message: `督办期限不能晚于办结期限 ${close.by}。` }]
}

/** First 初报, then 续报 as often as needed, at the end the result; nothing after that. */
function stageProblem(current: Case, stage: (typeof EMERGENCY_STAGES)[number]): Problem[] {
  const done = current.emergencyStage === null ? -1 : EMERGENCY_STAGES.indexOf(current.emergencyStage)
  const next = EMERGENCY_STAGES.indexOf(stage)
  if (done === -1 && next > 0) return [{ path: 'stage', code: 'mismatch', message: '还没有初报，请先初报。' }]
  if (next === 0 && done >= 0) return [{ path: 'stage', code: 'mismatch', message: '已经初报过，请用续报。' }]
  if (done === 2) return [{ path: 'stage', code: 'mismatch', message: '处理结果已经报过，不用再报。' }]
  return []
}

function enforcementProblems(
  current: Case,
  input: Extract<DecisionInput, { decision: 'enforcement' }>['input'],
  today: string,
): Problem[] {
  const problems: Problem[] = []
  const from = NEXT_STAGE[current.enforcementStage ?? 'none'] as readonly string[]
  if (!from.includes(input.stage))
    problems.push({ path: 'stage', code: 'mismatch', message: '处罚程序现在到不了这一步，请按先后登记。' })
  if (input.on > today) problems.push(problem(['on'], 'in-the-future'))
  else if (current.enforcementOn && input.on < current.enforcementOn)
    problems.push({ path: 'on', code: 'mismatch', message: '日期不能早于上一步的日期。' })
  if (input.stage === 'filed' && !input.number) problems.push(problem(['number'], 'required'))
  return problems
}

/** Which steps of a penalty case follow which. */
const NEXT_STAGE: Record<string, readonly string[]> = {
  none: ['opened'],
  opened: ['filed', 'dropped'],
  filed: ['decided', 'dropped'],
  decided: [],
  dropped: ['opened'],
}
