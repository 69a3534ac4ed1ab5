import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atomFeed, type Feed, jsonFeed } from '#domain/feed.ts'
import type { PageFrame } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'

const frame: PageFrame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-02-01' }

const world = new World(2, 2)
for (let edit = 0; edit < 20; edit++) world.next('2026-01-10')
const [first] = world.standing('soil_self_monitoring')
const record = first as PublicRecord<'soil_self_monitoring'>
const feed = (...items: PublicRecord[]): Feed => ({ title: '企业土壤监测', address: '/disclosures/', items })

/** Contents of every element of a name, in order. */
const texts = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((one) => one[1])

test('a feed says whose it is, where it lies and what changed last', () => {
  const xml = atomFeed(feed({ ...record, publishedOn: '2026-01-12' }, record), frame)
  expect(xml).toContain(
    '<link rel="self" type="application/atom+xml" href="https://example.invalid/disclosures/feed.xml"/>',
  )
  expect(texts(xml, 'updated')[0]).toBe('2026-01-12T00:00:00+08:00')
  expect(texts(xml, 'id')).toEqual([
    'https://example.invalid/disclosures/',
    `https://example.invalid/disclosures/${record.id}/`,
    `https://example.invalid/disclosures/${record.id}/`,
  ])
  expect(texts(xml, 'title')[0]).toContain('演示数据')
  const json = JSON.parse(jsonFeed(feed(record), frame))
  expect(json).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    feed_url: 'https://example.invalid/disclosures/feed.json',
  })
  expect(json.items[0]).toMatchObject({ url: `https://example.invalid/disclosures/${record.id}/`, title: record.title })
})

test('corrections and withdrawals say so, with the reason', () => {
  const change = { changed: '改正了 S1 的铅', basis: '检测机构来函' }
  const withdrawn = { basis: '报告无效' }
  const [corrected, gone] = JSON.parse(
    jsonFeed(
      feed({ ...record, version: 2, change }, { ...record, version: 3, data: null, withdrawn } as PublicRecord),
      frame,
    ),
  ).items
  expect(corrected.title).toBe(`更正：${record.title}`)
  expect(corrected.content_text).toContain('改正了 S1 的铅')
  expect(gone.title).toBe(`已撤回：${record.title}`)
  expect(gone.content_text).toContain('报告无效')
})

test('an empty feed is the same every day', () => {
  expect(atomFeed(feed(), frame)).toBe(atomFeed(feed(), { ...frame, asOf: '2027-01-01' }))
})

test('no title can break out of the feed', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<a>&"\u0000\u0008\ufffe]]>', '\ud800')),
      (title) => {
        const xml = atomFeed(feed({ ...record, title }), frame)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
        expect(xml.isWellFormed()).toBe(true)
        expect(xml.replace(/<[a-z/?][^<>]*>/g, '')).not.toMatch(/[<>]/)
        expect(xml.match(/<entry>/g)).toHaveLength(1)
      },
    ),
  )
})
