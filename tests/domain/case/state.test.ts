import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor, Role } from '#domain/access.ts'
import { currentClock, handBackBy } from '#domain/case/deadline.ts'
import { decide } from '#domain/case/decide.ts'
import { openedBy } from '#domain/case/opening.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import type { Case, DecisionInput } from '#domain/case/schema.ts'
import { CASE_STATES, type CaseState, DECISIONS, type Decision, OPEN_STATES, whyNot } from '#domain/case/state.ts'
import { PUBLIC_STATUSES, publicStatus } from '#domain/case/status.ts'
import { dayOf } from '#domain/clock.ts'
import { EVENTS, type NewEvent } from '#domain/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { bureau } from '../../fixtures/bureau.ts'

/** The procedure written out by hand, apart from the table that enforces it: from > to, by whom. */
const LAWFUL = new Map<string, readonly Role[]>(
  Object.entries({
    'received > registered': ['clerk'],
    'received > need_info': ['clerk'],
    'received > accepted': ['clerk'],
    'received > rejected': ['clerk'],
    'registered > need_info': ['clerk'],
    'registered > accepted': ['clerk'],
    'registered > rejected': ['clerk'],
    'need_info > need_info': ['clerk'],
    'need_info > accepted': ['clerk'],
    'need_info > rejected': ['clerk'],
    'accepted > forwarded': ['clerk', 'head'],
    'accepted > assigned': ['clerk', 'head'],
    'forwarded > assigned': ['clerk', 'head'],
    'forwarded > accepted': ['handler'],
    'assigned > accepted': ['handler'],
    'forwarded > investigating': ['handler'],
    'assigned > investigating': ['handler'],
    'investigating > investigating': ['handler'],
    'investigating > closure_proposed': ['handler'],
    'closure_proposed > investigating': ['head'],
    'closure_proposed > closed': ['head'],
    'closed > replied': ['clerk'],
    'replied > archived': ['clerk'],
    'rejected > archived': ['clerk'],
  } satisfies Record<string, Role[]>),
)

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

const WALKS = 10_000
const STEPS = 24

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

function inputOf(decision: Decision, version: number, pick: <T>(list: readonly T[]) => T, today: string) {
  const inputs: { [D in Decision]: Extract<DecisionInput, { decision: D }>['input'] } = {
    registration: { version },
    'information-request': { version, text: '请补充地点。' },
    acceptance: { version },
    rejection: { version, ground: pick(REJECTION_GROUNDS), tell: '请向城管部门反映。' },
    forwarding: { version, department: pick(bureau.departments).id },
    assignment: { version, to: pick(bureau.streets).code },
    'hand-back': { version, reason: '不属于本单位。' },
    investigation: { version, findings: '现场查看。', on: today },
    'closure-proposal': { version, outcome: 'substantiated', remedied: 'yes', measures: '已清运。' },
    closure: { version },
    reply: { version, text: '已处理。' },
    archiving: { version },
    note: { version, text: '备注' },
  }
  return { decision, input: inputs[decision] } as DecisionInput
}

type Walk = { states: CaseState[]; events: NewEvent[]; refusals: string[] }

function walk(seed: number): Walk {
  const next = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  let now = new Date('2026-01-20T09:00:00+08:00')
  const tip = {
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
    emergencies: next() < 0.2 ? ['heavy-metals'] : [],
    matterKey: 'matter',
    nationalPlatformNo: null,
    enteredBy: null,
  }
  const opening = openedBy(tip, 'case', now)
  let current: Case = opening.opened
  const events = [opening.event]
  const states: CaseState[] = [current.state]
  const refusals: string[] = []
  for (let step = 0; step < STEPS; step += 1) {
    now = new Date(now.getTime() + next() * 3 * 86_400_000)
    const today = dayOf(now)
    // Partly at random, mostly refused; partly along what is open, or few walks would reach the end.
    const actor = pick(PEOPLE)
    const open = next() < 0.7 ? openMoves(current, actor, today) : []
    const decision = pick(open.length > 0 ? open : DECISIONS)
    const version = next() < 0.02 ? current.version + 1 : current.version
    try {
      const decided = decide(current, inputOf(decision, version, pick, today), actor, bureau, now)
      check(current, decided.next, decided.event, actor, events)
      current = decided.next
      events.push(decided.event)
      states.push(current.state)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error.code)
    }
  }
  return { states, events, refusals }
}

