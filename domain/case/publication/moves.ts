import type { CaseState, Move } from '../state.ts'

/** Closed with a finding, if one was made (`case.no-outcome` stands against the others): what the public table is made of. */
export const PUBLISHABLE_STATES = [
  'closed',
  'replied',
  'followed_up',
  'review_requested',
  'reviewed',
  'recheck_requested',
  'final',
  'archived',
] as const satisfies readonly CaseState[]

/**
 * How a closed case gets its row in the public table: written by whoever handled or received it, approved by a head who
 * did not write it. A correction goes the same way again. Part of `CASE_MOVES`.
 */
export const PUBLICATION_MOVES = {
  'publication-draft': {
    event: 'case.publication-drafted',
    steps: [
      {
        from: PUBLISHABLE_STATES,
        to: null,
        by: ['clerk', 'handler'],
        unless: ['case.no-outcome', 'case.publication-withdrawn', 'case.not-the-lead'],
      },
    ],
  },
  publication: {
    event: 'case.publication-approved',
    steps: [
      {
        from: PUBLISHABLE_STATES,
        to: null,
        by: ['head'],
        unless: ['case.no-outcome', 'case.publication-withdrawn', 'case.no-draft', 'case.own-draft'],
      },
    ],
  },
  'publication-return': {
    event: 'case.publication-returned',
    steps: [{ from: PUBLISHABLE_STATES, to: null, by: ['head'], unless: ['case.no-draft'] }],
  },
} as const satisfies Record<string, Move>
