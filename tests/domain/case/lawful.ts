import type { Role } from '#domain/access.ts'

const BOTH: Role[] = ['clerk', 'head']
const INTAKE = ['received', 'registered', 'need_info']

/** From each of several states to one. */
const each = (from: string[], to: string, by: Role[]): Record<string, Role[]> =>
  Object.fromEntries(from.map((state) => [`${state} > ${to}`, by]))

/** The procedure written out by hand, apart from the table that enforces it: from > to, by whom. */
export const LAWFUL = new Map<string, readonly Role[]>(
  Object.entries({
    'received > registered': ['clerk'],
    ...each(INTAKE, 'need_info', ['clerk']),
    ...each(INTAKE, 'accepted', ['clerk']),
    ...each(INTAKE, 'rejected', ['clerk']),
    'accepted > forwarded': BOTH,
    'accepted > assigned': BOTH,
    'forwarded > assigned': BOTH,
    'forwarded > accepted': ['handler'],
    'assigned > accepted': ['handler'],
    'forwarded > investigating': ['handler'],
    'assigned > investigating': ['handler'],
    'investigating > investigating': ['handler'],
    'investigating > extension_pending': ['handler'],
    'extension_pending > investigating': ['head'],
    'investigating > closure_proposed': ['handler'],
    'closure_proposed > investigating': ['head'],
    'closure_proposed > closed': ['head'],
    'closed > replied': ['clerk'],
    'replied > followed_up': ['clerk'],
    ...each(['replied', 'followed_up', 'archived'], 'review_requested', ['clerk']),
    ...each(['review_requested', 'replied', 'followed_up'], 'reviewed', BOTH),
    'reviewed > recheck_requested': ['clerk'],
    ...each(['reviewed', 'recheck_requested'], 'final', BOTH),
    ...each([...INTAKE, 'accepted', 'forwarded', 'assigned', 'investigating'], 'transferred', BOTH),
    ...each([...INTAKE, 'accepted', 'forwarded', 'assigned', 'investigating'], 'merged', BOTH),
    ...each(['merged'], 'received', BOTH),
    ...each(['merged'], 'registered', BOTH),
    ...each(['merged'], 'need_info', BOTH),
    ...each(['merged'], 'accepted', BOTH),
    ...each(['merged'], 'forwarded', BOTH),
    ...each(['merged'], 'assigned', BOTH),
    ...each(['merged'], 'investigating', BOTH),
    ...each(
      ['rejected', 'transferred', 'closed', 'replied', 'followed_up', 'reviewed', 'final', 'archived'],
      'accepted',
      BOTH,
    ),
    ...each(['rejected', 'transferred', 'replied', 'followed_up', 'reviewed', 'final'], 'archived', ['clerk']),
  } satisfies Record<string, Role[]>),
)

/** What moves nothing: event → by whom. */
export const STANDING = new Map<string, readonly Role[]>(
  Object.entries({
    'case.noted': ['clerk', 'handler', 'head'],
    'case.reopening-refused': ['head'],
    'case.urged': BOTH,
    'case.supervised': ['head'],
    'case.split': ['clerk'],
    'case.emergency-graded': BOTH,
    'case.emergency-reported': ['clerk', 'handler', 'head'],
    'case.enforcement-moved': ['handler', 'head'],
    'case.enforcement-extended': ['head'],
    'case.joint': BOTH,
    'case.competence-questioned': BOTH,
    'case.competence-decided': BOTH,
    'case.heard': BOTH,
    'case.publication-drafted': ['clerk', 'handler'],
    // By nobody: the clock makes public what was approved.
    'case.published': [],
    'case.publication-returned': ['head'],
    'case.publication-approved': ['head'],
    'case.publication-withdrawn': ['head'],
    'case.recused': ['clerk', 'handler', 'head'],
  } satisfies Record<string, Role[]>),
)
