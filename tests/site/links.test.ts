import { beforeAll, expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import { publishBulk } from '#db/pages/bulk.ts'
import { everyAddress, filesOf } from '#db/pages.ts'
import { insertPublication } from '#db/publication.ts'
import { staticFilesOf } from '#domain/disclosure/template.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { PAGES, render } from './build.ts'

const frame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-05-01' }
const figures = { week: '2026-W05', weekEndsOn: '2026-02-01', open: '0', answered: '0', overdue: '0' }
/** Answered by the server, not by a file. */
const ANSWERED = ['/search/', '/leave/', '/prefs.css', '/prefs', '/api/follows', '/figures/recompute.mjs', ...PAGES]

const files = new Map<string, string>()
beforeAll(async () => {
  const { db } = await openApp()
  const archive = archiveOf(db)
  const world = new World(101, 3)
  for (let edit = 0; edit < 130; edit++) {
    const { record, year } = world.next('2026-01-10')
    await db.write(insertPublication(record, year))
  }
  for await (const address of everyAddress(archive))
    for (const { path, bytes } of await filesOf(address, archive, render, frame, figures))
      if (bytes) files.set(path, Buffer.from(bytes).toString())
  await publishBulk(archive, render, frame, async (path, chunks) => {
    let text = ''
    for await (const chunk of chunks) text += Buffer.from(chunk).toString()
    files.set(path, text)
  })
  for (const { path } of staticFilesOf()) files.set(path.replace(/^\//, ''), '')
}, 120_000)

/** Whether an address of our own is answered: by a page, a file, a tombstone, or the server. */
function isThere(address: string): boolean {
  if (address.startsWith('/_astro/') || ANSWERED.includes(address)) return true
  const path = address.slice(1)
  if (!address.endsWith('/')) return files.has(path)
  return files.has(`${path}index.html`) || files.has(`${path}gone.html`)
}

test('no page, feed or data file of what is published links to anything that is not there', () => {
  const dead = new Map<string, string>()
  let links = 0
  for (const [path, text] of files) {
    const own = [
      ...text.matchAll(/(?:href|src|action)="(\/[^"#?]*)/g),
      ...text.matchAll(/https:\/\/example\.invalid(\/[^"#?<\s\\]*)/g),
    ]
    for (const [, address = ''] of own) {
      links++
      if (!isThere(address)) dead.set(address, path)
    }
  }
  expect(links).toBeGreaterThan(5000)
  expect([...dead]).toEqual([])
})

test('every file of data can be read', () => {
  for (const [path, text] of files) if (path.endsWith('.json')) JSON.parse(text)
  expect([...files.keys()].filter((path) => path.endsWith('feed.xml')).length).toBeGreaterThan(10)
})

test('every page of a record stands beside its data, and carries no script but data blocks', () => {
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue
    expect(
      [...text.matchAll(/<script([^>]*)>/g)].filter(([, about]) => about !== ' type="application/ld+json"'),
      path,
    ).toEqual([])
    const isData =
      /^(?:[a-z]+\/[\w-]+|[a-z]+\/[\w-]+\/v\/\d+|[a-z]+)\/index\.html$/.test(path) &&
      !/^(?:data|[a-z]+\/p)\//.test(path)
    if (!isData) continue
    for (const form of ['json', 'csv'])
      expect(files.has(path.replace('/index.html', `.${form}`)), `${path} as ${form}`).toBe(true)
  }
})
