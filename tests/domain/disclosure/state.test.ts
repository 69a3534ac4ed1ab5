import { describe, expect, test } from 'vitest'
import { ROLES } from '#domain/access.ts'
import {
  DISCLOSURE_DECISIONS,
  DISCLOSURE_MOVES,
  DISCLOSURE_STATES,
  type DisclosureDecision,
  type DisclosureMovable,
  type DisclosureState,
  disclosureStateAfter,
  whyNotDisclosure,
} from '#domain/disclosure/state.ts'
import { REFUSALS } from '#domain/refusal.ts'
import { DISCLOSURE_DECISION_WORDS, DISCLOSURE_STATE_WORDS } from '#domain/words/zh/disclosure.ts'

const at = (state: DisclosureState, about: Partial<DisclosureMovable> = {}): DisclosureMovable => ({
  state,
  enteredBy: ['ed'],
  signedBy: null,
  publishedRevision: null,
  ...about,
})
const person = (role: (typeof ROLES)[number], id: string = role) => ({ id, name: role, role, org: 'x' })

/** Every `state → decision by role → state` the table allows, written down once more by hand. */
const ALLOWED = [
  'draft change editor draft',
  'returned change editor draft',
  'draft submission editor submitted',
  'returned submission editor submitted',
  'submitted signature signer signed',
  'submitted return signer returned',
  'signed return clerk returned',
  'signed return head returned',
  'signed approval head published',
  'published correction editor draft',
  'draft abandonment editor abandoned',
  'returned abandonment editor abandoned',
]

test('every decision by everybody from every state: exactly what the procedure allows', () => {
  const found = DISCLOSURE_STATES.flatMap((state) =>
    DISCLOSURE_DECISIONS.flatMap((decision) =>
      ROLES.filter((role) => !whyNotDisclosure(at(state), decision, person(role))).map(
        (role) => `${state} ${decision} ${role} ${disclosureStateAfter(at(state), decision)}`,
      ),
    ),
  )
  expect(found.sort()).toEqual([...ALLOWED].sort())
})

test('what is public may be withdrawn from any state by a head, and from none by anybody else', () => {
  const open = ['published', 'draft', 'submitted', 'signed', 'returned'] as const
  for (const state of DISCLOSURE_STATES)
    for (const role of ROLES) {
      const no = whyNotDisclosure(at(state, { publishedRevision: 1 }), 'withdrawal', person(role))
      expect(no === undefined, `${state} ${role}`).toBe(role === 'head' && open.some((one) => one === state))
    }
})

test('an answer to what is public is an editor’s, goes to the signer at once, and in a draft stays a draft', () => {
  const found = DISCLOSURE_STATES.flatMap((state) =>
    ROLES.flatMap((role) => {
      const current = at(state, { publishedRevision: 1 })
      const no = whyNotDisclosure(current, 'reply', person(role))
      return no ? [] : [`${state} ${role} ${disclosureStateAfter(current, 'reply')}`]
    }),
  )
  expect(found).toEqual(['draft editor draft', 'returned editor draft', 'published editor submitted'])
  expect(whyNotDisclosure(at('draft'), 'reply', person('editor'))).toBe('disclosure.not-published')
})

describe('three people', () => {
  test('a filing is signed by nobody who entered it', () => {
    const current = at('submitted', { enteredBy: ['a', 'b'] })
    expect(whyNotDisclosure(current, 'signature', person('signer', 'b'))).toBe('disclosure.own-entry')
    expect(whyNotDisclosure(current, 'signature', person('signer', 'c'))).toBeUndefined()
  })

  test('and approved by nobody who entered or signed it', () => {
    const current = at('signed', { enteredBy: ['a'], signedBy: 's' })
    for (const id of ['a', 's'])
      expect(whyNotDisclosure(current, 'approval', person('head', id))).toBe('disclosure.own-entry')
    expect(whyNotDisclosure(current, 'approval', person('head', 'h'))).toBeUndefined()
  })
})

test('a correction given up leads back to what is public', () => {
  expect(disclosureStateAfter(at('draft', { publishedRevision: 2 }), 'abandonment')).toBe('published')
  expect(() => disclosureStateAfter(at('published'), 'approval')).toThrow('whyNotDisclosure was not asked')
})

test('every state but the last two leads on, and every state and decision has a word', () => {
  for (const state of DISCLOSURE_STATES) {
    const leads = Object.values(DISCLOSURE_MOVES).some((move) =>
      move.steps.some((step) => (step.from as readonly DisclosureState[]).includes(state)),
    )
    expect(leads, state).toBe(state !== 'withdrawn' && state !== 'abandoned')
    expect(DISCLOSURE_STATE_WORDS[state]).toMatch(/\p{Script=Han}/u)
  }
  for (const decision of DISCLOSURE_DECISIONS)
    expect(DISCLOSURE_DECISION_WORDS[decision as DisclosureDecision]).toBeTruthy()
})

test('every reason is a refusal', () => {
  for (const state of DISCLOSURE_STATES)
    for (const decision of DISCLOSURE_DECISIONS)
      for (const role of ROLES) {
        const no = whyNotDisclosure(at(state), decision, person(role))
        if (no) expect(REFUSALS).toHaveProperty([no])
      }
})
