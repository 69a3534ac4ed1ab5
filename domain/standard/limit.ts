import type { LandClass } from '../disclosure/schema.ts'
import farmland from './gb15618-2018.json' with { type: 'json' }
import development from './gb36600-2018.json' with { type: 'json' }
import { type Item, itemOf, STANDARD_FACTS, standardFor } from './item.ts'

/** One limit of a standard, as printed. mg/kg of dry soil. */
export type Limit = { value: number; clause: string; unverified: string | null }
export type Limits = { screening: Limit; intervention: Limit | null }

const DEVELOPMENT = new Map(development.items.map((one) => [one.id, one]))
const FARMLAND = new Map(farmland.items.map((one) => [one.id, one]))

const PH_BANDS = ['le5_5', '5_5_6_5', '6_5_7_5', 'gt7_5'] as const
type PhBand = (typeof PH_BANDS)[number]
const BAND_LABELS = Object.fromEntries(farmland.phBands.map((band) => [band.id, band.label])) as Record<PhBand, string>

/** The band of GB 15618-2018 a pH falls into: 5.5, 6.5 and 7.5 belong to the band below them. */
export function phBand(ph: number): PhBand {
  if (ph <= 5.5) return 'le5_5'
  if (ph <= 6.5) return '5_5_6_5'
  return ph <= 7.5 ? '6_5_7_5' : 'gt7_5'
}

/**
 * The limits of an item for ground of a class on a day, `YYYY-MM-DD`. Farmland needs the sample's pH unless the item
 * has one value for all; `not-in-force` before the standard took effect (1 August 2018).
 */
export function limitsOf(
  item: Item,
  land: { landClass: LandClass; ph: number | null },
  on: string,
): Limits | 'no-ph' | 'not-in-force' {
  if (on < STANDARD_FACTS[item.standard].effective) return 'not-in-force'
  return item.standard === 'GB 36600-2018' ? developmentLimits(item, land.landClass) : farmlandLimits(item, land)
}

/** One line of the table of a pollutant's limits. */
export type LimitLine = { standard: Item['standard']; landClass: LandClass; band: string | null } & Limits

/** Every limit of a pollutant in both standards, one line for each class of land and, on farmland, band of pH. */
export function limitTable(id: string): LimitLine[] {
  const classes = ['class1', 'class2', 'paddy', 'other_farmland'] as const
  return classes.flatMap((landClass): LimitLine[] => {
    const standard = standardFor(landClass)
    const item = itemOf(standard, id)
    if (!item) return []
    if (standard === 'GB 36600-2018')
      return [{ standard, landClass, band: null, ...developmentLimits(item, landClass) }]
    const whole = farmlandLimits(item, { landClass, ph: null })
    if (whole !== 'no-ph') return [{ standard, landClass, band: null, ...whole }]
    return PH_BANDS.map((band) => ({
      standard,
      landClass,
      band: BAND_LABELS[band],
      ...bandLimits(item, landClass, band),
    }))
  })
}

function developmentLimits(item: Item, landClass: LandClass): Limits {
  const printed = DEVELOPMENT.get(item.id)
  if (!printed) throw new Error(`couldn't find ${item.id} in ${item.standard}`)
  // 5.3.1: where the planned use is not known, the values of class 1 are used.
  const column = landClass === 'class2' ? 'class2' : 'class1'
  const limit = (kind: 'screening' | 'intervention'): Limit => ({
    value: printed[kind][column],
    clause: item.clause,
    unverified: item.flag,
  })
  return { screening: limit('screening'), intervention: limit('intervention') }
}

function farmlandLimits(item: Item, land: { landClass: LandClass; ph: number | null }): Limits | 'no-ph' {
  if (land.ph !== null) return bandLimits(item, land.landClass, phBand(land.ph))
  const lines = PH_BANDS.map((band) => bandLimits(item, land.landClass, band))
  const [first] = lines
  const same = lines.every(
    (one) => one.screening.value === first?.screening.value && one.intervention?.value === first?.intervention?.value,
  )
  return same && first ? first : 'no-ph'
}

type Bands = Readonly<Record<PhBand, number>>

function bandLimits(item: Item, landClass: LandClass, band: PhBand): Limits {
  const printed = FARMLAND.get(item.id)
  if (!printed) throw new Error(`couldn't find ${item.id} in ${item.standard}`)
  const columns: { paddy?: Bands; other?: Bands; all?: Bands } = printed.screening
  // Copper is printed for orchards and for everything else: paddy is everything else.
  const column = (landClass === 'paddy' ? columns.paddy : undefined) ?? columns.other ?? columns.all
  if (!column) throw new Error(`couldn't find a column of ${item.id} for ${landClass}`)
  const [first = item.clause, third = item.clause] = item.clause.split('；')
  const screeningFlag = printed.intervention === null || item.flag?.startsWith('筛选值') ? item.flag : null
  return {
    screening: { value: column[band], clause: first, unverified: screeningFlag },
    intervention: printed.intervention && {
      value: (printed.intervention as Bands)[band],
      clause: `${item.standard} ${third.replace(`${item.standard} `, '')}`,
      unverified: screeningFlag === null ? item.flag : null,
    },
  }
}
