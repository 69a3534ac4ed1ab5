import type { PageLocals, VersionLine } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { disclosures, duties, firstOf2025, late, of2025, paint, plating, withdrawn } from './sample-records.ts'

const lineOf = ({ version, publishedOn, change }: PublicRecord): VersionLine => ({ version, publishedOn, change })
const versions = [lineOf(firstOf2025), lineOf(of2025)]
const before = disclosures.find(({ data }) => data?.period.year === 2024) ?? null
const address = `/disclosures/${of2025.id}/`

/** Locals of the pages of enterprises, their monitoring and pollutants, by path. */
export const SOIL_SAMPLES: Record<string, Omit<PageLocals, 'frame'>> = {
  '/enterprises/': {
    list: { kind: 'enterprise', items: [plating, paint], total: 2, page: null, pages: 1, late },
  },
  [`/enterprises/${plating.id}/`]: {
    enterprise: {
      record: plating,
      newest: 2,
      versions: [{ version: 1, publishedOn: '2020-04-01', change: null }, lineOf(plating)],
      disclosures,
      remediations: [],
      transfers: [],
      assessments: [],
      cases: [],
      withdrawn: [],
      duties,
    },
  },
  [`/enterprises/${paint.id}/`]: {
    enterprise: {
      record: paint,
      newest: 1,
      versions: [lineOf(paint)],
      disclosures: [],
      remediations: [],
      transfers: [],
      assessments: [],
      cases: [],
      withdrawn: [],
      duties: duties
        .filter(({ state }) => state === 'late')
        .map((one) => ({ ...one, year: 2025, dueOn: '2026-03-15' })),
    },
  },
  '/disclosures/': {
    list: {
      kind: 'soil_self_monitoring',
      items: [withdrawn, ...disclosures],
      total: 5,
      page: null,
      pages: 1,
      late,
    },
  },
  [address]: { disclosure: { record: of2025, newest: 2, versions, before } },
  [`${address}v/1/`]: { disclosure: { record: firstOf2025, newest: 2, versions, before } },
  [`${address}diff/1-2/`]: { diff: { from: firstOf2025, to: of2025 } },
  '/pollutants/': {},
  '/pollutants/as/': { pollutant: { id: 'as', reports: disclosures, total: disclosures.length } },
  '/pollutants/cd/': { pollutant: { id: 'cd', reports: disclosures.slice(0, 2), total: 2 } },
  '/pollutants/ddt-total/': { pollutant: { id: 'ddt-total', reports: [], total: 0 } },
}
