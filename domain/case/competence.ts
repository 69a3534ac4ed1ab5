import { problem } from '../problems.ts'
import type { Problem } from '../refusal.ts'
import { COMPETENCE_PROBLEM_WORDS as WORDS } from '../words/zh/competence.ts'
import type { CaseState, Move } from './state.ts'

/** Where several bodies are competent: they agree, or the superior they share decides, or the joint meeting. */
export const COMPETENCE_ARTICLE = '《信访工作条例》第二十四条'
/** 协商一致, 共同的上一级机关决定, 共同的信访工作联席会议协调. */
export const COMPETENCE_WAYS = ['agreed', 'superior', 'joint-meeting'] as const
export type CompetenceWay = (typeof COMPETENCE_WAYS)[number]

/** Who else is competent for a case, and who handles it once that is settled. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Competence = {
  bodies: string[]
  askedOn: string
  decided: {
    way: CompetenceWay
    /** Who decided; null when the bodies agreed among themselves. */
    by: string | null
    on: string
    /** `bureau`, or one of the other bodies. */
    lead: string
    number: string | null
  } | null
}

/** Before a proposal to close waits, a case can still go elsewhere. */
export const MOVABLE_STATES = [
  'received',
  'registered',
  'need_info',
  'accepted',
  'forwarded',
  'assigned',
  'investigating',
] as const satisfies readonly CaseState[]

/**
 * Several bodies are competent for one matter (信访工作条例 art. 24): who they are, then who handles it. While that is open
 * the case is neither accepted, refused, sent off nor closed; decided for another body, it can only be transferred to that
 * one. A decision that was entered wrong is entered again. Part of `CASE_MOVES`.
 */
export const COMPETENCE_MOVES = {
  'competence-question': {
    event: 'case.competence-questioned',
    steps: [{ from: MOVABLE_STATES, to: null, by: ['clerk', 'head'], unless: ['case.competence-elsewhere'] }],
  },
  'competence-decision': {
    event: 'case.competence-decided',
    steps: [{ from: MOVABLE_STATES, to: null, by: ['clerk', 'head'], unless: ['case.competence-unquestioned'] }],
  },
} as const satisfies Record<string, Move>

/** Whether it is open who handles a case. */
export function isOpen(competence: Competence | null): boolean {
  return competence !== null && competence.decided === null
}

/** The other body that is to handle a case; null while that is open, and where it stays here. */
export function leadElsewhere(competence: Competence | null): string | null {
  const lead = competence?.decided?.lead ?? 'bureau'
  return lead === 'bureau' ? null : lead
}

type Decided = { way: CompetenceWay; lead: string; on: string; body?: string | undefined; number?: string | undefined }

/** The question with its answer. */
export function competenceDecided(competence: Competence | null, { way, lead, on, body, number }: Decided) {
  if (!competence) throw new Error("couldn't decide who is competent: nobody asked")
  return {
    ...competence,
    decided: { way, by: way === 'agreed' ? null : (body ?? null), on, lead, number: number ?? null },
  }
}

/** What is wrong with a decision as it was entered; all at once. */
export function competenceProblems(
  current: { competence: Competence | null; receivedOn: string },
  { way, lead, on, body }: Decided,
  today: string,
): Problem[] {
  const problems: Problem[] = []
  if (way !== 'agreed' && !body) problems.push(problem(['body'], 'required'))
  if (lead !== 'bureau' && !current.competence?.bodies.includes(lead))
    problems.push({ path: 'lead', code: 'not-in-list', message: WORDS.unknownLead })
  if (on > today) problems.push(problem(['on'], 'in-the-future'))
  else if (on < current.receivedOn) problems.push({ path: 'on', code: 'mismatch', message: WORDS.beforeReceipt })
  return problems
}
