import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import sharp from 'sharp'
import { dayOf } from '#domain/clock.ts'
import { client } from '../client.ts'
import { newTip } from '../faults/load.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'
import type { District } from './district.ts'
import { markdown } from './table.ts'

/**
 * Assumed, not measured, and said so beside the table: a tip a year for a thousand residents, two photos of a phone with
 * every second tip, five enterprises with soil duties for a hundred thousand residents, one filing a year each.
 */
const TIPS_PER_RESIDENT = 1 / 1000
const PHOTOS_PER_TIP = 1
const FILINGS_PER_RESIDENT = 5 / 100_000
const PLACES: [name: string, residents: number][] = [
  ['a district', 1_000_000],
  ['a city', 10_000_000],
  ['a province', 100_000_000],
]
const TIPS = 1000
const CASES = 60
const PHOTOS = 12

type Who = 'qian' | 'li' | 'zhao'
type Weights = { tip: number; handling: number; photo: number; filing: number; page: number }

/** What one of each weighs on disk, measured in a real instance, and what that makes of places of three sizes in a year. */
export async function sizingTables(district: District, say: (text: string) => void): Promise<string[]> {
  say(`sizing: ${TIPS} tips, ${CASES} cases handled, ${PHOTOS} photos, ${district.size} records`)
  const dataDir = freshDataDir()
  const server = await startServer({ dataDir, env: { DEMO: '1', INTAKE_LIMIT: '1000000' } })
  try {
    const weights = { ...(await weigh(server)), ...(await weighRecords(district)) }
    return [weightsTable(weights), placesTable(weights)]
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function weigh(server: Running): Promise<Pick<Weights, 'tip' | 'handling' | 'photo'>> {
  const here = client(server.url)
  const references: string[] = []
  const before = await databaseBytes(server.dataDir)
  for (let n = 0; n < TIPS; n++) {
    const { key, body } = newTip()
    const tip = JSON.parse(body)
    tip.description = tip.description.repeat(3)
    const { body: answer } = await here.ask('POST', '/api/tips', tip, { 'idempotency-key': key })
    references.push(answer.reference)
  }
  const taken = await databaseBytes(server.dataDir)
  const signedIn = { qian: await here.as('qian'), li: await here.as('li'), zhao: await here.as('zhao') }
  for (const reference of references.slice(0, CASES)) {
    const { body } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, signedIn.qian)
    const at = `/api/cases/${body.items[0].id}`
    let version: number = body.items[0].version
    await handle(async (who, decision, about) => {
      const answer = await here.ask('POST', `${at}/${decision}`, { version, ...about }, signedIn[who])
      if (answer.status !== 200) throw new Error(`couldn't size a case: ${decision} was answered ${answer.status}`)
      version = answer.body.version
    })
  }
  const handled = await databaseBytes(server.dataDir)
  const photos = join(server.dataDir, 'photos')
  const stored = folderBytes(photos)
  for (let n = 0; n < PHOTOS; n++) {
    const form = new FormData()
    form.set('photo', new File([new Uint8Array(await phonePhoto())], 'photo.jpg', { type: 'image/jpeg' }))
    await here.ask('POST', '/api/attachments', form)
  }
  return {
    tip: (taken - before) / TIPS,
    handling: (handled - taken) / CASES,
    photo: (folderBytes(photos) - stored) / PHOTOS,
  }
}

/** A case from the queue to its answer, as the demo's cast does it. */
async function handle(decide: (who: Who, decision: string, about?: object) => Promise<void>): Promise<void> {
  await decide('qian', 'acceptance')
  await decide('qian', 'assignment', { to: '410102011' })
  await decide('li', 'investigation', {
    findings: '现场检查，发现堆放污泥约二十吨，已拍照取样。'.repeat(4),
    on: dayOf(new Date()),
  })
  const measures = '责令当事人三日内清运，清运后复查。'.repeat(4)
  await decide('li', 'closure-proposal', { outcome: 'substantiated', remedied: 'yes', measures })
  await decide('zhao', 'closure')
  await decide('qian', 'reply', { text: '您反映的情况属实，堆放的污泥已清运。'.repeat(4) })
}

/** As busy as a photo of earth and rubble, and as the form of the site sends it: 2,048 pixels wide. */
function phonePhoto(): Promise<Buffer> {
  const raw = { width: 512, height: 384, channels: 3 as const }
  return sharp(randomBytes(512 * 384 * 3), { raw })
    .resize(2048, 1536)
    .jpeg({ quality: 85 })
    .toBuffer()
}

async function weighRecords(district: District): Promise<Pick<Weights, 'filing' | 'page'>> {
  const record = folderBytes(join(district.dataDir, 'record'))
  const site = folderBytes(join(district.dataDir, 'site/'))
  return { filing: record / district.size, page: site / district.size }
}

/** Bytes in use, whatever the write-ahead log holds at the moment. */
async function databaseBytes(dataDir: string): Promise<number> {
  // The server writes on: this connection must neither write nor checkpoint.
  const db = createClient({ url: `file:${join(dataDir, 'jingtu.db')}`, concurrency: 1 })
  await db.executeMultiple('PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0')
  const of = async (pragma: string) => Number((await db.execute(`PRAGMA ${pragma}`)).rows[0]?.[0])
  const bytes = ((await of('page_count')) - (await of('freelist_count'))) * (await of('page_size'))
  db.close()
  return bytes
}

/** What the files of a folder take on disk, in whole blocks. */
function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).blocks * 512, 0)
}

function weightsTable(weights: Weights): string {
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
  return markdown(
    ['one of', 'takes', 'where'],
    [
      ['a tip with its case, commitment and search words', kib(weights.tip), 'database'],
      ['a case handled from acceptance to reply, six decisions', kib(weights.handling), 'database'],
      ['a photo as the form sends it', kib(weights.photo), 'photos'],
      ['a published record, exact bytes kept', kib(weights.filing), 'record folder'],
      ['a published record with all its pages, lists and tables', kib(weights.page), 'site'],
    ],
  )
}

function placesTable(weights: Weights): string {
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(2)} GiB`
  const rows = PLACES.map(([name, residents]) => {
    const tips = residents * TIPS_PER_RESIDENT
    const filings = residents * FILINGS_PER_RESIDENT
    return [
      `${name} of ${(residents / 1e6).toFixed(0)} million`,
      (tips / 365).toFixed(tips < 3650 ? 1 : 0),
      filings.toFixed(0),
      gib(tips * (weights.tip + weights.handling)),
      gib(tips * PHOTOS_PER_TIP * weights.photo),
      gib(filings * (weights.filing + weights.page)),
    ]
  })
  return markdown(
    ['place', 'tips a day', 'filings a year', 'database a year', 'photos a year', 'record and site a year'],
    rows,
  )
}
