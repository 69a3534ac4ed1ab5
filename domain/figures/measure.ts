import { OUTCOMES } from '../case/outcome.ts'
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

/** By what it is told apart. `all` is the whole district. */
export const DIMENSIONS = ['all', 'kind', 'street', 'channel', 'industry', 'office', 'ground', 'outcome'] as const
export type Dimension = (typeof DIMENSIONS)[number]

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
}

/** Dimensions in which a case stands once, so that the rows add up to the whole; of kinds it may have several. */
export const ADDING_UP: readonly Dimension[] = ['street', 'channel', 'industry', 'office', 'ground', 'outcome']

/** A place outside the district, or one nobody could tell the street of. */
export const NO_STREET = 'none'

/** The rows that are always there, whatever was counted; streets come from the bureau, offices from what they closed. */
export const FIXED_ROWS: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  all: ['all'],
  kind: TIP_KINDS,
  channel: CHANNELS,
  industry: INDUSTRY_ROWS,
  ground: REJECTION_GROUNDS,
  outcome: OUTCOMES,
}
