/** What the investigation found (ministry bulletins: 属实 / 部分属实 / 不属实 / 无法核实). */
export const OUTCOMES = ['substantiated', 'partly_substantiated', 'unsubstantiated', 'unverifiable'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Closed is not fixed: whether the harm itself is gone is said apart from the outcome. */
export const REMEDIED = ['yes', 'by_promise', 'no', 'not_applicable'] as const
export type Remedied = (typeof REMEDIED)[number]
