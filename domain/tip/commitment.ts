import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { TipInput } from './schema.ts'

/**
 * The bytes a tip is committed by: RFC 8785 canonical JSON of what was said, with photos by digest. What was not given
 * is absent.
 */
export function commitmentContent(tip: TipInput, attachmentSha256s: readonly string[]): Uint8Array {
  const { kinds, behaviours, description, occurredOn, place } = tip
  const content = {
    kinds,
    behaviours: behaviours ?? [],
    description,
    occurredOn,
    place,
    attachments: attachmentSha256s,
  }
  return utf8ToBytes(canonicalize(content) as string)
}

/**
 * `c = SHA-256("env-tip/v1\n" || r || SHA-256(content))`: binds the bureau to the tip and, while `r` (32 random bytes)
 * is secret, says nothing about it.
 */
export function commit(secret: Uint8Array, content: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8ToBytes('env-tip/v1\n'), secret, sha256(content)))
}
