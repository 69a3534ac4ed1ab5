import type { Actor } from '#domain/access.ts'
import { type Beside, type Decided, decide } from '#domain/case/decide.ts'
import { whyNot } from '#domain/case/guard.ts'
import { SUPERVISION_GROUNDS } from '#domain/case/mark.ts'
import { openedBy } from '#domain/case/opening.ts'
import { released } from '#domain/case/publication/release.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import {
  type Case,
  type DecisionInput,
  EMERGENCY_STAGES,
  ENFORCEMENT_STAGES,
  REVIEW_DECISIONS,
} from '#domain/case/schema.ts'
import { CASE_MOVES, type CaseState, DECISIONS, type Decision } from '#domain/case/state.ts'
import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import type { NewEvent } from '#domain/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

/** One person holds two roles in turn, so that nobody can close what they proposed by changing hats. */
const PEOPLE: readonly Actor[] = [
  { id: 'qian', name: '钱登记', role: 'clerk', org: 'bureau' },
  { id: 'li', name: '李调查', role: 'handler', org: '410102011' },
  { id: 'li', name: '李调查', role: 'head', org: 'bureau' },
  { id: 'zhao', name: '赵审批', role: 'head', org: 'bureau' },
  { id: 'sun', name: '孙受理', role: 'clerk', org: 'bureau' },
  { id: 'wang', name: '王密封', role: 'officer', org: 'bureau' },
  { id: 'feng', name: '冯审计', role: 'auditor', org: 'bureau' },
  { id: 'chu', name: '褚管理', role: 'admin', org: 'bureau' },
  { id: 'factory', name: '某厂填报', role: 'editor', org: 'some-enterprise' },
]
const STEPS = 40

/** A small generator with a seed (mulberry32): a walk that fails can be walked again. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Pick = <T>(list: readonly T[]) => T

function inputOf(decision: Decision, version: number, pick: Pick, today: string): DecisionInput {
  const inputs: { [D in Decision]: Extract<DecisionInput, { decision: D }>['input'] } = {
    registration: { version, ...(pick([true, false, false]) && { superiorBy: addDays(today, 20) }) },
    'information-request': { version, text: '请补充地点。' },
    acceptance: { version },
    rejection: { version, ground: pick(REJECTION_GROUNDS), tell: '请向城管部门反映。' },
    forwarding: { version, department: pick(bureau.departments).id },
    assignment: { version, to: pick(bureau.streets).code },
    'hand-back': { version, reason: '不属于本单位。' },
    investigation: { version, findings: '现场查看。', on: today },
    'extension-request': { version, days: pick([5, 10, 20, 30]), reason: '等待检测。' },
    extension: { version },
    'closure-proposal': { version, outcome: 'substantiated', remedied: 'yes', measures: '已清运。' },
    closure: { version },
    reply: { version, text: '已处理。' },
    'follow-up': { version, satisfied: pick([true, false]) },
    'review-request': { version, text: '不服。' },
    review: { version, decision: pick(REVIEW_DECISIONS), text: '意见。' },
    'recheck-request': { version, text: '仍不服。' },
    recheck: { version, decision: pick(REVIEW_DECISIONS), text: '意见。' },
    hearing: { version, beganOn: today, ...(pick([true, false]) && { endedOn: today }) },
    transfer: { version, body: '中原区城市管理局', reason: '由其负责。' },
    merge: { version, into: 'T-2026-OTHER1' },
    separation: { version, reason: '并错了。' },
    split: { version, texts: ['河水发黑', '夜里噪声'] },
    reopening: { version, reason: '有新的情况。' },
    'reopening-refusal': { version, reason: '已经复核，确已清运。' },
    urging: { version },
    supervision: { version, ground: pick(SUPERVISION_GROUNDS) },
    'emergency-grade': { version, grade: pick(['grave', 'lesser', 'none']), text: '核实。' },
    'emergency-report': { version, stage: pick(EMERGENCY_STAGES), body: '区政府', text: '报告。' },
    enforcement: { version, stage: pick(ENFORCEMENT_STAGES), on: today, number: '豫环罚〔2026〕1号' },
    'enforcement-extension': { version, reason: '案情复杂。' },
    'joint-handling': { version, partners: [pick(bureau.departments).id] },
    recusal: { version, reason: '有亲属关系。' },
    'competence-question': { version, bodies: ['中原区城市管理局'] },
    'competence-decision': {
      version,
      way: pick(['agreed', 'superior']),
      body: '中原区人民政府',
      lead: pick(['bureau', 'bureau', '中原区城市管理局']),
      on: today,
      text: '由其办理。',
    },
    'publication-draft': {
      version,
      problem: '反映有异味。',
      findings: '现场查看。',
      measures: '已清运。',
      ...(pick([true, false]) && { change: { changed: '措辞', basis: '自查' } }),
    },
    publication: { version },
    'publication-return': { version, reason: '请改写。' },
    'publication-withdrawal': { version, basis: '内容有误。' },
    archiving: { version },
    note: { version, text: '备注' },
  }
  return { decision, input: inputs[decision] } as DecisionInput
}

export type Walk = { states: CaseState[]; events: NewEvent[]; refusals: string[] }
export type Look = (before: Case, decided: Decided, actor: Actor, past: readonly NewEvent[]) => void

/** One life of a case, by everybody and at random; `look` sees each step that was taken. */
export function walk(seed: number, look: Look): Walk {
  const next = chance(seed)
  const pick: Pick = (list) => list[Math.floor(next() * list.length)] as never
  let now = new Date('2026-01-20T09:00:00+08:00')
  const opening = openedBy(aTip(next() < 0.2 ? ['heavy-metals'] : []), 'case', now)
  let current: Case = { ...opening.opened, ...pick(BEGINNINGS) }
  const events = [opening.event]
  const states: CaseState[] = [current.state]
  const refusals: string[] = []
  for (let step = 0; step < STEPS; step += 1) {
    now = new Date(now.getTime() + next() * (next() < 0.1 ? 45 : 3) * 86_400_000)
    const today = dayOf(now)
    // Partly at random, mostly refused; partly along what is open, or few walks would reach the end.
    const who = pick(PEOPLE)
    const leads = who.role === 'handler' && current.assignee && next() < 0.9
    const actor = leads ? { ...who, org: current.assignee as string } : who
    const open = next() < 0.75 ? openMoves(current, actor, today, next() < 0.12) : []
    const decision = pick(open.length > 0 ? open : DECISIONS)
    const version = next() < 0.02 ? current.version + 1 : current.version
    try {
      const beside = {
        into: pick(OTHERS),
        newIds: ['part'],
        kept: NOTHING_KEPT,
        publicNumber: '4h7k2m9q',
      } satisfies Beside
      const decided = decide(current, inputOf(decision, version, pick, today), actor, bureau, now, beside)
      look(current, decided, actor, events)
      current = decided.next
      events.push(decided.event)
      states.push(current.state)
      if (current.publication?.from && current.publication.from <= minuteOf(now)) {
        const due = released(current, { street: null, point: null, approved: [] }, null, now)
        current = due.next
        events.push(due.event)
        states.push(current.state)
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error.code)
    }
  }
  return { states, events, refusals }
}

