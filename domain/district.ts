import { type Bureau, currentStreets, findStreet } from './bureau.ts'
import { type Point, toCgcs2000 } from './coordinates.ts'
import type { Place } from './tip/schema.ts'

export type Located = {
  /** Code of our street, chosen or read from the address; null when unknown. */
  street: string | null
  /** Set when the place is not ours: who is competent there. */
  outside: { body: string; phone: string | null } | null
  /** The point in CGCS2000. */
  cgcs: Point | null
}

/**
 * Whose a place is. A street chosen in the form decides; then what the address names, and last a point clearly outside
 * the district's bounds. Nothing is ever refused for its place. `on` is the day whose streets count.
 */
export function locate(place: Place, bureau: Bureau, on: string): Located {
  const cgcs = toCgcs2000(place)
  const chosen = place.street ? findStreet(bureau, place.street, on) : undefined
  if (chosen) return { street: chosen.code, outside: null, cgcs }

  const byCode = bureau.neighbours.find((one) => one.streetPrefixes.some((prefix) => place.street?.startsWith(prefix)))
  if (byCode) return { street: null, outside: competent(byCode), cgcs }

  const named = readAddress(place.address, bureau, on)
  if (named) return { ...named, cgcs }
  if (cgcs && isFarOutside(cgcs, bureau)) {
    const body = `${bureau.city}生态环境局（按地点转交所在地生态环境部门）`
    return { street: null, outside: { body, phone: bureau.telephone.number }, cgcs }
  }
  return { street: null, outside: null, cgcs }
}

/**
 * Whose a written address is; null when it names no place we know. A Chinese address runs from the large to the small,
 * and an enclave is written after the district around it (「中原区高新区…」), so the last name counts; on a border
 * (「交界」) it is ours as well, and we look first.
 */
function readAddress(address: string, bureau: Bureau, on: string): Omit<Located, 'cgcs'> | null {
  const street = lastOf(
    address,
    currentStreets(bureau, on).flatMap(({ code, name }) =>
      [name, `${name.replace(/街道$/, '')}办事处`].map((word) => [word, code] as const),
    ),
  )
  const areas = [bureau.district, ...bureau.functionalZones.map((zone) => zone.name)]
  const area = lastOf(
    address,
    areas.map((word) => [word, word] as const),
  )
  const next = lastOf(
    address,
    bureau.neighbours.flatMap((one) => one.words.map((word) => [word, one] as const)),
  )
  const ours = Math.max(street?.at ?? -1, area?.at ?? -1)
  if (next && next.at > ours && !(ours >= 0 && /交界|接壤/.test(address)))
    return { street: null, outside: competent(next.value) }
  return ours < 0 ? null : { street: street?.value ?? null, outside: null }
}

/** What the word stands for that occurs last, and where it ends. */
function lastOf<T>(
  text: string,
  words: readonly (readonly [word: string, value: T])[],
): { at: number; value: T } | null {
  let best: { at: number; value: T } | null = null
  for (const [word, value] of words) {
    const start = text.lastIndexOf(word)
    if (start >= 0 && (!best || start + word.length > best.at)) best = { at: start + word.length, value }
  }
  return best
}

function competent({ body, phone }: Bureau['neighbours'][number]): { body: string; phone: string | null } {
  return { body, phone }
}

function isFarOutside(point: Point, { bounds }: Bureau): boolean {
  return point.lng < bounds.west || point.lng > bounds.east || point.lat < bounds.south || point.lat > bounds.north
}
