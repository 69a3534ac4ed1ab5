import type { Actor, Role } from '#domain/access.ts'
import type { Clock } from '#domain/case/deadline.ts'
import type { Hint } from '#domain/case/hint.ts'
import type { Limits } from '#domain/case/limits.ts'
import type { Mark } from '#domain/case/mark.ts'
import type { PrintKind } from '#domain/case/printing.ts'
import type { About, PublicText } from '#domain/case/publication/draft.ts'
import type { PublicPhoto } from '#domain/case/publication/photo.ts'
import type { Case, CaseInput, DecisionInput } from '#domain/case/schema.ts'
import type { CaseState, Decision } from '#domain/case/state.ts'
import type { TextVariable } from '#domain/case/text-template.ts'
import type { TriageDecision } from '#domain/case/triage.ts'
import type { EventType } from '#domain/event.ts'
import type { OpeningReason } from '#domain/identity/opening.ts'
import type { ReceiptPage } from '#domain/page.ts'
import type { Problem, RefusalCode } from '#domain/refusal.ts'
import type { Channel, TipKind } from '#domain/tip/kinds.ts'
import type { CaseTip } from './case-tip.ts'
import type { CaseFilters } from './islands/desk/case-filters.ts'
import type { PhotoRedaction } from './islands/desk/redaction-client.ts'

/** A problem as the API says it: those of a row file name their cell too. */
export type SaidProblem = Problem & { sheet?: string; column?: string; cell?: string }

/** A "no" from the API in its one error shape, or `client.unreachable` (status 0) when no answer came. */
export class ApiError extends Error {
  readonly status: number
  readonly code: RefusalCode | 'client.unreachable'
  readonly problems: SaidProblem[]
  /** Of `case.moved-first`: the version that is there now. */
  readonly current: { version: number } | undefined
  constructor(status: number, body: Partial<ApiError> & { message: string; code: ApiError['code'] }) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.problems = body.problems ?? []
    this.current = body.current
  }
}

/** True when the session ended: sign in again, nothing typed is lost. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'account.not-signed-in'
}

export type Me = { actor: Actor; orgName: string; enrolled: boolean; demo: boolean }
export type DemoMember = { as: string; role: Role; name: string; org?: string; orgName?: string }
/** What a door asks next; `passkey` when the password was right but the account is kept with a passkey. */
export type NextStep = 'done' | 'totp' | 'passkey' | 'enrol'
export type CaseItem = {
  id: string
  reference: string
  state: CaseState
  version: number
  kinds: TipKind[]
  street: string | null
  channel: Channel
  receivedOn: string
  clock: Clock['step'] | null
  dueBy: string | null
  provisional: boolean
  overdue: boolean
  emergency: boolean
  outOfDistrict: string | null
  marks: Mark[]
  summary: string
}
export type CaseDetail = {
  case: Omit<Case, 'recused'> &
    CaseItem & {
      assigneeName: string | null
      gridName: string | null
      partnerNames: string[]
      /** A limit that stands still while a hearing goes on. */
      still: { step: Clock['step']; since: string; article: string } | null
      clocks: (Clock & { overdue: boolean })[]
    }
  /** Who is on duty where it lies, and the decision that gives it to their office. */
  suggestion: { decision: Decision; to: string; reason: string } | null
  hints: Hint[]
  /** What the variables of a text stand for here. */
  textValues: Record<TextVariable, string | null>
  /** Every limit in words, as it is in force for this case. */
  limits: Limits
  related: RelatedCase[]
  tips: CaseTip[]
  events: CaseEvent[]
  /** What was done about the identities behind it. */
  identity: (CaseEvent & { reference: string; data: { reason?: OpeningReason } })[]
  messages: CaseMessage[]
  attachments: CasePhoto[]
  redactions: PhotoRedaction[]
  /** What the public reads of it now; null before it is public. */
  published: (PublicText & About & { photos?: PublicPhoto[] }) | null
  printings: Printing[]
  moves: CaseMove[]
  choices: Choices
}
/** Another case of the same matter. */
export type RelatedCase = {
  id: string
  reference: string
  state: CaseState
  relation: 'merged-into' | 'split-from' | 'came-from'
}
export type CaseEvent = {
  seq: number
  type: EventType
  label: string
  /** Under which it happened. */
  article: string | null
  at: string
  /** Account id of who did it. */
  actor: string | null
  actorName: string | null
  personName?: string | null
  data: Record<string, unknown>
}
export type CaseMessage = {
  id: string
  tipReference: string
  from: 'bureau' | 'reporter'
  on: string
  text: string
  attachments: string[]
}
export type CasePhoto = {
  id: string
  width: number
  height: number
  size: number
  tipReference: string | null
  messageId: string | null
}
export type Printing = { copy: number; kind: PrintKind; at: string; by: string | null }
export type CaseMove = { name: Decision; allowed: boolean; whyNot?: { code: RefusalCode; message: string } }
export type Choices = {
  departments: { id: string; name: string }[]
  streets: { code: string; name: string }[]
  /** At the desk: functional zones, which overlay streets. */
  zones?: { id: string; name: string }[]
  /** Other bodies that are competent for the case. */
  bodies?: string[]
  /** For a head: whom a tie can be declared for. */
  people?: { id: string; name: string }[]
}
export type Entered = Pick<ReceiptPage, 'reference' | 'receipt' | 'acknowledgeBy'> & { id: string }

