import type { DataPage, PageFrame, VersionLine } from './page.ts'
import { listAddress, type PublicRecord, recordAddress } from './record.ts'
import { summaryOf } from './summary.ts'
import { RECORD_KIND_WORDS, RECORD_LIST_WORDS } from './words/zh/record.ts'

/** A schema.org object for a JSON-LD block. */
export type JsonLd = { '@context': 'https://schema.org'; '@type': string; [name: string]: unknown }

/**
 * A record as a schema.org Dataset, for search engines and catalogues; null for a withdrawn one.
 * `versions` oldest or newest first: the first day and the newest are read from them.
 */
export function recordDataset(
  record: PublicRecord,
  versions: readonly Pick<VersionLine, 'version' | 'publishedOn'>[],
  frame: PageFrame,
): JsonLd | null {
  if (!record.data) return null
  const address = `${frame.origin}${recordAddress(record.kind, record.id)}`
  const base = address.slice(0, -1)
  const first = versions.find((one) => one.version === 1)?.publishedOn ?? record.publishedOn
  const title = frame.demo ? `${record.title}（演示数据）` : record.title
  const kind = RECORD_KIND_WORDS[record.kind]
  const publisher = publisherOf(frame)
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address,
    url: address,
    name: title,
    description: `${frame.bureau.name}公开的${kind}：${title}。${summaryOf(record)}。网页、JSON 和 CSV 内容相同，更正保留旧版并写明依据。`,
    identifier: `${record.kind}/${record.id}`,
    version: String(record.version),
    datePublished: first,
    dateModified: record.publishedOn,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    publisher,
    creator: record.party
      ? { '@type': 'Organization', name: record.party.name, identifier: record.party.code }
      : publisher,
    spatialCoverage: spaceOf(frame),
    ...timeOf(record),
    ...measuredOf(record),
    includedInDataCatalog: catalogOf(frame),
    isPartOf: {
      '@type': 'Dataset',
      name: RECORD_LIST_WORDS[record.kind],
      url: `${frame.origin}${listAddress(record.kind)}`,
    },
    distribution: [
      { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${base}.json` },
      { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${base}.csv` },
    ],
  }
}

/** `/data/` as a schema.org DataCatalog of its tables. */
export function bulkCatalog(page: DataPage, frame: PageFrame): JsonLd {
  return {
    '@context': 'https://schema.org',
    ...catalogOf(frame),
    '@type': 'DataCatalog',
    description: `${frame.bureau.name}公开的全部土壤污染信息，整表下载，每晚更新。`,
    inLanguage: 'zh-CN',
    publisher: publisherOf(frame),
    dataset: page.sets.map((set) => ({
      '@type': 'Dataset',
      name: frame.demo ? `${set.title}（演示数据）` : set.title,
      description: `${frame.bureau.name}公开的${set.title}，共 ${set.rows} 行，CSV 和 JSON 两种格式，每晚重新生成，附校验值。`,
      isAccessibleForFree: true,
      publisher: publisherOf(frame),
      spatialCoverage: spaceOf(frame),
      distribution: set.files.map((file) => ({
        '@type': 'DataDownload',
        encodingFormat: file.format === 'csv' ? 'text/csv' : 'application/json',
        contentUrl: `${frame.origin}${file.href}`,
        contentSize: `${file.size} B`,
        sha256: file.sha256,
      })),
    })),
  }
}

const publisherOf = ({ bureau }: PageFrame) => ({
  '@type': 'GovernmentOrganization',
  name: bureau.name,
  url: bureau.website,
})
const spaceOf = ({ bureau }: PageFrame) => ({
  '@type': 'AdministrativeArea',
  name: `${bureau.province}${bureau.city}${bureau.district}`,
  identifier: bureau.adcode,
})
const catalogOf = ({ bureau, origin }: PageFrame) => ({
  '@type': 'DataCatalog',
  name: `${bureau.name}土壤污染信息公开数据`,
  url: `${origin}/data/`,
})

/** The time a record speaks of, as ISO 8601 intervals. */
function timeOf(record: PublicRecord): { temporalCoverage?: string } {
  if (record.kind === 'soil_self_monitoring' && record.data)
    return { temporalCoverage: `${record.data.period.year}-01-01/${record.data.period.year}-12-31` }
  if (record.kind === 'remediation_notice' && record.data)
    return { temporalCoverage: `${record.data.startsOn}/${record.data.endsOn}` }
  if (record.kind === 'soil_transfer' && record.data)
    return { temporalCoverage: `${record.data.time.from}/${record.data.time.to}` }
  if (record.kind === 'effect_assessment' && record.data) return { temporalCoverage: record.data.assessedOn }
  if (record.kind === 'figures' && record.data) return { temporalCoverage: `${record.data.from}/${record.data.to}` }
  return {}
}

function measuredOf(record: PublicRecord): { variableMeasured?: string[] } {
  if ((record.kind === 'soil_self_monitoring' || record.kind === 'effect_assessment') && record.data)
    return { variableMeasured: [...new Set(record.data.rows.map((row) => row.pollutant))] }
  if (record.kind === 'remediation_notice' && record.data)
    return { variableMeasured: [...new Set(record.data.targets.map((target) => target.pollutant))] }
  return {}
}
