import * as z from 'zod/mini'
import { type Bureau, BureauFields, isWithin } from '../bureau.ts'
import type { Problem } from '../refusal.ts'
import { BUREAU_DATA_PROBLEM_WORDS } from '../words/zh/bureau-data.ts'

/** Names, addresses and places of the bureau: all of it that has no page of its own, each part whole. */
export const DataFields = z.partial(z.omit(BureauFields, { departments: true, clockRules: true, dataVersion: true }))
export type DataFields = z.infer<typeof DataFields>

export const DataChange = z.strictObject({ kind: z.literal('data'), fields: DataFields })
export type DataChange = z.infer<typeof DataChange>

/** The bureau with other data. */
export function withData(bureau: Bureau, { fields }: DataChange): Bureau {
  return { ...bureau, ...fields } as Bureau
}

/** What does not fit together in the data as they would be. */
export function dataProblems(bureau: Bureau, change: DataChange): Problem[] {
  const after = withData(bureau, change)
  const { fields } = change
  const { west, south, east, north } = after.bounds
  return [
    ...(fields.streets ? streetProblems(bureau, after) : []),
    ...(fields.streets || fields.bounds ? centreProblems(after) : []),
    ...(fields.functionalZones ? zoneProblems(bureau, after) : []),
    ...(west < east ? [] : [mismatch('bounds.east', BUREAU_DATA_PROBLEM_WORDS.bounds)]),
    ...(south < north ? [] : [mismatch('bounds.north', BUREAU_DATA_PROBLEM_WORDS.bounds)]),
  ]
}

function streetProblems(before: Bureau, { streets, functionalZones }: Bureau): Problem[] {
  return [
    ...removed('streets', before.streets, streets, (one) => one.code),
    ...streets.flatMap((one, at) => [
      ...(streets.findIndex((other) => other.code === one.code && other.validFrom === one.validFrom) < at
        ? [mismatch(`streets.${at}.code`, BUREAU_DATA_PROBLEM_WORDS.streetTwice)]
        : []),
      ...(one.functionalZones.every((id) => functionalZones.some((zone) => zone.id === id))
        ? []
        : [mismatch(`streets.${at}.functionalZones`, BUREAU_DATA_PROBLEM_WORDS.zoneUnknown)]),
      ...backwards(`streets.${at}`, one),
    ]),
  ]
}

function centreProblems({ streets, bounds }: Bureau): Problem[] {
  return streets.flatMap(({ centre }, at) =>
    centre && !isWithin(bounds, centre)
      ? [mismatch(`streets.${at}.centre.lng`, BUREAU_DATA_PROBLEM_WORDS.centreOutside)]
      : [],
  )
}

function zoneProblems(before: Bureau, { functionalZones }: Bureau): Problem[] {
  return [
    ...removed('functionalZones', before.functionalZones, functionalZones, (one) => one.id),
    ...functionalZones.flatMap((one, at) => [
      ...(functionalZones.findIndex((other) => other.id === one.id) < at
        ? [mismatch(`functionalZones.${at}.id`, BUREAU_DATA_PROBLEM_WORDS.zoneTwice)]
        : []),
      ...backwards(`functionalZones.${at}`, one),
    ]),
  ]
}

/** What cases and tips refer to ends, but is never taken out of the list. */
function removed<T extends { name: string }>(
  path: string,
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): Problem[] {
  const gone = before.filter((one) => !after.some((other) => keyOf(other) === keyOf(one)))
  const names = gone.map((one) => one.name).join('、')
  return gone.length === 0 ? [] : [mismatch(path, BUREAU_DATA_PROBLEM_WORDS.neverRemoved(names))]
}

function backwards(
  path: string,
  { validFrom, validTo }: { validFrom: string; validTo?: string | undefined },
): Problem[] {
  return validTo !== undefined && validTo < validFrom
    ? [mismatch(`${path}.validTo`, BUREAU_DATA_PROBLEM_WORDS.backwards)]
    : []
}

const mismatch = (path: string, message: string): Problem => ({ path: `fields.${path}`, code: 'mismatch', message })
