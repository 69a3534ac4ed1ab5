import { isPh, readPh } from '../standard/compare.ts'
import { ITEMS, nameKey, substanceOf } from '../standard/item.ts'
import { isNotMeasured, readLimit, readMeasured } from '../standard/measured.ts'
import { isSoilUnit, isWaterUnit, toMgPerKg, unitOf } from '../standard/unit.ts'
import type { RowAbout, RowProblemCode } from '../words/zh/rows.ts'
import type { RowKey } from './cell.ts'
import type { SoilRow } from './schema.ts'

/** What cannot be true of a row, at the column where a person would mend it. */
export type RowFault = { key: RowKey; code: RowProblemCode; about: RowAbout }

/** A kilogram of soil holds a million milligrams. */
const ALL_OF_IT = 1_000_000

/**
 * Everything about one row that cannot be true or cannot be understood: shape apart, this is what is judged on upload,
 * on entry by form and again on submission. A row may lack any part; what is there is judged. `groundwater`: its results
 * may be per litre too.
 */
export function faultsOf(row: Partial<SoilRow>, { groundwater }: { groundwater: boolean }): RowFault[] {
  const faults: RowFault[] = []
  const say = (key: RowKey, code: RowProblemCode, about: RowAbout = {}) => faults.push({ key, code, about })
  const { depthTop, depthBottom, lng, lat, detectionLimit } = row
  if (depthTop !== undefined && depthBottom !== undefined && depthBottom <= depthTop)
    say('depthBottom', 'depth-order', { said: String(depthBottom) })
  if (lng === undefined && lat !== undefined) say('lng', 'half-coordinates')
  if (lat === undefined && lng !== undefined) say('lat', 'half-coordinates')
  if (detectionLimit !== undefined && readLimit(detectionLimit) === null)
    say('detectionLimit', 'unreadable-limit', { said: detectionLimit })
  const ph = row.pollutant !== undefined && isPh({ pollutant: row.pollutant })
  return [...faults, ...(ph ? phFaults(row) : resultFaults(row, groundwater))]
}

/** What tells two rows' results apart: point, depth, day, what was measured, and whether in soil or in water. */
export function resultKey(row: SoilRow): string {
  const what = isPh(row) ? 'ph' : (substanceOf(row) ?? nameKey(row.pollutant))
  return JSON.stringify([row.point, row.depthTop, row.depthBottom, row.sampledOn, what, isWaterUnit(row.unit)])
}

const PH_UNIT = /^(?:无量纲|无|ph(?:值|单位)?|[-—–/]+|1)$/i

function phFaults({ unit, value }: Partial<SoilRow>): RowFault[] {
  const faults: RowFault[] = []
  if (unit !== undefined && !PH_UNIT.test(unit.normalize('NFKC')))
    faults.push({ key: 'unit', code: 'ph-unit', about: { said: unit } })
  if (value !== undefined && !isNotMeasured(value) && readPh(value) === null)
    faults.push({ key: 'value', code: 'ph-range', about: { said: value } })
  return faults
}

function resultFaults(
  { pollutant, cas, value, unit, detectionLimit }: Partial<SoilRow>,
  groundwater: boolean,
): RowFault[] {
  const faults: RowFault[] = []
  const say = (key: RowKey, code: RowProblemCode, about: RowAbout) => faults.push({ key, code, about })
  const substance = pollutant === undefined ? null : substanceOf({ pollutant, cas })
  if (substance === 'name-cas-differ') say('cas', 'name-cas-differ', { said: cas ?? '', name: pollutant })
  const measured = value === undefined ? null : readMeasured(value, detectionLimit)
  if (value !== undefined && !measured && !isNotMeasured(value)) say('value', 'unreadable-value', { said: value })
  const amount = measured?.kind === 'value' ? measured.value : 0
  if (amount < 0) say('value', 'negative', { said: value })
  // Moisture, organic matter and the like have units of their own; what a standard knows must be mass in dry soil.
  if (unit === undefined || pollutant === undefined || !substance) return faults
  if (groundwater && isWaterUnit(unit)) return faults
  const item = ITEMS.find((one) => one.id === substance)
  const scale = item ? toMgPerKg(1, unitOf({ pollutant, unit }), item) : isSoilUnit(unit) ? 1 : null
  if (scale === null) {
    const unknown = groundwater ? 'unknown-unit-or-water' : 'unknown-unit'
    say('unit', substance === 'dioxins-teq' && isSoilUnit(unit) ? 'dioxin-unit' : unknown, { said: unit })
  } else if (amount * scale > ALL_OF_IT) say('value', 'impossible', { said: `${value} ${unit}` })
  return faults
}
