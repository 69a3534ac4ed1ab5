import { describe, expect, test } from 'vitest'
import type { Actor } from '#domain/access.ts'
import { decide } from '#domain/case/decide.ts'
import type { Case, DecisionInput } from '#domain/case/schema.ts'
import { Refusal } from '#domain/refusal.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

const clerk: Actor = { id: 'a', name: '钱登记', role: 'clerk', org: 'bureau' }
const handler: Actor = { id: 'b', name: '李调查', role: 'handler', org: '410102011' }
const head: Actor = { id: 'c', name: '赵审批', role: 'head', org: 'bureau' }
const now = new Date('2026-09-14T23:59:30+08:00')

const received = aCase()

/** The refusal code of a decision, or the next case. */
function tryTo(current: Case, input: DecisionInput, actor: Actor) {
  try {
    return decide(current, input, actor, bureau, now).next
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('deciding', () => {
  test('accepting at once also registers, on the day in Zhengzhou', () => {
    const { next, event } = decide(received, { decision: 'acceptance', input: { version: 1 } }, clerk, bureau, now)
    expect(next).toMatchObject({ state: 'accepted', version: 2, registeredOn: '2026-09-14', acceptedOn: '2026-09-14' })
    expect(event).toMatchObject({
      subject: 'case:x',
      seq: 2,
      type: 'case.accepted',
      actor: 'a',
      at: '2026-09-14T23:59:00+08:00',
    })
  })

  test('refusing needs its ground and frees the matter for a new case', () => {
    const { next, tell } = decide(
      received,
      { decision: 'rejection', input: { version: 1, ground: 'not-remit', tell: '请向城管部门反映。' } },
      clerk,
      bureau,
      now,
    )
    expect(next).toMatchObject({ state: 'rejected', ground: 'not-remit', matterKey: null })
    expect(tell).toBe('请向城管部门反映。')
  })

  test('somebody who saw an older version is told so before anything else', () => {
    expect(tryTo({ ...received, version: 3 }, { decision: 'acceptance', input: { version: 2 } }, handler)).toBe(
      'case.moved-first',
    )
  })

  test('a case never investigated cannot be closed', () => {
    const assigned: Case = { ...received, state: 'assigned', assignee: '410102011', assignedOn: '2026-09-10' }
    const proposal: DecisionInput = {
      decision: 'closure-proposal',
      input: { version: 1, outcome: 'substantiated', remedied: 'yes', measures: '已清运。' },
    }
    expect(tryTo(assigned, proposal, handler)).toBe('case.not-from-here')
  })

  test('who proposed a closure cannot close, even as a head', () => {
    const proposed: Case = { ...received, state: 'closure_proposed', proposedBy: 'c' }
    expect(tryTo(proposed, { decision: 'closure', input: { version: 1 } }, head)).toBe('case.own-proposal')
  })

  test('a head returns a proposal to its handler; the proposal is gone', () => {
    const proposed: Case = {
      ...received,
      state: 'closure_proposed',
      proposedBy: 'b',
      outcome: 'substantiated',
      remedied: 'no',
      measures: '…',
    }
    const next = tryTo(proposed, { decision: 'hand-back', input: { version: 1, reason: '照片不足' } }, head)
    expect(next).toMatchObject({ state: 'investigating', proposedBy: null, outcome: null, remedied: null })
  })

  test('an investigation dated tomorrow is a problem', () => {
    const assigned: Case = { ...received, state: 'assigned', assignee: '410102011', assignedOn: '2026-09-10' }
    const input = { version: 1, findings: '现场查看', on: '2026-09-15' }
    expect(tryTo(assigned, { decision: 'investigation', input }, handler)).toBe('request.invalid')
    expect(
      tryTo(assigned, { decision: 'investigation', input: { ...input, on: '2026-09-14' } }, handler),
    ).toMatchObject({ state: 'investigating' })
  })

  test('handing back is open five working days from the assignment, not six', () => {
    // Monday 2026-09-07; the fifth working day after it is Monday 2026-09-14.
    const assigned: Case = { ...received, state: 'assigned', assignee: '410102011', assignedOn: '2026-09-07' }
    const input = { version: 1, reason: '不属于本街道' }
    expect(tryTo(assigned, { decision: 'hand-back', input }, handler)).toMatchObject({
      state: 'accepted',
      assignee: null,
    })
    expect(tryTo({ ...assigned, assignedOn: '2026-09-04' }, { decision: 'hand-back', input }, handler)).toBe(
      'case.hand-back-late',
    )
  })
})

test('a refusal does not go out while the suggested text has blanks', () => {
  const { tell } = REJECTION_WORDS['not-remit']
  const refuse = (text: string): DecisionInput => ({
    decision: 'rejection',
    input: { version: 1, ground: 'not-remit', tell: text },
  })
  expect(tryTo(received, refuse(tell), clerk)).toBe('request.invalid')
  expect(tryTo(received, refuse('此事由城市管理部门负责，请拨打12345。'), clerk)).toMatchObject({ state: 'rejected' })
})