const NOTHING_KEPT = { told: [], written: [], names: [], known: [] }

/** Where a merge may go: not accepted yet, accepted, closed, nowhere. */
const OTHERS = [
  aCase({ id: 'other', version: 3 }),
  aCase({ id: 'other', version: 7, state: 'investigating', acceptedOn: '2026-01-10' }),
  aCase({ id: 'other', version: 9, state: 'replied', acceptedOn: '2026-01-10', closedOn: '2026-01-15' }),
  undefined,
]

/** Where a life begins to be looked at: most end early, so that some begin late. */
const ENDED = {
  state: 'closed',
  acceptedOn: '2026-01-08',
  closedOn: '2026-01-10',
  closedBy: 'zhao',
  outcome: 'substantiated',
  remedied: 'yes',
  matterKey: null,
} as const satisfies Partial<Case>
const ROW = { number: '4h7k2m9q', draft: null, from: null, withdrawal: null, version: 0 }
const ABOUT = { enterprise: null, plot: null, project: null, change: null }
const DRAFT = { ...ABOUT, problem: '反映有异味。', findings: '现场查看。', measures: '已清运。' }

const BEGINNINGS: readonly Partial<Case>[] = [
  {},
  {},
  { splitFrom: 'whole' },
  { state: 'investigating', acceptedOn: '2026-01-20', assignedOn: '2026-01-20', assignee: '410102011' },
  { state: 'investigating', acceptedOn: '2026-01-20', assignee: '410102011', superiorBy: '2026-03-20' },
  { state: 'investigating', acceptedOn: '2026-01-20', assignee: '410102011', extendedDays: 30 },
  { state: 'closed', acceptedOn: '2026-01-20', closedOn: '2026-01-20', closedBy: 'zhao', matterKey: null },
  {
    state: 'replied',
    acceptedOn: '2026-01-20',
    closedOn: '2026-01-20',
    closedBy: 'zhao',
    repliedOn: '2026-01-20',
    matterKey: null,
  },
  {
    state: 'replied',
    acceptedOn: '2026-01-20',
    closedOn: '2026-01-20',
    closedBy: 'zhao',
    repliedOn: '2026-01-20',
    reopeningAskedOn: '2026-01-20',
    matterKey: null,
  },
  {
    ...ENDED,
    state: 'recheck_requested',
    reviewDecision: 'upheld',
    recheckRequestedOn: '2026-01-18',
    hearings: [{ beganOn: '2026-01-20', endedOn: null }],
  },
  { ...ENDED, publication: { ...ROW, draft: { ...DRAFT, by: 'li' } } },
  { ...ENDED, publication: { ...ROW, version: 1 } },
]

/** Off the way; left to chance. */
const ASIDE: ReadonlySet<Decision> = new Set(['rejection', 'transfer', 'merge', 'reopening', 'archiving'])

/** What this person may do now that leads on, or now and then off the way. */
function openMoves(current: Case, actor: Actor, today: string, withAside: boolean): Decision[] {
  return DECISIONS.filter(
    (decision) =>
      (withAside || !ASIDE.has(decision)) &&
      CASE_MOVES[decision].steps.some((one) => one.to !== null) &&
      whyNot(current, decision, actor, today) === undefined,
  )
}

function aTip(emergencies: string[]) {
  return {
    id: 'tip',
    reference: 'T-2026-ABCDEF',
    input: {
      kinds: ['water' as const],
      description: '河水发黑。',
      place: { address: '某某桥' },
      reporter: { mode: 'anonymous' as const },
    },
    channel: 'web' as const,
    receivedOn: '2026-01-20',
    street: null,
    outOfDistrict: null,
    emergencies,
    matterKey: 'matter',
    nationalPlatformNo: null,
    enteredBy: null,
  }
}
