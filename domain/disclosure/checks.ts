import { type Comparison, compareRows, isPh } from '../standard/compare.ts'
import { findItem, nameKey, standardFor, substanceName, substanceOf } from '../standard/item.ts'
import { readLimit, readMeasured } from '../standard/measured.ts'
import { toMgPerKg, unitOf } from '../standard/unit.ts'
import { CHECK_WORDS, type CheckAbout, type CheckCode } from '../words/zh/check.ts'
import { rowProblemWords } from '../words/zh/rows.ts'
import { comparisonWords } from '../words/zh/standard.ts'
import { faultsOf, resultKey } from './fault.ts'
import { columnLabel } from './header.ts'
import { type SoilRow, SoilRow as SoilRowSchema, type SoilSelfMonitoring } from './schema.ts'

/** Something to look at in a filing. A `problem` keeps it from being submitted; a `warning` is for editor and reviewer. */
export type Check = { level: 'problem' | 'warning'; path: string; code: string; message: string }

/** What is checked: a draft may lack any part. */
export type Draft = Partial<SoilSelfMonitoring>

/** So many times the intervention value (else the screening value) is a unit mistaken, or must be explained. */
export const FAR_OVER = 100
/** So many times last year's result, or so small a part of it, is looked at. */
export const JUMP = 10

/**
 * What stands out in a year's soil results: what cannot be true (problems), and what is unlike last period, over a limit
 * or not comparable with one (warnings). A result a hundred times over the intervention value is a problem until the
 * statement speaks of the pollutant: a wrong unit is kept out, a true catastrophe is not. No day after `today` was sampled.
 */
export function checksOf(data: Draft, before: Draft | null, today?: string, of = { groundwater: false }): Check[] {
  const rows = (data.rows ?? []).flatMap((row, at) => (SoilRowSchema.safeParse(row).success ? [{ row, at }] : []))
  const comparisons = data.landClass
    ? compareRows(
        rows.map(({ row }) => row),
        data.landClass,
      )
    : []
  const seen = new Map<string, number>()
  const checks: Check[] = []
  for (const [nth, { row, at }] of rows.entries()) {
    const say = sayer(checks, row, at)
    const faults = faultsOf(row, of)
    for (const { key, code, about } of faults) {
      const message = rowProblemWords(code, { column: columnLabel(key), ...about })
      checks.push({ level: 'problem', path: `rows.${at}.${key}`, code, message: `${rowName(row, at)}：${message}` })
    }
    const twin = seen.get(resultKey(row))
    if (twin !== undefined) say('problem', 'pollutant', 'repeated-row', { line: twin + 1 })
    seen.set(resultKey(row), twin ?? at)
    const year = data.period?.year
    if (year !== undefined && !row.sampledOn.startsWith(`${year}-`)) say('problem', 'sampledOn', 'other-year', { year })
    if (today !== undefined && row.sampledOn > today) say('problem', 'sampledOn', 'future-day')
    // A result that cannot be true is not compared with anything.
    if (!faults.some(({ key }) => key === 'value' || key === 'unit' || key === 'cas'))
      oneResult(row, comparisons[nth], data, say)
  }
  if (data.landClass) sayOfAll(checks, 'unknown-names', unknownNames(rows))
  return before ? [...checks, ...againstBefore(rows, before)] : checks
}

type Say = (level: Check['level'], key: string, code: CheckCode, about?: CheckAbout) => void

function sayer(checks: Check[], row: SoilRow, at: number): Say {
  return (level, key, code, about = {}) => {
    const message = `${rowName(row, at)}：${CHECK_WORDS[code](about)}`
    checks.push({ level, path: `rows.${at}.${key}`, code, message })
  }
}

function rowName(row: SoilRow, at: number): string {
  return `第 ${at + 1} 行（${row.point}，${row.pollutant}）`
}

/** Reasons that are somebody's to mend, by the column that would mend them. */
const MENDABLE: Partial<Record<NonNullable<Comparison['why']>, string>> = {
  species: 'pollutant',
  sum: 'pollutant',
  'no-ph': 'pollutant',
  'no-detection-limit': 'detectionLimit',
  'detection-limit-above-limit': 'detectionLimit',
}

