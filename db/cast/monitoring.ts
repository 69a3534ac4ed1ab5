import { addDays } from '#domain/clock.ts'
import type { LandClass, SoilRow, SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import { FIRMS } from './institutions.ts'

/**
 * Where samples are taken. `share` of the first point's value is found there; a deep point is sampled every third year;
 * where the pH got lost, it is missing in the last year that was due.
 */
export type CastPoint = {
  point: string
  lng: number
  lat: number
  share: number
  deep?: boolean
  pH?: number
  lost?: boolean
}

/**
 * What was found at the first point, one value a year: five years before the last due one, that year, and the one
 * after. Below `limit` it is reported as `censored` says. null: not measured that year.
 */
export type CastSeries = {
  pollutant: string
  cas?: string
  unit?: string
  limit: number
  method: string
  values: readonly [number | null, number, number, number, number, number, number]
}

export type CastSite = {
  landClass: LandClass
  /** Month of sampling. */
  month: string
  censored: 'less' | 'L' | 'words'
  points: readonly CastPoint[]
  series: readonly CastSeries[]
  statement?: string
}

/**
 * A year's results of a site, as its laboratory would report them. `last` is the last year that was due; samples of a
 * year that is still going on were taken at least a month before `today`.
 */
export function monitoringOf(site: CastSite, year: number, last: number, today: string): SoilSelfMonitoring {
  const at = year - last + 5
  const usual = `${year}-${site.month}-11`
  const latest = addDays(today, -40)
  const first = [usual, latest].sort()[0] ?? usual
  const sampledOn = first < `${year}-01-04` ? `${year}-01-04` : first
  const points = site.points.filter((point) => !point.deep || (last - year) % 3 === 0)
  const rows = points.flatMap((point, index) => {
    const taken = {
      point: point.point,
      lng: point.lng,
      lat: point.lat,
      depthTop: point.deep ? 2.5 : 0,
      depthBottom: point.deep ? 3 : 0.5,
      sampledOn: addDays(sampledOn, index % 3),
      institution: FIRMS.laboratory.name,
    }
    const acidity: SoilRow[] =
      point.pH && !(point.lost && year === last)
        ? [{ ...taken, pollutant: 'pH', value: String(point.pH), unit: '无量纲', method: 'HJ 962-2018' }]
        : []
    return [...acidity, ...site.series.flatMap((series) => resultOf(series, site, point, taken, year, at))]
  })
  const { landClass, statement } = site
  return { period: { year }, landClass, institution: FIRMS.laboratory, ...(statement && { statement }), rows }
}

function resultOf(
  series: CastSeries,
  site: CastSite,
  point: CastPoint,
  taken: Omit<SoilRow, 'pollutant' | 'value' | 'unit'>,
  year: number,
  at: number,
): SoilRow[] {
  const first = series.values[at]
  if (first === null || first === undefined) return []
  const spread = point.share === 1 ? 1 : 0.96 + (numberOf(`${point.point}${series.pollutant}${year}`) % 9) / 100
  const value = Number((first * point.share * spread).toPrecision(3))
  const { pollutant, cas, unit = 'mg/kg', limit, method } = series
  const text = { less: `<${limit}`, L: `${limit}L`, words: '未检出' }[site.censored]
  return [
    {
      ...taken,
      pollutant,
      ...(cas && { cas }),
      value: value < limit ? text : String(value),
      unit,
      detectionLimit: String(limit),
      method,
    },
  ]
}

/** The same small number for the same text. */
function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)
}
