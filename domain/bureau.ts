import * as z from 'zod/mini'
import { RULE_IDS, UNITS, whyNotAmount } from './case/rule.ts'
import { TIP_KINDS } from './tip/kinds.ts'
import { Day } from './tip/schema.ts'

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
const link = z.string().check(z.regex(/^https?:\/\/\S+$/))
const validity = { validFrom: Day, validTo: z.optional(Day) }

/**
 * An office that gets cases, as it is called over some days: a new name or remit is a new row under the same id. Without a
 * first day it was always there.
 */
export const Department = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  name: text,
  remit: text,
  /** One of the bureau's own; others belong to the district. */
  internal: z.boolean(),
  /** What it is proposed for where no word of a tip points to a remit. */
  kinds: z.optional(z.array(z.enum(TIP_KINDS))),
  email: z.optional(z.email()),
  validFrom: z.optional(Day),
  validTo: z.optional(Day),
})
export type Department = z.infer<typeof Department>

/** `content/bureau.json`: everything that makes the product one district's. Changing it re-labels all pages. */
export const BureauFields = z.strictObject({
  /** e.g. 郑州市生态环境局中原分局 */
  name: text,
  shortName: text,
  district: text,
  city: text,
  province: text,
  adcode: z.string().check(z.regex(/^\d{6}$/)),
  /** Shown where a resident asks whom to telephone. */
  telephone: z.strictObject({ number: text, name: text, note: text }),
  address: text,
  postcode: z.string().check(z.regex(/^\d{6}$/)),
  officeHours: text,
  website: link,
  /** Filing numbers in the footer; null while the bureau has none. */
  filings: z.strictObject({ icp: z.nullable(text), police: z.nullable(text), governmentSite: z.nullable(text) }),
  /** Where 「快速离开」 leads: a page that tells nobody what was read before. */
  leaveTo: z.optional(z.string().check(z.regex(/^https:\/\/\S+$/))),
  nationalPlatform: z.strictObject({ name: text, url: link }),
  /** Mail address of the officer on duty (emergencies). */
  dutyEmail: z.string().check(z.email()),
  functionalZones: z.array(z.strictObject({ id: text, name: text, note: text, ...validity })),
  streets: z.array(
    z.strictObject({
      code: z.string().check(z.regex(/^\d{9}$/)),
      name: text,
      /** Ids of functional zones that overlay it; boundaries come from the bureau. */
      functionalZones: z.array(text),
      /** Where its name stands on the maps, in CGCS2000 and within `bounds`; the bureau's to give, and not drawn without. */
      centre: z.optional(z.strictObject({ lng: z.number(), lat: z.number() })),
      ...validity,
    }),
  ),
  /** Places next to us: whom to name when a tip is about one of them. */
  neighbours: z.array(
    z.strictObject({
      name: text,
      /** Words in an address that point there. */
      words: z.array(text),
      streetPrefixes: z.array(z.string().check(z.regex(/^\d{6,9}$/))),
      body: text,
      phone: z.nullable(text),
    }),
  ),
  departments: z.array(Department),
  waterSourceZones: z.array(
    z.strictObject({
      id: text,
      name: text,
      words: z.array(text),
      /** Rough circle in CGCS2000; the official boundary comes from the bureau. */
      circle: z.optional(z.strictObject({ lng: z.number(), lat: z.number(), radiusM: z.number() })),
    }),
  ),
  /** Bounding box of the district in CGCS2000, to tell clearly outside points. */
  bounds: z.strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  /**
   * Limits the bureau set itself, or confirmed: each replaces the law's of that name for what starts from `validFrom` on.
   * Stricter than a confirmed one, never laxer.
   */
  clockRules: z.optional(
    z.array(
      z.strictObject({
        rule: z.enum(RULE_IDS),
        amount: z.int().check(z.minimum(1)),
        unit: z.enum(UNITS),
        article: text,
        unconfirmed: z.boolean(),
        ...validity,
      }),
    ),
  ),
  /** Days an escrow key may go without a drill; 180 where the bureau says nothing. */
  escrowDrillDays: z.optional(z.int().check(z.minimum(1), z.maximum(366))),
  /**
   * Years what tips say, and their photos, are kept after the end of their matter. Nothing is destroyed while the bureau
   * has not fixed it: the three years /privacy/ proposes are nobody's rule yet, and gone is gone.
   */
  contentYears: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(50)))),
  dataVersion: text,
  /** What nobody at the bureau has confirmed yet. */
  unconfirmed: z.array(text),
})