/** One call to our own API: its JSON, or an `ApiError`. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> {
  const form = body instanceof FormData
  const answer = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
  }).catch(() => null)
  if (!answer)
    throw new ApiError(0, { code: 'client.unreachable', message: '连不上服务器，请检查网络后再试。填写的内容都还在。' })
  const said = await answer.json().catch(() => null)
  // An answer cut off on its way says nothing of what was done: no success, and no clear no either.
  if (!said)
    throw new ApiError(answer.ok ? 0 : answer.status, {
      code: 'service.fault',
      message: '服务器没有正常回答，请稍后再试。',
    })
  if (!answer.ok) throw new ApiError(answer.status, said)
  return said as T
}

export const get = <T>(path: string) => call<T>('GET', path)
export const post = <T>(path: string, body: unknown = {}) => call<T>('POST', path, body)

export const getMe = () => get<Me>('/api/auth/me')
export const listDemoMembers = () => get<{ members: DemoMember[] }>('/api/auth/demo')
export const signInAsDemo = (as: string) => post('/api/auth/demo', { as })
export const signIn = (email: string, password: string) =>
  post<{ next: NextStep }>('/api/auth/sign-in', { email, password })
export const sendTotp = (code: string) => post('/api/auth/totp', { code })
export const signOut = () => post('/api/auth/sign-out')
export const startTotp = (password: string) =>
  post<{ uri: string; secret: string; backupCodes: string[] }>('/api/auth/totp/enrolment', { password })
export const confirmTotp = (code: string) => post('/api/auth/totp/confirmation', { code })
export const acceptInvitation = (about: { token: string; password: string; name?: string; email?: string }) =>
  post<{ next: NextStep }>('/api/auth/invitation', about)

export const listCases = (filters: CaseFilters, cursor: string | null) =>
  get<{ items: CaseItem[]; next: string | null }>(`/api/cases?${queryOf({ ...filters, ...(cursor && { cursor }) })}`)
export const countCases = (filters: CaseFilters) =>
  get<{ total: number; byState: Partial<Record<CaseState, number>> }>(`/api/cases/count?${queryOf(filters)}`)
export const getCase = (id: string) => get<CaseDetail>(`/api/cases/${encodeURIComponent(id)}`)
/** Enters a case; a repeat under the same key gives the same answer. */
export const enterCase = (input: CaseInput, key: string) => call<Entered>('POST', '/api/cases', input, key)
/** Moves a case; `input.version` is the version the person saw. */
export const decideCase = <D extends Decision>(
  id: string,
  decision: D,
  input: Extract<DecisionInput, { decision: D }>['input'],
) => post<{ version: number; state: CaseState }>(`/api/cases/${encodeURIComponent(id)}/${decision}`, input)

export type TriageResult = { id: string; ok: boolean; message?: string }
/** One decision for many cases; each is done or refused by itself. */
export const triageCases = (
  decision: TriageDecision,
  cases: { id: string; version: number }[],
  input: Record<string, string>,
) => post<{ results: TriageResult[] }>('/api/cases/triage', { decision, cases, input })

/** Stores one photo, stripped of everything but its picture, and gives its id. */
export function uploadPhoto(photo: File) {
  const form = new FormData()
  form.set('photo', photo, 'photo')
  return post<{ id: string; width: number; height: number }>('/api/attachments', form)
}

/** Filters as a query string; empty ones are left out. */
export function queryOf(filters: Record<string, string | undefined>): string {
  return new URLSearchParams(
    Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  ).toString()
}