/** What this person may do now that leads on. Refusing is left to chance. */
function openMoves(current: Case, actor: Actor, today: string): Decision[] {
  const movable = { ...current, handBackBy: handBackBy(current) }
  return DECISIONS.filter(
    (decision) =>
      decision !== 'note' && decision !== 'rejection' && whyNot(movable, decision, actor, today) === undefined,
  )
}

/** Everything that must hold of one step, as a thrown sentence; plain comparisons, because there are many. */
function check(before: Case, after: Case, event: NewEvent, actor: Actor, past: readonly NewEvent[]): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`${before.state} > ${after.state} by ${actor.role}: ${what}`)
  }
  const isNote = event.type === 'case.noted'
  const roles = isNote ? ['clerk', 'handler', 'head'] : LAWFUL.get(`${before.state} > ${after.state}`)
  must(roles?.includes(actor.role) === true, 'is no lawful step')
  must(!isNote || after.state === before.state, 'a note moves nothing')
  must((EVENTS as readonly string[]).includes(event.type), `event ${event.type} is not in the list`)
  must(after.version === before.version + 1 && event.seq === after.version, 'version and event go together')
  must((PUBLIC_STATUSES as readonly string[]).includes(publicStatus(after)), 'has no public status')
  if (after.state === 'closed' && before.state !== 'closed') {
    const proposal = past.findLast((one) => one.type === 'case.closure-proposed')
    must(proposal !== undefined && proposal.actor !== actor.id, 'was closed without a proposal by somebody else')
    must(after.outcome !== null && after.remedied !== null && after.closedOn !== null, 'was closed without an outcome')
  }
  const isOpen = (OPEN_STATES as readonly string[]).includes(after.state)
  must(isOpen === (currentClock(after) !== null), 'a clock runs while it is open, and only then')
  must(isOpen === (after.matterKey !== null), 'further tips join it while it is open, and only then')
  must(after.state !== 'assigned' || after.assignee !== null, 'is assigned to nobody')
}

describe(`${WALKS} random walks by everybody over the moves`, () => {
  let walks: Walk[]
  beforeAll(() => {
    // Some hundred thousand refusals are thrown here; nobody reads where.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    walks = Array.from({ length: WALKS }, (_, seed) => walk(seed))
    Error.stackTraceLimit = limit
  }, 120_000)

  test('take only lawful steps, each with its event, and close only what somebody else proposed', () => {
    const taken = new Set(
      walks.flatMap(({ states, events }) =>
        states.flatMap((state, at) =>
          at > 0 && events[at]?.type !== 'case.noted' ? [`${states[at - 1]} > ${state}`] : [],
        ),
      ),
    )
    // Nothing unlawful is taken (each step was checked), and everything lawful can be.
    expect([...taken].sort()).toEqual([...LAWFUL.keys()].sort())
  })

  test('reach every state', () => {
    expect(new Set(walks.flatMap((one) => one.states))).toEqual(new Set(CASE_STATES))
  })

  test('meet every reason to refuse a move', () => {
    expect(new Set(walks.flatMap((one) => one.refusals))).toEqual(
      new Set([
        'case.moved-first',
        'case.not-from-here',
        'case.not-your-role',
        'case.own-proposal',
        'case.hand-back-late',
      ]),
    )
  })

  test('never leave the archive', () => {
    for (const { states } of walks) {
      const archived = states.indexOf('archived')
      if (archived >= 0) expect(new Set(states.slice(archived))).toEqual(new Set(['archived']))
    }
  })
})

test('an archived case keeps the public status it was archived with', () => {
  expect(publicStatus({ state: 'archived', ground: 'not-remit' })).toBe('not_accepted')
  expect(publicStatus({ state: 'archived', ground: null })).toBe('closed')
})