function oneResult(row: SoilRow, comparison: Comparison | undefined, data: Draft, say: Say): void {
  const measured = readMeasured(row.value, row.detectionLimit)
  const limit = readLimit(row.detectionLimit)
  if (!isPh(row) && measured?.kind === 'value' && measured.value === 0) say('warning', 'value', 'zero')
  else if (measured?.kind === 'value' && limit !== null && measured.value < limit && measured.value > 0)
    say('warning', 'value', 'under-detection-limit')
  if (measured?.kind === 'below' && limit !== null && measured.limit !== limit)
    say('warning', 'detectionLimit', 'two-detection-limits')
  const { landClass } = data
  if (!comparison || !landClass) return
  const { state, mgPerKg, screening, intervention, why } = comparison
  const key = why && MENDABLE[why]
  if (why && key && state === 'not_comparable') say('warning', key, 'not-comparable', { why, name: row.pollutant })
  if (state === 'not_reported') say('warning', 'value', 'not-reported')
  if (state !== 'over' || mgPerKg === null || !screening) return
  if (mgPerKg > FAR_OVER * (intervention ?? screening).value)
    say(speaksOf(data.statement, row) ? 'warning' : 'problem', 'value', 'far-over', { name: row.pollutant })
  else say('warning', 'value', 'over-limit', { said: comparisonWords(comparison, landClass) })
}

function speaksOf(statement: string | undefined, row: SoilRow): boolean {
  const text = nameKey(statement ?? '')
  const names = [row.pollutant, substanceName(substanceOf(row)) ?? row.pollutant]
  return names.some((name) => text.includes(nameKey(name)))
}

function againstBefore(rows: readonly { row: SoilRow; at: number }[], before: Draft): Check[] {
  const checks: Check[] = []
  const old = new Map((before.rows ?? []).map((row) => [placeKey(row), row]))
  for (const { row, at } of rows) {
    const [now, then] = [amountOf(row), amountOf(old.get(placeKey(row)))]
    if (now === null || then === null || now <= 0 || then <= 0) continue
    const times = now / then
    const about = { times: Number(Math.max(times, 1 / times).toPrecision(2)), year: before.period?.year ?? 0 }
    if (times >= JUMP) sayer(checks, row, at)('warning', 'value', 'far-above-before', about)
    if (times <= 1 / JUMP) sayer(checks, row, at)('warning', 'value', 'far-below-before', about)
  }
  const year = before.period?.year ?? 0
  if (rows.length === 0) return checks
  sayOfAll(
    checks,
    'points-gone',
    goneFrom(
      before.rows ?? [],
      rows,
      (row) => row.point,
      (row) => row.point,
    ),
    year,
  )
  sayOfAll(
    checks,
    'pollutants-gone',
    goneFrom(
      before.rows ?? [],
      rows,
      (row) => whatOf(row),
      (row) => row.pollutant,
    ),
    year,
  )
  return checks
}

/** Something about all rows that has these names, if there are any. */
function sayOfAll(checks: Check[], code: CheckCode, names: readonly string[], year = 0): void {
  if (names.length > 0)
    checks.push({ level: 'warning', path: 'rows', code, message: CHECK_WORDS[code]({ names, year }) })
}

/** Names that are in neither standard and like nothing in them, each once: a slip of the pen would hide a result. */
function unknownNames(rows: readonly { row: SoilRow }[]): string[] {
  return [...new Set(rows.filter(({ row }) => !isPh(row) && substanceOf(row) === null).map(({ row }) => row.pollutant))]
}

/** What was in last period's rows and is in none of this period's, by name, each once. */
function goneFrom(
  before: readonly SoilRow[],
  rows: readonly { row: SoilRow }[],
  key: (row: SoilRow) => string,
  name: (row: SoilRow) => string,
): string[] {
  const now = new Set(rows.map(({ row }) => key(row)))
  return [...new Map(before.filter((row) => !now.has(key(row))).map((row) => [key(row), name(row)])).values()]
}

function whatOf(row: SoilRow): string {
  return isPh(row) ? 'ph' : (substanceOf(row) ?? nameKey(row.pollutant))
}

/** Point, depth and pollutant: what is measured again each year. */
function placeKey(row: SoilRow): string {
  return JSON.stringify([row.point, row.depthTop, row.depthBottom, whatOf(row)])
}

/** A result in mg/kg; of what no standard knows as it stands; null for pH and whatever is no number. */
function amountOf(row: SoilRow | undefined): number | null {
  if (!row || isPh(row)) return null
  const measured = readMeasured(row.value)
  if (measured?.kind !== 'value') return null
  for (const landClass of ['class1', 'paddy'] as const) {
    const found = findItem(standardFor(landClass), row)
    if ('item' in found) return toMgPerKg(measured.value, unitOf(row), found.item)
  }
  return null
}
