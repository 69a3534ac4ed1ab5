import type { SoilTransfer } from './transfer.ts'

/** Weights out and in may differ by this share (scales, moisture) before somebody has to explain. Unconfirmed. */
export const LOAD_TOLERANCE = 0.02

type Load = SoilTransfer['loads'][number]

/** Share of what left that arrived too little (positive) or too much (negative); null before it was weighed in. */
export function loadDifference(load: Load): number | null {
  return load.in === null ? null : (load.out - load.in) / load.out
}

/** Whether a load's weights differ by more than the tolerance. */
export function isLoadOff(load: Load): boolean {
  const difference = loadDifference(load)
  // Weights are read to the kilogram: exactly 2 % must not become more than 2 % in binary fractions.
  return difference !== null && Math.abs(difference) > LOAD_TOLERANCE + 1e-9
}

/** What the loads of a transfer come to, in tonnes; `off` are those whose weights differ too much. */
export type LoadTotals = { out: number; in: number; arrived: number; underWay: number; off: Load[] }

/** Adds up loads; tonnes to the kilogram. */
export function loadTotals(loads: readonly Load[]): LoadTotals {
  const arrived = loads.filter((load) => load.in !== null)
  return {
    out: toKilogram(loads.reduce((sum, load) => sum + load.out, 0)),
    in: toKilogram(arrived.reduce((sum, load) => sum + (load.in ?? 0), 0)),
    arrived: arrived.length,
    underWay: loads.length - arrived.length,
    off: loads.filter(isLoadOff),
  }
}

const toKilogram = (tonnes: number): number => Math.round(tonnes * 1000) / 1000
