import type { ReceivedTip } from '#domain/case/opening.ts'
import type { Statement } from './engine.ts'
import type { NewEnvelope } from './envelope.ts'

/** A tip as it is stored, with everything its commit carries besides. */
export type NewTip = ReceivedTip & {
  receiptHash: string
  /** Somebody besides its holder has seen the code: it is changed at first use. */
  firstUse?: boolean
  /** A mail somebody wrote: its answer goes out with the commit. */
  mailed?: boolean
  /** What its reporter is told at once, in the conversation. */
  tell?: string | null
  cgcs: { lng: number; lat: number } | null
  /** Sealed for the outbox (`api/seal.ts`). */
  notifyEmail: Uint8Array | null
  /** Who the reporter is; null for anonymous ones. */
  envelope: NewEnvelope | null
  commitment: Uint8Array
  commitmentSecret: Uint8Array
  content: Uint8Array
  /** Keyed hashes of the client's key and of what came under it; null when it sent none. */
  idempotency: { keyHash: string; body: string } | null
  solved: { signature: string; expiresOn: string } | null
}

/** The row of a tip. Built by hand: this is the busiest statement of the house. */
export function insertTipRow(tip: NewTip, caseId: string): Statement {
  const { input, cgcs } = tip
  const { place, answers } = input
  const row = {
    id: tip.id,
    reference: tip.reference,
    receipt_hash: tip.receiptHash,
    first_hash: tip.firstUse ? tip.receiptHash : null,
    case_id: caseId,
    channel: tip.channel,
    received_on: tip.receivedOn,
    kinds: JSON.stringify(input.kinds),
    behaviours: JSON.stringify(input.behaviours ?? []),
    description: input.description,
    sub_kinds: input.subKinds?.length ? JSON.stringify(input.subKinds) : null,
    occurred_on: input.occurredOn ?? null,
    occurred_to: input.occurredTo ?? null,
    recurrence: input.recurrence ?? null,
    ongoing: input.ongoing === undefined ? null : Number(input.ongoing),
    address: place.address,
    street: tip.street,
    functional_zone: place.functionalZone ?? null,
    lng: place.lng?.toString() ?? null,
    lat: place.lat?.toString() ?? null,
    crs: place.crs ?? null,
    cgcs_lng: cgcs?.lng.toString() ?? null,
    cgcs_lat: cgcs?.lat.toString() ?? null,
    accused: input.accused ? JSON.stringify(input.accused) : null,
    answers: answers && Object.keys(answers).length > 0 ? JSON.stringify(answers) : null,
    demand: input.demand ?? null,
    reporter_mode: input.reporter.mode,
    notify_email: tip.notifyEmail,
    out_of_district: tip.outOfDistrict,
    emergencies: JSON.stringify(tip.emergencies),
    commitment: tip.commitment,
    commitment_secret: tip.commitmentSecret,
    content: tip.content,
  }
  sql ??= `INSERT INTO tips(${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).fill('?').join(', ')})`
  return { sql, args: Object.values(row) }
}
let sql: string | undefined

/** Remembers a client's key until the day after tomorrow; a second time fails the batch. */
export function insertKey({ keyHash, body }: { keyHash: string; body: string }, today: string): Statement {
  return {
    sql: 'INSERT INTO idempotency_keys(key_hash, body, received_on) VALUES (?, ?, ?)',
    args: [keyHash, body, today],
  }
}

/** Marks a challenge as spent; a second time fails the batch. */
export function insertSolved({ signature, expiresOn }: { signature: string; expiresOn: string }): Statement {
  return {
    sql: 'INSERT INTO solved_challenges(signature, expires_on) VALUES (?, ?)',
    args: [signature, expiresOn],
  }
}
