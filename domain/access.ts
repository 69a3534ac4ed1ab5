import { CASE_MOVES } from './case/state.ts'

export const STAFF_ROLES = ['clerk', 'handler', 'head', 'officer', 'auditor', 'admin'] as const
export const ENTERPRISE_ROLES = ['editor', 'signer'] as const
export const ROLES = [...STAFF_ROLES, ...ENTERPRISE_ROLES] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
export type Role = (typeof ROLES)[number]

/** Who is asking. `org` is `bureau`, a department id or a 9-digit street code of `content/bureau.json`. */
export type Actor = { id: string; name: string; role: Role; org: string }

/** `anyone`: no account needed. `signed-in`: any account, second factor enrolled or not. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

const decisions = Object.fromEntries(
  Object.entries(CASE_MOVES).map(([decision, move]) => [
    `POST /api/cases/:id/${decision}`,
    [...new Set(move.steps.flatMap((step) => step.by as readonly Role[]))],
  ]),
)

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
  'POST /api/tips': 'anyone',
  'POST /api/tips/status': 'anyone',
  'POST /api/tips/messages': 'anyone',
  'POST /api/attachments': 'anyone',
  'GET /api/attachments/:id': ['clerk', 'handler', 'head'],
  'GET /api/cases': ['clerk', 'handler', 'head'],
  'GET /api/cases/count': ['clerk', 'handler', 'head', 'auditor'],
  'GET /api/cases/:id': ['clerk', 'handler', 'head'],
  'POST /api/cases': ['clerk'],
  ...decisions,
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
  'POST /api/staff/:id/suspension': ['admin'],
  'DELETE /api/staff/:id/suspension': ['admin'],
}

/**
 * Which cases a person may see: all of the bureau's for clerks and heads, for a handler those assigned or forwarded
 * to their own organisation. What is outside answers as if it did not exist.
 */
export function mayRead(actor: Actor, current: { assignee: string | null }): boolean {
  if (actor.role === 'clerk' || actor.role === 'head') return true
  return actor.role === 'handler' && current.assignee === actor.org
}
