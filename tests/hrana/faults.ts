import { chance } from '../fixtures/chance.ts'

/** What goes wrong on purpose, as shares of all requests; may be changed while the server runs. */
export type Faults = {
  /** Replies to committed writes that are never sent. */
  dropped: number
  /** Replies that come late, by up to `lateMs`. */
  late: number
  lateMs: number
  /** Requests answered 503, with nothing done. */
  unavailable: number
  /** How often each has happened. */
  readonly seen: { dropped: number; late: number; unavailable: number }
}

/** No faults yet; the same seed and the same order of requests give the same faults. */
export function openFaults(seed: number): {
  faults: Faults
  strikes(kind: 'dropped' | 'late' | 'unavailable'): boolean
  lateness(): number
} {
  const next = chance(seed)
  const faults: Faults = {
    dropped: 0,
    late: 0,
    lateMs: 2000,
    unavailable: 0,
    seen: { dropped: 0, late: 0, unavailable: 0 },
  }
  return {
    faults,
    strikes(kind) {
      const struck = next() < faults[kind]
      if (struck) faults.seen[kind]++
      return struck
    },
    lateness: () => next() * faults.lateMs,
  }
}
