import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { TipInput } from './schema.ts'

/**
 * What makes two tips one matter: the same object, place and acts. Null unless all three are named, so that tips about
 * unknown offenders are never thrown together. Repeats join the open case and each keeps its own receipt.
 */
export function matterKey(tip: TipInput): string | null {
  const object = fold(tip.accused?.name ?? '') || fold(tip.accused?.plate ?? '')
  const address = fold(tip.place.address)
  const acts = [...new Set(tip.behaviours)].sort()
  if (!object || !address || acts.length === 0) return null
  const parts = [object, tip.place.street ?? '', address, acts.join(',')]
  return bytesToHex(sha256(utf8ToBytes(parts.join('\n')))).slice(0, 32)
}

/** Width, case, spaces and punctuation say nothing about what is meant. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')
}
