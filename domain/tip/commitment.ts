import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { TipInput } from './schema.ts'

/**
 * The bytes a tip is committed by: RFC 8785 canonical JSON of what was said, with photos by digest. What was not given
 * is absent, so that what the form learnt to ask later leaves the bytes of earlier tips as they were.
 */
export function commitmentContent(tip: TipInput, attachmentSha256s: readonly string[]): Uint8Array {
  const { kinds, behaviours, description, occurredOn, occurredTo, recurrence, demand, place } = tip
  const answers = tip.answers && Object.keys(tip.answers).length > 0 ? tip.answers : undefined
  const content = {
    kinds,
    behaviours: behaviours ?? [],
    description,
    occurredOn,
    place,
    subKinds: tip.subKinds?.length ? tip.subKinds : undefined,
    occurredTo,
    recurrence,
    answers,
    demand,
    attachments: attachmentSha256s,
  }
  return utf8ToBytes(canonicalize(content) as string)
}

/**
 * `c = SHA-256("env-tip/v1\n" || r || SHA-256(content))`: binds the bureau to the tip and, while `r` (32 random bytes)
 * is secret, says nothing about it.
 */
export function commit(secret: Uint8Array, content: Uint8Array): Uint8Array {
  return commitDigest(secret, sha256(content))
}

/** The same from the digest of the content alone: who holds `r` and the digest can show the commitment is theirs. */
export function commitDigest(secret: Uint8Array, digest: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8ToBytes('env-tip/v1\n'), secret, digest))
}

/**
 * The commitment of a cover, which the log mixes among tips so that their number and hour say little. Shown later by its
 * secret `r`: the bureau cannot pass a real tip off as one.
 */
export function coverCommitment(secret: Uint8Array): Uint8Array {
  return commit(secret, utf8ToBytes('dummy'))
}
