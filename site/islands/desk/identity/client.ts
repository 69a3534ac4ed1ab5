import type { OpeningReason, OpeningState } from '#domain/identity/opening.ts'
import type { RecipientInput, RecipientKind } from '#domain/identity/recipient.ts'
import type { RewrapState } from '#domain/identity/rewrap.ts'
import type { REPORTER_MODES } from '#domain/tip/kinds.ts'
import { get, post } from '../../../client.ts'

export type SeenRecipient = {
  id: string
  kind: RecipientKind
  recipient: string
  fingerprint: string
  label: string | null
  officerName: string | null
  addedByName: string | null
  confirmedByName: string | null
  addedOn: string
  validFrom: string | null
  retiredOn: string | null
  valid: boolean
  ownerGone: boolean
  mine: boolean
  drilledOn: string | null
  drillDue: string | null
  drillOverdue: boolean
  /** Envelopes that name it and were not tried with it this month. */
  unchecked: number
  mayConfirm: boolean
}
export type SeenOpening = {
  id: string
  reason: OpeningReason
  state: OpeningState
  /** Absent for the auditor, as is `text`. */
  reference?: string
  text?: string
  askedByName: string | null
  askedAt: string
  decidedByName: string | null
  decidedAt: string | null
  openedAt: string | null
  until: string | null
  mine: boolean
  mayDecide: boolean
}
export type SeenRewrap = {
  id: string
  text: string
  openedWith: RecipientKind
  resealed: number
  state: RewrapState
  askedByName: string | null
  askedAt: string
  approvedByName: string | null
  until: string | null
  mine: boolean
  mayApprove: boolean
}
export type Identity = {
  modes: (typeof REPORTER_MODES)[number][]
  recipients: SeenRecipient[]
  keys: WrappedKey[]
  openings: SeenOpening[]
  /** Envelopes that name a key which does not open them; for heads alone. */
  unopened: { reference: string; recipientId: string; on: string }[]
  openedToday: number
  mostADay: number
  envelopes: { all: number; stale: number }
  rewraps: SeenRewrap[]
}
/** An officer's secret key under their passphrase; null when they keep the file themselves. */
export type WrappedKey = { id: string; wrapped: string | null }

export const getIdentity = () => get<Identity>('/api/identity')
/** The keys that count, as anybody may see them. */
export const getRecipients = () =>
  get<{ modes: Identity['modes']; items: { id: string; recipient: string }[] }>('/api/recipients')
export const addRecipient = (input: RecipientInput) => post<{ id: string }>('/api/recipients', input)
export const confirmRecipient = (id: string) => post(`/api/recipients/${id}/confirmation`)
export const retireRecipient = (id: string) => post(`/api/recipients/${id}/retirement`)
export const beginDrill = (id: string) => post<{ message: string }>(`/api/recipients/${id}/drill`)
export const answerDrill = (id: string, answer: string) => post(`/api/recipients/${id}/drill-answer`, { answer })

export const askOpening = (asked: { reference: string; reason: string; text: string }) =>
  post<{ id: string }>('/api/identity/openings', asked)
export const decideOpening = (id: string, approved: boolean) =>
  post(`/api/identity/openings/${id}/${approved ? 'approval' : 'refusal'}`)
/** Takes the envelope out: once, and it counts. */
export const takeEnvelope = (id: string) => post<{ sealed: string }>(`/api/identity/openings/${id}/envelope`)

type Handed = { id: string; sealed: string; digest: string }
export type RewrapBatch = { recipients: { id: string; recipient: string }[]; items: Handed[]; next: string | null }
export const askRewrap = (asked: { text: string; openedWith: RecipientKind }) =>
  post<{ id: string }>('/api/identity/rewraps', asked)
export const approveRewrap = (id: string) => post(`/api/identity/rewraps/${id}/approval`)
export const nextBatch = (id: string, after: string) =>
  get<RewrapBatch>(`/api/identity/rewraps/${id}/envelopes?after=${after}`)
export const returnBatch = (
  id: string,
  batch: { recipients: string[]; items: { id: string; was: string; sealed: string }[] },
) => post<{ results: { id: string; ok: boolean }[]; left: number }>(`/api/identity/rewraps/${id}/envelopes`, batch)

export const nextHeaders = (id: string, after: string) =>
  get<{ items: { id: string; was: string; header: string }[]; next: string | null }>(
    `/api/recipients/${id}/headers?after=${after}`,
  )
export const reportHeaders = (id: string, items: { id: string; was: string; opens: boolean }[]) =>
  post(`/api/recipients/${id}/headers`, { items })
