import { CASE_MOVES } from './case/state.ts'
import { DISCLOSURE_MOVES, type DisclosureState } from './disclosure/state.ts'
import { DUTY_ROLES } from './roster.ts'
import { TIE_ROLES } from './tie.ts'

export const STAFF_ROLES = ['clerk', 'handler', 'head', 'officer', 'auditor', 'admin'] as const
export const ENTERPRISE_ROLES = ['editor', 'signer'] as const
export const ROLES = [...STAFF_ROLES, ...ENTERPRISE_ROLES] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
export type Role = (typeof ROLES)[number]

/**
 * Who is asking. `org` is `bureau`, a department id or a 9-digit street code of `content/bureau.json`; for those who
 * file, the credit code of whom they file for.
 */
export type Actor = { id: string; name: string; role: Role; org: string }

/** `anyone`: no account needed. `signed-in`: any account, second factor enrolled or not. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

const rowsOf = (address: string, moves: Record<string, { steps: readonly { by: readonly Role[] }[] }>) =>
  Object.fromEntries(
    Object.entries(moves).map(([decision, move]) => [
      `POST ${address}/${decision}`,
      [...new Set(move.steps.flatMap((step) => step.by))],
    ]),
  )
// A change is the filing itself put anew, not a decision with an address of its own.
const { change: _, ...disclosureDecisions } = DISCLOSURE_MOVES
const FILING_READERS = [...ENTERPRISE_ROLES, 'clerk', 'head', 'auditor'] as const
const REGISTRARS = ['clerk', 'head'] as const
const ROSTER_READERS = [...DUTY_ROLES, 'auditor', 'admin'] as const
const ROSTER_KEEPERS = ['head', 'admin'] as const

/**
 * The one table of who may call what: route → roles. The guard reads it, the app refuses to start while a route
 * has no row or a row has no route, and a test walks role × route both ways.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /prefs.css': 'anyone',
  'POST /prefs': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'GET /report/': 'anyone',
  'GET /leave/': 'anyone',
  'GET /tiles/:z/:x/:y': 'anyone',
  'GET /api/tiles': ['clerk', 'handler', 'head'],
  'POST /api/follows': 'anyone',
  'GET /follow/confirmation/:token/': 'anyone',
  'POST /follow/confirmation/:token/': 'anyone',
  'GET /follow/end/:token/': 'anyone',
  'POST /follow/end/:token/': 'anyone',
  'GET /search/': 'anyone',
  'GET /api/search': 'anyone',
  'POST /api/tips': 'anyone',
  'POST /api/tips/similar': 'anyone',
  'POST /api/tips/status': 'anyone',
  'POST /api/tips/receipt': 'anyone',
  'POST /api/tips/messages': 'anyone',
  'POST /api/tips/survey': 'anyone',
  'POST /api/tips/promise': 'anyone',
  'POST /api/tips/proof': 'anyone',
  'GET /log': 'anyone',
  'GET /log/': 'anyone',
  'GET /log/tips/': 'anyone',
  'GET /log/checkpoint': 'anyone',
  'GET /log/checkpoints/:size': 'anyone',
  'GET /log/tile/*': 'anyone',
  'GET /log/vkey': 'anyone',
  'GET /log/promise-vkey': 'anyone',
  'GET /log/policy': 'anyone',
  'GET /api/log/proof': 'anyone',
  'POST /api/inbound/email': 'anyone',
  'POST /api/attachments': 'anyone',
  'GET /api/attachments/:id': ['clerk', 'handler', 'head'],
  'POST /api/attachments/:id/redactions': ['clerk', 'handler'],
  'GET /api/redactions/:id': ['clerk', 'handler', 'head'],
  'POST /api/redactions/:id/approval': ['head'],
  'POST /api/redactions/:id/return': ['head'],
  'GET /api/cases': ['clerk', 'handler', 'head'],
  'GET /api/cases/count': ['clerk', 'handler', 'head', 'auditor'],
  'GET /api/cases/places': ['clerk', 'handler', 'head'],
  'GET /api/cases/stream': ['clerk', 'handler', 'head'],
  'GET /api/cases/:id': ['clerk', 'handler', 'head'],
  'GET /api/digest': ['clerk', 'head'],
  'POST /api/digest': ['clerk', 'head'],
  'GET /api/day': ['clerk', 'handler', 'head'],
  'POST /api/cases': ['clerk'],
  'POST /api/cases/similar': ['clerk'],
  'POST /api/cases/import': ['clerk'],
  'GET /api/cases/export': ['clerk', 'head'],
  'POST /api/cases/triage': ['clerk', 'head'],
  'GET /api/case-views': ['clerk', 'handler', 'head'],
  'POST /api/case-views': ['clerk', 'handler', 'head'],
  'DELETE /api/case-views/:id': ['clerk', 'handler', 'head'],
  ...rowsOf('/api/cases/:id', CASE_MOVES),
  'GET /api/ties': TIE_ROLES,
  'POST /api/ties': TIE_ROLES,
  'POST /api/ties/:id/withdrawal': ['head'],
  'POST /api/cases/:id/printing': ['clerk', 'handler', 'head'],
  'GET /api/text-templates': ['clerk', 'handler', 'head', 'admin'],
  'POST /api/text-templates': ['head', 'admin'],
  'PUT /api/text-templates/:id': ['head', 'admin'],
  'DELETE /api/text-templates/:id': ['head', 'admin'],
  'GET /api/recipients': 'anyone',
  'POST /api/recipients': ['officer'],
  'POST /api/recipients/:id/confirmation': ['head'],
  'POST /api/recipients/:id/retirement': ['officer', 'head'],
  'POST /api/recipients/:id/drill': ['officer'],
  'POST /api/recipients/:id/drill-answer': ['officer'],
  'GET /api/recipients/:id/headers': ['officer'],
  'POST /api/recipients/:id/headers': ['officer'],
  'GET /api/identity': ['officer', 'head', 'auditor'],
  'POST /api/identity/openings': ['officer'],
  'POST /api/identity/openings/:id/approval': ['head'],
  'POST /api/identity/openings/:id/refusal': ['head'],
  'POST /api/identity/openings/:id/envelope': ['officer'],
  'POST /api/identity/rewraps': ['officer'],
  'POST /api/identity/rewraps/:id/approval': ['head'],
  'GET /api/identity/rewraps/:id/envelopes': ['officer'],
  'POST /api/identity/rewraps/:id/envelopes': ['officer'],
  'GET /api/disclosures': FILING_READERS,
  'POST /api/disclosures': ['editor'],
  'GET /api/disclosures/:id': FILING_READERS,
  'PUT /api/disclosures/:id': ['editor'],
  'POST /api/disclosures/:id/rows': ['editor'],
  'POST /api/disclosures/:id/files': ['editor'],
  'GET /api/disclosures/:id/files/:file': FILING_READERS,
  'DELETE /api/disclosures/:id/files/:file': ['editor'],
  ...rowsOf('/api/disclosures/:id', disclosureDecisions),
  'GET /api/duties': ENTERPRISE_ROLES,
  'GET /api/projects': ROLES,
  ...Object.fromEntries(
    ['enterprises', 'plots', 'institutions'].flatMap((register): [string, readonly Role[]][] => [
      [`GET /api/${register}`, ROLES],
      [`GET /api/${register}/:id`, ROLES],
      [`POST /api/${register}`, REGISTRARS],
      [`PUT /api/${register}/:id`, REGISTRARS],
    ]),
  ),
  'GET /api/auth/demo': 'anyone',
  'POST /api/auth/demo': 'anyone',
  'POST /api/auth/sign-in': 'anyone',
  'POST /api/auth/totp': 'anyone',
  'POST /api/auth/sign-out': 'signed-in',
  'GET /api/auth/me': 'signed-in',
  'POST /api/auth/totp/enrolment': 'signed-in',
  'POST /api/auth/totp/confirmation': 'signed-in',
  'POST /api/auth/passkey/registration-options': 'signed-in',
  'POST /api/auth/passkey/registration': 'signed-in',
  'POST /api/auth/passkey/sign-in-options': 'anyone',
  'POST /api/auth/passkey/sign-in': 'anyone',
  'POST /api/auth/invitation': 'anyone',
  'GET /api/staff': ['admin'],
  'POST /api/staff/invitations': ['admin'],
  'POST /api/staff/:id/invitation': ['admin'],
  'POST /api/staff/:id/role': ['admin'],
  'POST /api/staff/:id/suspension': ['admin'],
  'DELETE /api/staff/:id/suspension': ['admin'],
  'GET /api/inspections': DUTY_ROLES,
  'POST /api/inspections': REGISTRARS,
  'DELETE /api/inspections/:id': REGISTRARS,
  'POST /api/inspections/:id/check-in': DUTY_ROLES,
  'GET /api/grids': ROSTER_READERS,
  'POST /api/grids': ROSTER_KEEPERS,
  'PUT /api/grids/:id': ROSTER_KEEPERS,
  'GET /api/roster': ROSTER_READERS,
  'GET /api/roster/export': ROSTER_KEEPERS,
  'POST /api/roster/import': ROSTER_KEEPERS,
  'POST /api/roster': ROSTER_KEEPERS,
  'PUT /api/roster/:id': ROSTER_KEEPERS,
  'DELETE /api/roster/:id': ROSTER_KEEPERS,
  'POST /api/roster/:id/hand-over': DUTY_ROLES,
  'POST /api/roster/:id/acknowledgement': DUTY_ROLES,
  'GET /api/grants': ['admin', 'auditor'],
  'GET /api/grants/events': ['admin', 'auditor'],
  'POST /api/grants/:id/confirmation': ['admin', 'auditor'],
  'DELETE /api/grants/:id': ['admin', 'auditor'],
  'GET /api/bureau': ['admin', 'auditor'],
  'GET /api/bureau/departments/:id/holding': ['admin', 'auditor'],
  'POST /api/bureau/changes': ['admin'],
  'POST /api/bureau/changes/:id/confirmation': ['admin', 'auditor'],
  'DELETE /api/bureau/changes/:id': ['admin', 'auditor'],
}

/** What decides who may see a case: who has it in hand, who helps, and to whom it is closed for a tie they have to it. */
export type Readable = { assignee: string | null; partners: readonly string[]; recused: readonly string[] }

/**
 * Which cases a person may see: all of the bureau's for clerks and heads, for a handler those their own organisation
 * leads or helps with; nobody one they declared a tie to. What is outside answers as if it did not exist.
 */
export function mayRead(actor: Actor, current: Readable): boolean {
  if (current.recused.includes(actor.id)) return false
  if (actor.role === 'clerk' || actor.role === 'head') return true
  return actor.role === 'handler' && (current.assignee === actor.org || current.partners.includes(actor.org))
}

/**
 * Which filings a person may see: their own organisation's for those who file, for the bureau what was ever submitted.
 * What is outside answers as if it did not exist.
 */
export function mayReadDisclosure(
  actor: Actor,
  current: { party: string; state: DisclosureState; publishedRevision: number | null },
): boolean {
  if (actor.role === 'editor' || actor.role === 'signer') return current.party === actor.org
  if (actor.role !== 'clerk' && actor.role !== 'head' && actor.role !== 'auditor') return false
  return !UNSEEN_STATES.includes(current.state) || current.publishedRevision !== null
}

/** What never reached the bureau, or is being written just now. */
export const UNSEEN_STATES: readonly DisclosureState[] = ['draft', 'abandoned']
