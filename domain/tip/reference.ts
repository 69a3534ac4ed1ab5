import { base32 } from './receipt.ts'

/** `T-<year>-<6 random symbols>` from at least 4 random bytes: names a tip, opens nothing, tells no count. */
export function referenceFrom(bytes: Uint8Array, year: number): string {
  return `T-${year}-${base32(bytes, 6)}`
}
