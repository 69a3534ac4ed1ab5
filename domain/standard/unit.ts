import type { Item } from './item.ts'

/** Ten to the power a unit is from mg/kg. Mass of pollutant by mass of dry soil, nothing else. */
const POWERS: ReadonlyMap<string, number> = new Map([
  ['g/kg', 3],
  ['mg/g', 3],
  ['mg/kg', 0],
  ['μg/g', 0],
  ['μg/kg', -3],
  ['ng/g', -3],
  ['ng/kg', -6],
  ['pg/g', -6],
  ['pg/kg', -9],
])
/** The same for groundwater, from mg/L. */
const WATER_POWERS: ReadonlyMap<string, number> = new Map([
  ['g/l', 3],
  ['mg/l', 0],
  ['μg/ml', 0],
  ['μg/l', -3],
  ['ng/ml', -3],
  ['ng/l', -6],
])

/**
 * A result in mg/kg; null when the unit does not say unambiguously how much of the pollutant is in how much dry soil:
 * ppm, %, mg/L, fresh weight. Dioxins are limited as toxic equivalents: a unit of another size must say so
 * (`ng TEQ/kg`), as the sum of masses is something else; mg/kg is the standard's own unit. Nothing else is limited as
 * TEQ, so elsewhere such a unit is refused.
 */
export function toMgPerKg(value: number, unit: string, item: Pick<Item, 'id'>): number | null {
  const read = readUnit(unit)
  if (!read) return null
  if (item.id === 'dioxins-teq' ? !read.teq && read.power !== 0 : read.teq) return null
  return scaled(value, read.power)
}

/** A result in mg/L; null when the unit is no mass in a volume of water. */
export function toMgPerLitre(value: number, unit: string): number | null {
  const power = WATER_POWERS.get(folded(unit))
  return power === undefined ? null : scaled(value, power)
}

/** Scaling leaves binary dust: without it a result at its limit stays at its limit. */
function scaled(value: number, power: number): number {
  return Number((power < 0 ? value / 10 ** -power : value * 10 ** power).toPrecision(12))
}

/** A row's unit, with the toxic equivalents its pollutant's name may state: 二噁英类（总毒性当量） in ng/kg. */
export function unitOf(row: { pollutant: string; unit: string }): string {
  const named = /TEQ|毒性当量/i.test(row.pollutant) && !/TEQ|毒性当量/i.test(row.unit)
  return named ? `${row.unit} TEQ` : row.unit
}

/** Whether a text is a unit of mass in soil at all. */
export function isSoilUnit(unit: string): boolean {
  return readUnit(unit) !== null
}

/** Whether a text is a unit of mass in water. */
export function isWaterUnit(unit: string): boolean {
  return WATER_POWERS.has(folded(unit))
}

function readUnit(text: string): { power: number; teq: boolean } | null {
  const plain = POWERS.get(text)
  if (plain !== undefined) return { power: plain, teq: false }
  const said = folded(text).replace(/\(?(?:以?干重计?|以?干土计?|干基|dw|dry)\)?$/, '')
  const teq = /teq|毒性当量/.test(said)
  const power = POWERS.get(said.replace(/\(?-?(?:who\d*-?|i-?)?(?:teq|毒性当量)-?\)?/, ''))
  return power === undefined ? null : { power, teq }
}

/** A unit in small letters and signs, however it was written. */
function folded(text: string): string {
  return text
    .slice(0, 40)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·.]/g, '')
    .replace(/毫克/g, 'mg')
    .replace(/微克/g, 'μg')
    .replace(/纳克/g, 'ng')
    .replace(/皮克/g, 'pg')
    .replace(/千克|公斤/g, 'kg')
    .replace(/克/g, 'g')
    .replace(/毫升/g, 'ml')
    .replace(/升/g, 'l')
    .replace(/每/, '/')
    .replace(/^ug/, 'μg')
    .replace(/^([^/]*g)(kg|g|l|ml)[-−]1/, '$1/$2')
}