/** A file whose parts name each other: a typing mistake stops the start, not a page months later. */
export const Bureau = BureauFields.check(
  z.refine(
    (bureau) => bureau.streets.every((street) => street.functionalZones.every((id) => has(bureau.functionalZones, id))),
    { path: ['streets', 'functionalZones'] },
  ),
  z.refine((bureau) => isUnique(bureau.streets.map((one) => `${one.code} ${one.validFrom}`)), { path: ['streets'] }),
  z.refine(({ departments }) => isUnique(departments.map(startOf)) && !has(departments, 'bureau'), {
    path: ['departments'],
  }),
  z.refine(({ departments }) => departments.every((one) => !departments.some((other) => overlaps(one, other))), {
    path: ['departments'],
  }),
  z.refine((bureau) => (bureau.clockRules ?? []).every((one) => !whyNotAmount(one.rule, one.amount, one.unit)), {
    path: ['clockRules'],
  }),
  z.check((file) => {
    const { streets, bounds } = file.value
    for (const [at, { centre }] of streets.entries())
      if (centre && !isWithin(bounds, centre))
        file.issues.push({ code: 'custom', input: centre, path: ['streets', at, 'centre'], message: 'out of bounds' })
  }),
  z.refine(({ bounds }) => bounds.west < bounds.east && bounds.south < bounds.north, { path: ['bounds'] }),
)
export type Bureau = z.infer<typeof Bureau>

/** Whether a point, in CGCS2000, lies in the district's bounding box. */
export const isWithin = (
  { west, south, east, north }: Bureau['bounds'],
  { lng, lat }: { lng: number; lat: number },
): boolean => west <= lng && lng <= east && south <= lat && lat <= north
const startOf = ({ id, validFrom = '' }: Department) => `${id} ${validFrom}`
/** Whether a row of the same department begins before this one is over. */
const overlaps = (one: Department, other: Department): boolean =>
  one.id === other.id &&
  (one.validFrom ?? '') < (other.validFrom ?? '') &&
  (one.validTo === undefined || one.validTo >= (other.validFrom ?? ''))
const has = (list: readonly { id: string }[], id: string): boolean => list.some((one) => one.id === id)
const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length

/** The street in force on a day, by code; undefined when it is not ours or no longer (or not yet) valid. */
export function findStreet(bureau: Bureau, code: string, on: string): Bureau['streets'][number] | undefined {
  return currentStreets(bureau, on).find((street) => street.code === code)
}

/**
 * The name of a department, street office or the bureau itself, for timelines and buttons. A department has the name of
 * the day; the last it had where no day is given, or on a day it is not there.
 */
export function organisationName(bureau: Bureau, org: string, on?: string): string {
  if (org === 'bureau') return bureau.shortName
  const department =
    (on === undefined ? undefined : findDepartment(bureau, org, on)) ??
    bureau.departments.findLast((one) => one.id === org)
  return department?.name ?? bureau.streets.find((one) => one.code === org)?.name ?? org
}

/** Departments in force on a day: cases go to no other. */
export function currentDepartments(bureau: Bureau, on: string): Department[] {
  return bureau.departments.filter(
    ({ validFrom, validTo }) =>
      (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo),
  )
}

/** A department as it is in force on a day; undefined when it is not ours, or no longer (or not yet) there. */
export function findDepartment(bureau: Bureau, id: string, on: string): Department | undefined {
  return currentDepartments(bureau, on).find((one) => one.id === id)
}

/** Departments in force on a day, those first that get any of these kinds. */
export function departmentsFor(bureau: Bureau, kinds: readonly string[], on: string): Department[] {
  const gets = (one: Department) => one.kinds?.some((kind) => kinds.includes(kind)) === true
  const all = currentDepartments(bureau, on)
  return [...all.filter(gets), ...all.filter((one) => !gets(one))]
}

/** Where 「快速离开」 leads; the weather, unless the bureau says otherwise. */
export const leaveTo = (bureau: Bureau): string => bureau.leaveTo ?? 'https://www.weather.com.cn/'

/** Functional zones in force on a day. */
export function currentZones(bureau: Bureau, on: string): Bureau['functionalZones'] {
  return bureau.functionalZones.filter((zone) => zone.validFrom <= on && (!zone.validTo || on <= zone.validTo))
}

/** Streets in force on a day. */
export function currentStreets(bureau: Bureau, on: string): Bureau['streets'] {
  return bureau.streets.filter((street) => street.validFrom <= on && (!street.validTo || on <= street.validTo))
}
