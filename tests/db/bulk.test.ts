import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { beforeAll, expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import { publishBulk } from '#db/pages/bulk.ts'
import { insertPublication } from '#db/publication.ts'
import type { Archive } from '#domain/archive.ts'
import type { DataPage, PageFrame, Render } from '#domain/page.ts'
import { listAddress, type PublicRecord, RECORD_KINDS } from '#domain/record.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'

const frame: PageFrame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-06-01' }
const render: Render = async (_path, { frame: _, ...locals }) => JSON.stringify(locals)

let archive: Archive
let files: Map<string, Buffer>
let page: DataPage
beforeAll(async () => {
  const { db } = await openApp()
  archive = archiveOf(db)
  const world = new World(41, 3)
  for (let edit = 0; edit < 130; edit++) {
    const { record, year } = world.next('2026-01-10')
    await db.write(insertPublication(record, year))
  }
  const evil = world.register('enterprise', '2026-01-11').record as PublicRecord<'enterprise'>
  const data = { ...evil.data, industry: '=HYPERLINK("http://x")', address: '+1' } as PublicRecord<'enterprise'>['data']
  await db.write(insertPublication({ ...evil, data }, null))
  files = await bulk()
  page = JSON.parse(String(files.get('data/index.html'))).data
})

async function bulk(): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  await publishBulk(archive, render, frame, async (path, chunks) => {
    const parts: Uint8Array[] = []
    for await (const chunk of chunks) parts.push(chunk)
    found.set(path, Buffer.concat(parts))
  })
  return found
}

const linesOf = (path: string) => Papa.parse<string[]>(String(files.get(path)), { skipEmptyLines: true }).data

test('every table is there with the size, digest and number of rows the page gives', () => {
  expect(page.sets.map((set) => set.name)).toEqual([
    ...RECORD_KINDS.map((kind) => listAddress(kind).slice(1, -1)),
    'late',
  ])
  for (const set of page.sets) {
    const csv = String(files.get(`data/${set.name}.csv`))
    expect([csv.at(0), csv.lastIndexOf('\uFEFF')]).toEqual(['\uFEFF', 0])
    expect(linesOf(`data/${set.name}.csv`)).toHaveLength(set.rows + 1)
    for (const file of set.files) {
      const bytes = files.get(file.href.slice(1)) as Buffer
      expect(file.size).toBe(bytes.length)
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
  }
})

test('the JSON holds every record word for word, withdrawn ones without their data', async () => {
  for (const kind of RECORD_KINDS) {
    const { items } = JSON.parse(String(files.get(`data/${listAddress(kind).slice(1, -1)}.json`)))
    expect(items, kind).toEqual(await archive.page(kind, 1, 10_000))
  }
})

test('every line of a table has its header’s columns, and no cell is a formula', () => {
  for (const { name } of page.sets) {
    const [header = [], ...lines] = linesOf(`data/${name}.csv`)
    expect(new Set(header).size, name).toBe(header.length)
    for (const line of lines) {
      expect(line.length, name).toBe(header.length)
      for (const cell of line) expect(cell).not.toMatch(/^[=+@]/)
    }
  }
  expect(String(files.get('data/enterprises.csv'))).toContain(`'=HYPERLINK`)
})

test('the same archive and day give the same bytes', async () => {
  expect(await bulk()).toEqual(files)
})
