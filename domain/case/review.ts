import type { Move } from './state.ts'

const DESK = ['clerk', 'head'] as const

/**
 * Review 复查 and recheck 复核 (信访工作条例 art. 35, 36), each asked for in its window and decided by somebody who decided
 * nothing of it before; a recheck may be heard. There is no third round. Part of `CASE_MOVES`.
 */
export const REVIEW_MOVES = {
  'review-request': {
    event: 'case.review-requested',
    steps: [
      {
        from: ['replied', 'followed_up', 'archived'],
        to: 'review_requested',
        by: ['clerk'],
        unless: ['case.no-third-round', 'case.not-answered', 'case.review-late'],
      },
      { from: ['reviewed', 'recheck_requested', 'final'], to: null, by: ['clerk'], unless: ['case.no-third-round'] },
    ],
  },
  review: {
    event: 'case.reviewed',
    steps: [
      { from: ['review_requested'], to: 'reviewed', by: DESK, unless: ['case.own-decision'] },
      // The decision of a body above may be the first we hear of the round.
      {
        from: ['replied', 'followed_up'],
        to: 'reviewed',
        by: DESK,
        unless: ['case.no-third-round', 'case.own-decision'],
      },
    ],
  },
  'recheck-request': {
    event: 'case.recheck-requested',
    steps: [
      { from: ['reviewed'], to: 'recheck_requested', by: ['clerk'], unless: ['case.recheck-late'] },
      { from: ['final'], to: null, by: ['clerk'], unless: ['case.no-third-round'] },
    ],
  },
  recheck: {
    event: 'case.rechecked',
    steps: [
      {
        from: ['recheck_requested', 'reviewed'],
        to: 'final',
        by: DESK,
        unless: ['case.own-decision', 'case.hearing-open'],
      },
    ],
  },
  hearing: { event: 'case.heard', steps: [{ from: ['recheck_requested'], to: null, by: DESK }] },
} as const satisfies Record<string, Move>
