import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Bytes and ids that are the same in every run, in the same order; `name` keeps one row of them from another. */
export function castChance(name: string) {
  let drawn = 0
  const random = (length: number): Uint8Array => {
    return sha256(utf8ToBytes(`${name} ${drawn++}`)).slice(0, length)
  }
  const id = (): string => {
    const hex = bytesToHex(random(16))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  return { random, id }
}
