/** The share of the gate's length that is run, between 0 and 1; without it the sample of `npm test`. */
const share = process.env.FAULTS ? Number(process.env.FAULTS) : null

/** Whether this is more than the sample. */
export const isLong = share !== null

/** Rounds, posts or milliseconds of a fault: so many in `npm test`, so many in `npm run test:gate` (`FAULTS=1`). */
export function length(sample: number, gate: number): number {
  return share === null ? sample : Math.max(sample, Math.round(gate * share))
}
