import { type Bureau, findStreet } from './bureau.ts'
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
 * Whose a place is. A street of ours chosen in the form decides; then a neighbour's street code, our street or a
 * neighbour named in the address, and last a point clearly outside the district's bounds. Nothing is ever refused for
 * its place. `on` is the day whose streets count.
 */
export function locate(place: Place, bureau: Bureau, on: string): Located {
  const cgcs = toCgcs2000(place)
  const chosen = place.street ? findStreet(bureau, place.street, on) : undefined
  if (chosen) return { street: chosen.code, outside: null, cgcs }

  const byCode =
    place.street &&
    bureau.neighbours.find((one) => one.streetPrefixes.some((prefix) => place.street?.startsWith(prefix)))
  if (byCode) return { street: null, outside: competent(byCode), cgcs }

  const named = bureau.streets.find(
    (street) => place.address.includes(street.name) && findStreet(bureau, street.code, on),
  )
  const next = bureau.neighbours.find((one) => one.words.some((word) => place.address.includes(word)))
  if (named && !next) return { street: named.code, outside: null, cgcs }
  if (next && !place.address.includes(bureau.district)) return { street: null, outside: competent(next), cgcs }
  if (cgcs && isFarOutside(cgcs, bureau)) {
    const body = `${bureau.city}生态环境局（按地点转交所在地生态环境部门）`
    return { street: null, outside: { body, phone: '12345' }, cgcs }
  }
  return { street: named?.code ?? null, outside: null, cgcs }
}

function competent({ body, phone }: Bureau['neighbours'][number]): { body: string; phone: string | null } {
  return { body, phone }
}

function isFarOutside(point: Point, { bounds }: Bureau): boolean {
  return point.lng < bounds.west || point.lng > bounds.east || point.lat < bounds.south || point.lat > bounds.north
}
