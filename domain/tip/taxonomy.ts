import type { TipKind } from './kinds.ts'

/**
 * The second level of what is polluted, by kind: the shares the ministry's bulletins give (烟粉尘, 恶臭/异味, 工业废气,
 * 油烟; 建设施工, 工业, 社会生活娱乐; 工业废水; 工业固废) and what the district's plan adds. Kinds without a second level
 * have none in those bulletins.
 */
export const SUB_KINDS_OF = {
  air: ['smoke_dust', 'odour', 'industrial_gas', 'cooking_fume', 'vehicle_exhaust', 'air_other'],
  water: ['industrial_wastewater', 'sewage', 'livestock_wastewater', 'black_water'],
  noise: ['construction_noise', 'industrial_noise', 'social_noise', 'traffic_noise'],
  solid_waste: [
    'industrial_solid_waste',
    'household_waste',
    'hazardous_waste',
    'medical_waste',
    'construction_waste',
    'sludge',
  ],
  ecology: [],
  radiation: [],
  soil_groundwater: [],
} as const satisfies Record<TipKind, readonly string[]>
export type SubKind = (typeof SUB_KINDS_OF)[TipKind][number]
export const SUB_KINDS: readonly SubKind[] = Object.values(SUB_KINDS_OF).flat()

/** Whether a second level stands under one of the kinds that were chosen. */
export function isUnder(subKind: string, kinds: readonly string[]): boolean {
  return Object.entries(SUB_KINDS_OF).some(
    ([kind, under]) => kinds.includes(kind) && under.some((one) => one === subKind),
  )
}

/**
 * Trades of the accused as the ministry's bulletins count them, and those of the district's plan: the narrower first, in
 * the form, in the figures and where words are sorted into them. `accused.industry` may hold one of these or words of
 * one's own.
 */
export const INDUSTRIES = [
  'hazardous_waste_treatment',
  'electroplating',
  'scrap_dismantling',
  'car_repair_or_fuel',
  'livestock',
  'hospitality',
  'construction',
  'mineral_products',
  'chemicals',
  'metal_smelting',
  'manufacturing',
] as const
export type Industry = (typeof INDUSTRIES)[number]

/** How often it happens. */
export const RECURRENCES = ['once', 'now_and_then', 'every_week', 'nearly_every_day'] as const
export type Recurrence = (typeof RECURRENCES)[number]
