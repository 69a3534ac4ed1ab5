import { OUTCOMES, REMEDIED } from '../case/outcome.ts'
import { REJECTION_GROUNDS } from '../case/rejection.ts'
import { CHANNELS, TIP_KINDS } from '../tip/kinds.ts'
import { INDUSTRY_ROWS } from './industry.ts'

/**
 * What is counted, each by the day it happened: a case that comes in on 31 January, is accepted in February and closed
 * in March counts once in each of the three months.
 */
export const MEASURES = [
  'received',
  'accepted',
  'refused',
  'transferred',
  'closed',
  'on_time',
  'late',
  'reopened',
  'urged',
  'supervised',
  'unsealed',
] as const
export type Measure = (typeof MEASURES)[number]

/** By what it is told apart: two things together. A row of them is named `<street or kind>:<the other>`. */
export const CROSSED = {
  street_ground: ['street', 'ground'],
  street_outcome: ['street', 'outcome'],
  street_remedied: ['street', 'remedied'],
  kind_outcome: ['kind', 'outcome'],
  kind_remedied: ['kind', 'remedied'],
} as const
export type CrossedDimension = keyof typeof CROSSED
export const CROSSED_DIMENSIONS = Object.keys(CROSSED) as CrossedDimension[]

/** By what it is told apart. `all` is the whole district; `remedied` is whether the harm is gone, apart from closed. */
export const DIMENSIONS = [
  'all',
  'kind',
  'street',
  'channel',
  'industry',
  'office',
  'ground',
  'outcome',
  'remedied',
  ...CROSSED_DIMENSIONS,
] as const
export type Dimension = (typeof DIMENSIONS)[number]

export function isCrossed(by: Dimension): by is CrossedDimension {
  return by in CROSSED
}

/** Whether only rows in which something is are listed, since most have nothing: what is not there is zero. */
export function isSparse(by: Dimension): boolean {
  return by === 'office' || isCrossed(by)
}

/** The name of a row told apart by two things. */
export function crossedRow(one: string, other: string): string {
  return `${one}:${other}`
}

const OF_A_CASE = MEASURES.filter((one) => one !== 'unsealed')

/** What each dimension tells: who a case was with is known of closed ones, a ground belongs to a refusal. */
export const MEASURES_BY: Readonly<Record<Dimension, readonly Measure[]>> = {
  all: MEASURES,
  kind: OF_A_CASE,
  street: OF_A_CASE,
  channel: OF_A_CASE,
  industry: OF_A_CASE,
  office: ['closed', 'on_time', 'late', 'reopened'],
  ground: ['refused'],
  outcome: ['closed'],
  remedied: ['closed'],
  street_ground: ['refused'],
  street_outcome: ['closed'],
  street_remedied: ['closed'],
  kind_outcome: ['closed'],
  kind_remedied: ['closed'],
}

/** Dimensions in which a case stands once, so that the rows add up to the whole; of kinds it may have several. */
export const ADDING_UP = ['street', 'channel', 'industry', 'office', 'ground', 'outcome', 'remedied'] as const

/**
 * What the rows of the handling table tell of closings: whoever counts them all knows these, and by their days nearly
 * whether they were in time.
 */
const TOLD_OF_CLOSINGS: readonly Measure[] = ['closed', 'on_time', 'late']
const IN_HANDLING_TABLE: readonly Dimension[] = [
  'all',
  'kind',
  'street',
  'outcome',
  'remedied',
  'street_outcome',
  'street_remedied',
  'kind_outcome',
  'kind_remedied',
]

/** Whether the count may be known from `/cases/`, where closed cases stand one by one. */
export function isInHandlingTable(by: Dimension, measure: Measure): boolean {
  return TOLD_OF_CLOSINGS.includes(measure) && IN_HANDLING_TABLE.includes(by)
}

/** A place outside the district, or one nobody could tell the street of. */
export const NO_STREET = 'none'

/** The rows that are always there, whatever was counted; streets and offices come from the bureau. */
export const FIXED_ROWS: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  all: ['all'],
  kind: TIP_KINDS,
  channel: CHANNELS,
  industry: INDUSTRY_ROWS,
  ground: REJECTION_GROUNDS,
  outcome: OUTCOMES,
  remedied: REMEDIED,
}
