/** One thing wrong with what was sent. Validation returns a list of these; it never throws them. */
export type Problem = {
  /** Dotted path into what was sent, e.g. `place.address`. */
  path: string
  /** `too-short`, `unknown-key`, `not-a-date` … kebab-case. */
  code: string
  /** A sentence in Chinese that says what to do. */
  message: string
  line?: number
}

/**
 * Every refusal and request-level "no" the API can give, with its HTTP status.
 * Wording is in `words/zh/refusal.ts`, which does not compile while one is missing.
 */
export const REFUSALS = {
  'request.unreadable': 400,
  'request.invalid': 422,
  'request.too-large': 413,
  'request.not-found': 404,
  'request.foreign-origin': 403,
  'request.idempotency-key-reused': 422,
  'request.idempotency-key-weak': 422,
  'account.not-signed-in': 401,
  'account.not-allowed': 403,
  'account.wrong-credentials': 401,
  'account.wrong-code': 401,
  'account.second-factor-required': 403,
  'account.too-many-attempts': 429,
  'account.invitation-invalid': 404,
  'account.invitation-waiting': 409,
  'account.password-weak': 422,
  'account.already-enrolled': 409,
  'account.own-account': 409,
  'account.email-taken': 409,
  'account.step-invalid': 409,
  'inspection.not-found': 404,
  'inspection.not-yours': 403,
  'inspection.moved-first': 409,
  'grid.not-found': 404,
  'grid.moved-first': 409,
  'grid.taken': 409,
  'shift.not-found': 404,
  'shift.moved-first': 409,
  'shift.taken': 409,
  'shift.not-yours': 403,
  'shift.not-begun': 409,
  'shift.not-handed-over': 409,
  'shift.not-next': 403,
  'shift.acknowledged': 409,
  'grant.not-found': 404,
  'grant.not-waiting': 409,
  'grant.own-proposal': 403,
  'grant.nothing-new': 409,
  'bureau.change-not-found': 404,
  'bureau.department-not-found': 404,
  'bureau.not-waiting': 409,
  'bureau.own-proposal': 403,
  'bureau.change-waiting': 409,
  'bureau.nothing-new': 409,
  'bureau.outdated': 409,
  'attachment.unsupported': 415,
  'attachment.heic': 415,
  'attachment.video': 415,
  'attachment.undecodable': 415,
  'attachment.jpeg-only': 415,
  'attachment.no-redaction': 503,
  'attachment.too-large': 413,
  'attachment.too-large-jpeg': 413,
  'attachment.too-many-pixels': 413,
  'follow.not-found': 404,
  'follow.too-often': 429,
  'follow.not-offered': 409,
  'tip.not-found': 404,
  'tip.receipt-first-use': 409,
  'tip.survey-closed': 409,
  'tip.mode-not-offered': 422,
  'tip.work-required': 428,
  'email.already-taken': 409,
  'webhook.unsigned': 401,
  'webhook.stale': 401,
  'log.not-found': 404,
  'log.no-promise': 404,
  'log.tip-waiting': 404,
  'case.not-found': 404,
  'case.moved-first': 409,
  'case.not-from-here': 409,
  'case.not-your-role': 403,
  'case.own-proposal': 403,
  'case.own-decision': 403,
  'case.other-role': 403,
  'case.not-the-lead': 403,
  'case.hand-back-late': 409,
  'list.unsupported': 415,
  'list.undecodable': 415,
  'list.too-large': 413,
  'case.superior-deadline': 409,
  'case.extension-used-up': 409,
  'case.no-third-round': 409,
  'case.not-answered': 409,
  'case.review-late': 409,
  'case.recheck-late': 409,
  'case.settled': 409,
  'case.head-decides': 403,
  'case.no-reopening-request': 409,
  'case.separation-late': 409,
  'case.no-emergency': 409,
  'case.no-filing-clock': 409,
  'case.competence-open': 409,
  'case.competence-elsewhere': 409,
  'case.competence-unquestioned': 409,
  'case.hearing-open': 409,
  'case.no-outcome': 409,
  'case.no-draft': 409,
  'case.own-draft': 403,
  'case.not-published': 409,
  'case.publication-withdrawn': 409,
  'case.merge-needs-reopening': 409,
  'case.merge-needs-acceptance': 409,
  'disclosure.not-found': 404,
  'disclosure.moved-first': 409,
  'disclosure.not-from-here': 409,
  'disclosure.not-your-role': 403,
  'disclosure.own-entry': 403,
  'disclosure.not-published': 409,
  'disclosure.period-taken': 409,
  'disclosure.no-rows': 409,
  'file.unsupported': 415,
  'file.undecodable': 415,
  'file.too-large': 413,
  'identity.not-found': 404,
  'identity.recipient-taken': 409,
  'identity.own-request': 403,
  'identity.worked-on-it': 403,
  'identity.retired': 409,
  'identity.decided': 409,
  'identity.lapsed': 409,
  'identity.not-approved': 409,
  'identity.opened-before': 409,
  'identity.daily-limit': 409,
  'identity.envelope-damaged': 409,
  'identity.wrong-answer': 422,
  'register.not-found': 404,
  'register.moved-first': 409,
  'register.taken': 409,
  'tie.not-found': 404,
  'tie.withdrawn': 409,
  'tie.own': 403,
  'tie.head-declares': 403,
  'template.not-found': 404,
  'template.moved-first': 409,
  'service.busy': 503,
  'service.unanswered': 503,
  'service.unwritable': 503,
  'service.not-ready': 503,
  'service.fault': 500,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof REFUSALS

/** A rule says no. Thrown anywhere, turned into the one error shape in `api/problem.ts`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  /** Extra fields of the answer: `current`, `from`, `challenge`, `problems`. */
  readonly about: Readonly<Record<string, unknown>>
  constructor(code: RefusalCode, about: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.about = about
  }
  get status(): number {
    return REFUSALS[this.code]
  }
}
