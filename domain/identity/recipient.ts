import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { text } from '../text.ts'
import { REPORTER_MODES } from '../tip/kinds.ts'

/** Whose key it is: an identity officer's, made in their browser, or one kept offline for the day the officers are gone. */
export const RECIPIENT_KINDS = ['officer', 'escrow'] as const
export type RecipientKind = (typeof RECIPIENT_KINDS)[number]

/** A public key of age (X25519, https://age-encryption.org/v1), as `age-keygen` prints it. */
export const RecipientKey = z.string().check(z.trim(), z.regex(/^age1[02-9ac-hj-np-z]{58}$/))

/** Longer than any X25519 key file wrapped with a passphrase. */
const WRAPPED = 4000

/**
 * A key to be registered. `wrapped` is an officer's own secret key under a passphrase (age with scrypt, armoured), for
 * those who do not keep it as a file; the passphrase never reaches us.
 */
export const RecipientInput = z.strictObject({
  kind: z.enum(RECIPIENT_KINDS),
  recipient: RecipientKey,
  label: z.optional(text(60)),
  wrapped: z.optional(z.string().check(z.maxLength(WRAPPED), z.regex(/^-----BEGIN AGE ENCRYPTED FILE-----\n/))),
})
export type RecipientInput = z.infer<typeof RecipientInput>

export type Recipient = {
  id: string
  kind: RecipientKind
  /** `age1…` */
  recipient: string
  /** Account of the officer; null for escrow. */
  officer: string | null
  addedBy: string
  /** First day it counts, which is when a second person confirmed it; null before. */
  validFrom: string | null
  retiredOn: string | null
  /** The officer's account is closed: nobody may seal to them any more. */
  suspended: boolean
}

/** Whether new envelopes are sealed to it. */
export function isValid({ validFrom, retiredOn, suspended }: Recipient): boolean {
  return validFrom !== null && retiredOn === null && !suspended
}

/**
 * How a reporter may come forward: by name or reachable only while two keys are there to seal to, one of them an
 * officer's and one in escrow, so that no single loss locks an identity away for ever.
 */
export function offeredModes(recipients: readonly Recipient[]): (typeof REPORTER_MODES)[number][] {
  const valid = recipients.filter(isValid)
  const isBoth = RECIPIENT_KINDS.every((kind) => valid.some((one) => one.kind === kind))
  return isBoth ? [...REPORTER_MODES] : ['anonymous']
}

/** The set an envelope is for, as one text: ids in order, so that equal sets are equal texts. */
export function setOf(recipients: readonly { id: string }[]): string {
  return JSON.stringify(recipients.map(({ id }) => id).sort())
}

/** What two people compare before a key counts: 80 bits of the SHA-256 of the public key, in groups of four. */
export function fingerprintOf(recipient: string): string {
  return (
    bytesToHex(sha256(utf8ToBytes(recipient)))
      .slice(0, 20)
      .match(/.{4}/g) ?? []
  )
    .join(' ')
    .toUpperCase()
}

/** Why a key cannot be confirmed by somebody; null when it can. */
export function whyNotConfirm(
  recipient: Recipient,
  by: string,
): 'identity.retired' | 'identity.own-request' | 'identity.decided' | null {
  if (recipient.retiredOn !== null) return 'identity.retired'
  if (recipient.validFrom !== null) return 'identity.decided'
  return recipient.addedBy === by || recipient.officer === by ? 'identity.own-request' : null
}
