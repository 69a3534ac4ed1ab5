import { expect, test } from 'vitest'
import { bulkCatalog, recordDataset } from '#domain/dataset.ts'
import type { PageFrame } from '#domain/page.ts'
import { type PublicRecord, RECORD_KINDS } from '#domain/record.ts'
import { FIGURE_SAMPLES } from '#site/sample-figures.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'

const frame: PageFrame = { bureau, demo: false, origin: 'https://example.invalid', asOf: '2026-02-01' }
const world = new World(2, 2)
for (let edit = 0; edit < 120; edit++) world.next('2026-01-10')

test('every kind of record is a dataset with its forms, its days and who answers for it', () => {
  for (const kind of RECORD_KINDS) {
    const record = (world.standing(kind)[0] ?? FIGURE_SAMPLES['/figures/2026-10/']?.figures?.record) as PublicRecord
    expect(record.kind).toBe(kind)
    const versions = [
      { version: 2, publishedOn: '2026-01-10' },
      { version: 1, publishedOn: '2026-01-02' },
    ]
    const dataset = recordDataset(record, versions, frame)
    expect(dataset, kind).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      datePublished: '2026-01-02',
      dateModified: record.publishedOn,
      publisher: { name: bureau.name },
      creator: { name: record.party?.name ?? bureau.name },
    })
    const { description, distribution } = dataset as unknown as {
      description: string
      distribution: { contentUrl: string }[]
    }
    // What dataset catalogues ask of a description.
    expect(description.length, kind).toBeGreaterThanOrEqual(50)
    expect(description.length, kind).toBeLessThanOrEqual(5000)
    for (const { contentUrl } of distribution)
      expect(contentUrl).toMatch(/^https:\/\/example\.invalid\/[a-z]+\/[\w-]+\.(json|csv)$/)
  }
})

test('a withdrawn record is no dataset', () => {
  const record = world.standing('soil_self_monitoring')[0] as PublicRecord
  expect(recordDataset({ ...record, data: null, withdrawn: { basis: '无效' } } as PublicRecord, [], frame)).toBeNull()
})

test('the catalogue names every table with its size and digest', () => {
  const files = [{ href: '/data/plots.csv', format: 'csv', size: 12, sha256: 'ab'.repeat(32) }]
  const catalog = bulkCatalog(
    { sets: [{ name: 'plots', title: '地块名单', rows: 3, files }] },
    { ...frame, demo: true },
  )
  expect(catalog).toMatchObject({
    '@type': 'DataCatalog',
    dataset: [
      {
        name: '地块名单（演示数据）',
        distribution: [
          { contentUrl: 'https://example.invalid/data/plots.csv', contentSize: '12 B', sha256: 'ab'.repeat(32) },
        ],
      },
    ],
  })
})
