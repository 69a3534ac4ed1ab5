import type { Bureau } from '../bureau.ts'
import { type Point, toCgcs2000 } from '../coordinates.ts'
import type { TipKind } from './kinds.ts'
import { fold } from './matter.ts'
import type { Place } from './schema.ts'

/** How far back a tip may be the same matter, in days. */
export const SIMILAR_DAYS = 30
/** A tip younger than this many days is never offered to anybody: what is fresh says who was there. */
export const SETTLED_DAYS = 3
/** Side of a cell in metres. Two points within it of one another lie in one cell or in neighbouring ones. */
const CELL_M = 250
const METRES_PER_DEGREE = 111_320

/** A tip of an open case whose place was visited (`db/similar.ts`): what may be the same matter as another. */
export type Candidate = { caseId: string; kinds: readonly TipKind[]; address: string; cgcs: Point | null }

/**
 * Those of `candidates` that may be the same matter, in their order: a kind in common, and either within 250 m or the
 * same words of an address. Distance is measured between cells, never points: whoever moves his question about finds
 * out the cell and nothing finer.
 */
export function allSimilarTo<C extends Candidate>(
  asked: { kinds: readonly TipKind[]; place: Place },
  candidates: readonly C[],
  bureau: Bureau,
): C[] {
  const point = toCgcs2000(asked.place)
  const cell = point && cellOf(point, bureau)
  const isNear = (one: Candidate) => cell !== null && one.cgcs !== null && areBeside(cell, cellOf(one.cgcs, bureau))
  return candidates.filter(
    (one) =>
      one.kinds.some((kind) => asked.kinds.includes(kind)) &&
      (isNear(one) || saySamePlace(asked.place.address, one.address)),
  )
}

type Cell = readonly [column: number, row: number]

/** The cell of a point on a grid that stands still: metres east and north of the corner of the district. */
function cellOf({ lng, lat }: Point, { bounds }: Bureau): Cell {
  const shrink = Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180)
  const cells = (degrees: number) => Math.floor((degrees * METRES_PER_DEGREE) / CELL_M)
  return [cells((lng - bounds.west) * shrink), cells(lat - bounds.south)]
}

const areBeside = (a: Cell, b: Cell): boolean => Math.abs(a[0] - b[0]) <= 1 && Math.abs(a[1] - b[1]) <= 1

/** Names of roads, waters and places in a Chinese address, as far as their last character tells. */
const PLACE = /[^\p{P}\s\d与和及的路街道环桥园区村厂河渠巷]{1,8}(?:大道|路|街|环|桥|公园|小区|村|厂|河|渠|水库|巷)/gu

/** The same address, or one that names the same two places at least: a road alone is kilometres long. */
export function saySamePlace(one: string, other: string): boolean {
  const [a, b] = [fold(one), fold(other)]
  if (a !== '' && a === b) return true
  const named = (text: string) => new Set(text.normalize('NFKC').match(PLACE) ?? [])
  const there = named(other)
  return [...named(one)].filter((place) => there.has(place)).length >= 2
}
