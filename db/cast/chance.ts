import { createHash } from 'node:crypto'

/** Bytes and ids that are the same in every run, in the same order; `name` keeps one row of them from another. */
export function castChance(name: string) {
  let drawn = 0
  const random = (length: number): Uint8Array => {
    const digest = createHash('sha256').update(`${name} ${drawn++}`).digest()
    return new Uint8Array(digest.subarray(0, length))
  }
  const id = (): string => {
    const hex = Buffer.from(random(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  return { random, id }
}
