import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/access.ts'
import { statesAwaiting } from '#domain/case/awaiting.ts'
import { currentClock, stillClock } from '#domain/case/deadline.ts'
import type { Decided } from '#domain/case/decide.ts'
import { GUARDS } from '#domain/case/guard.ts'
import type { Case } from '#domain/case/schema.ts'
import { CASE_STATES, DECISIONS, OPEN_STATES, REVIEW_STATES } from '#domain/case/state.ts'
import { PUBLIC_STATUSES, publicStatus } from '#domain/case/status.ts'
import { EVENTS, type NewEvent } from '#domain/event.ts'
import { REFUSALS } from '#domain/refusal.ts'
import { LAWFUL, STANDING } from './lawful.ts'
import { type Walk, walk } from './walk.ts'

const WALKS = 5_000
const isOf = (states: readonly string[], state: string) => states.includes(state)

/** Everything that must hold of one step, as a thrown sentence; plain comparisons, because there are many. */
function check(before: Case, { next: after, event, others }: Decided, actor: Actor, past: readonly NewEvent[]): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`${before.state} > ${after.state} by ${actor.role} (${event.type}): ${what}`)
  }
  const stands = STANDING.get(event.type)
  const roles = stands ?? LAWFUL.get(`${before.state} > ${after.state}`)
  must(roles?.includes(actor.role) === true, 'is no lawful step')
  must(!stands || after.state === before.state, 'what hangs on a case moves nothing')
  must(isOf(EVENTS, event.type), 'the event is not in the list')
  must(after.version === before.version + 1 && event.seq === after.version, 'version and event go together')
  must(isOf(PUBLIC_STATUSES, publicStatus(after)), 'has no public status')
  for (const one of others) must(one.event.seq === one.next.version, 'others have their events too')
  if (after.state === 'closed' && before.state !== 'closed') {
    const proposal = past.findLast((one) => one.type === 'case.closure-proposed')
    must(proposal !== undefined && proposal.actor !== actor.id, 'was closed without a proposal by somebody else')
    must(after.outcome !== null && after.remedied !== null && after.closedOn !== null, 'was closed without an outcome')
  }
  if (event.type === 'case.publication-approved') {
    const by = before.publication?.draft?.by
    must(by !== undefined && by !== actor.id, 'was approved for the public without a text by somebody else')
  }
  if (event.type === 'case.extended') {
    const request = past.findLast((one) => one.type === 'case.extension-requested')
    must(request !== undefined && request.actor !== actor.id, 'was extended without a request by somebody else')
  }
  must(after.extendedDays <= 30, 'was extended by more than thirty days')
  must(after.superiorBy === null || event.type !== 'case.extended', 'put off what a superior set')
  const isOpen = isOf(OPEN_STATES, after.state)
  const waits = isOpen || isOf(REVIEW_STATES, after.state)
  const ofPenalty = after.enforcementStage === 'opened' || after.enforcementStage === 'filed'
  must(!waits || currentClock(after) !== null || stillClock(after) !== null, 'waits without a clock')
  const asked = after.reopeningAskedOn !== null
  must(waits || ofPenalty || asked || currentClock(after) === null, 'a clock runs on what is done')
  must(!asked || event.type !== 'case.reopened', 'was reopened and still waits for an answer')
  must(isOpen || after.matterKey === null, 'further tips join what is done')
  must(after.state !== 'assigned' || after.assignee !== null, 'is assigned to nobody')
  must((after.state === 'merged') === (after.mergedInto !== null), 'is merged and says into what')
}

describe(`${WALKS} random walks by everybody over the moves`, () => {
  let walks: Walk[]
  beforeAll(() => {
    // Some hundred thousand refusals are thrown here; nobody reads where.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    walks = Array.from({ length: WALKS }, (_, seed) => walk(seed, check))
    Error.stackTraceLimit = limit
  }, 240_000)

  test('take only lawful steps, each with its event, and close and extend only what somebody else proposed', () => {
    const taken = new Set(
      walks.flatMap(({ states, events }) =>
        states.flatMap((state, at) =>
          at > 0 && !STANDING.has(events[at]?.type ?? '') ? [`${states[at - 1]} > ${state}`] : [],
        ),
      ),
    )
    // Nothing unlawful is taken (each step was checked), and everything lawful can be.
    expect([...taken].sort()).toEqual([...LAWFUL.keys()].sort())
  })

  test('reach every state, and hang every mark on a case', () => {
    expect(new Set(walks.flatMap((one) => one.states))).toEqual(new Set(CASE_STATES))
    const types = new Set<string>(walks.flatMap((one) => one.events.map(({ type }) => type)))
    expect([...STANDING.keys()].filter((type) => !types.has(type))).toEqual([])
  })

  test('meet every reason to refuse a move', () => {
    expect(new Set(walks.flatMap((one) => one.refusals))).toEqual(
      new Set([
        ...Object.keys(GUARDS),
        'case.moved-first',
        'case.not-from-here',
        'case.not-your-role',
        'case.merge-needs-reopening',
        'case.merge-needs-acceptance',
        'request.invalid',
      ]),
    )
  })

  test('leave the archive only by taking the case up again, or for a review of the answer', () => {
    const left = walks.flatMap(({ states, events }) =>
      states.flatMap((state, at) => (states[at - 1] === 'archived' && state !== 'archived' ? [events[at]?.type] : [])),
    )
    expect(new Set(left)).toEqual(new Set(['case.reopened', 'case.review-requested']))
  })

  test('never begin a third round: after the last word nothing is asked for again unless it was ordered anew', () => {
    for (const { events } of walks) {
      const last = events.findLastIndex((one) => one.type === 'case.rechecked')
      const after = last < 0 ? [] : events.slice(last + 1).map(({ type }) => type)
      const asked = after.findIndex((type) => type === 'case.review-requested' || type === 'case.recheck-requested')
      if (asked >= 0) expect(after.slice(0, asked)).toContain('case.reopened')
    }
  })
})

test('an archived case keeps the public status it was archived with', () => {
  expect(publicStatus({ state: 'archived', ground: 'not-remit', acceptedOn: null })).toBe('not_accepted')
  expect(publicStatus({ state: 'archived', ground: null, acceptedOn: '2026-09-14' })).toBe('closed')
})

test('a matter sent elsewhere before it was accepted was not accepted; after that it is closed here', () => {
  expect(publicStatus({ state: 'transferred', ground: null, acceptedOn: null })).toBe('not_accepted')
  expect(publicStatus({ state: 'transferred', ground: null, acceptedOn: '2026-09-14' })).toBe('closed')
})

test('what stands against a move is a refusal with its words, and every decision is some role’s', () => {
  for (const code of Object.keys(GUARDS)) expect(Object.keys(REFUSALS)).toContain(code)
  expect(DECISIONS.length).toBe(41)
})

test('“mine” is what presses: nobody is called to reopen what is done', () => {
  expect(statesAwaiting('head')).toContain('extension_pending')
  expect(statesAwaiting('head')).toContain('review_requested')
  expect(statesAwaiting('clerk')).not.toContain('archived')
  expect(statesAwaiting('auditor')).toEqual([])
})
