import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { COMPARISONS } from '#db/log/check.ts'
import { openDb } from '#db/open.ts'
import { changesOf } from '#db/replay.ts'
import type { Finding } from '#domain/log/finding.ts'
import { readAddress } from '#domain/record.ts'
import { placeText } from '#domain/words/zh/log-check.ts'
import { chance } from '../fixtures/chance.ts'
import type { LogInstance } from '../fixtures/log-instance.ts'
import { EDITS, type Edit } from './log-edits.ts'

/** One damage: what was done, where it should be found, and what was found. */
export type Damage = { what: string; where: string[]; found: Finding[] }

/** Flips one bit of a file, checks, and puts the file back. */
export async function flip(
  here: LogInstance,
  path: string,
  bit: number,
  comparisons?: typeof COMPARISONS,
): Promise<Damage> {
  const file = join(here.dataDir, path)
  const bytes = readFileSync(file)
  const at = bit % (bytes.length * 8)
  const damaged = Buffer.from(bytes)
  damaged[at >> 3] = (damaged[at >> 3] ?? 0) ^ (1 << (at & 7))
  writeFileSync(file, damaged)
  try {
    return { what: `bit ${at} of ${path}`, where: [path], found: await here.check(comparisons) }
  } finally {
    writeFileSync(file, bytes)
  }
}

/** The nth flip, the same in every run: tiles, bundles, checkpoints, record files, and what is served of them, in turn. */
export async function nthFlip(here: LogInstance, n: number): Promise<Damage> {
  const random = chance(n + 1)
  const kinds = filesByKind(here.dataDir)
  const files = kinds[n % kinds.length] as string[]
  return flip(here, files[Math.floor(random() * files.length)] as string, Math.floor(random() * 2 ** 31))
}

export function filesByKind(dataDir: string): string[][] {
  const below = (folder: string) =>
    readdirSync(join(dataDir, folder, '/'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(dataDir.length + 1))
      .sort()
  const log = below('log')
  return [
    log.filter((path) => /tile\/\d/.test(path)),
    log.filter((path) => path.includes('tile/entries')),
    log.filter((path) => path.includes('checkpoint')),
    below('record').filter((path) => path.endsWith('.json')),
    below('site').filter((path) => /^site\/[a-z]+\/[\w-]+(\/v\/\d+)?\.json$/.test(path) && isOfRecord(path)),
    // Pages of records and fixed ones, with what they load; `data/` is made at night from all there is.
    below('site').filter((path) => /(\.html|\.js|\.css|gone\.json)$/.test(path) && !path.startsWith('site/data/')),
  ]
}

/** Pages of no record are not made from what was published. */
function isOfRecord(path: string): boolean {
  return readAddress(`/${path.replace(/^site\//, '').replace(/\.json$/, '/')}`) !== null
}

/** Does an edit to a copy of the database and checks that, beside the files as they are. */
export async function edit(
  here: LogInstance,
  { name, sql, where }: Edit,
  n: number,
  comparisons?: typeof COMPARISONS,
): Promise<Damage> {
  const path = join(here.dataDir, `edited-${n}-${Math.random().toString(36).slice(2)}.db`)
  await here.db.copyTo(path)
  const db = await openDb(`file:${path}`)
  try {
    await db.write(['PRAGMA defer_foreign_keys = ON', ...(await sql(db, n))])
    const places = await where(here.db, n)
    return { what: name, where: places, found: await here.check(comparisons, db) }
  } finally {
    db.close()
  }
}

export function nthEdit(here: LogInstance, n: number): Promise<Damage> {
  return edit(here, EDITS[(n * 17) % EDITS.length] as Edit, Math.floor(n / EDITS.length))
}

/** A record rewritten in the database, and its page made anew of that: only the log knows better. */
export async function rewrite(here: LogInstance, comparisons?: typeof COMPARISONS): Promise<Damage> {
  const path = join(here.dataDir, `edited-${Math.random().toString(36).slice(2)}.db`)
  await here.db.copyTo(path)
  const db = await openDb(`file:${path}`)
  const { rows } = await db.query("SELECT id FROM published WHERE kind = 'enterprise' ORDER BY id DESC LIMIT 1")
  const address = `/enterprises/${rows[0]?.id}/`
  const file = `site${address.slice(0, -1)}.json`
  const before = readFileSync(join(here.dataDir, file))
  try {
    const sql = `UPDATE publications SET record = replace(record, '"street":"410102011"', '"street":"410102012"')
                 WHERE kind = 'enterprise' AND id = ?`
    await db.write([{ sql, args: [String(rows[0]?.id)] }])
    const making = await here.places(db).making()
    for (const change of making ? await changesOf([address], making) : [])
      if ('bytes' in change && change.bytes && change.path.endsWith('.json'))
        writeFileSync(join(here.dataDir, 'site', change.path), change.bytes)
    return { what: 'a record and its page', where: [file], found: await here.check(comparisons, db) }
  } finally {
    writeFileSync(join(here.dataDir, file), before)
    db.close()
  }
}

/** Whether every place that was damaged is named. */
export function isNamed({ where, found }: Damage): boolean {
  const named = found.map((one) => placeText(one.at))
  return where.every((place) => named.some((one) => one === place || one === `数据库 ${place}`))
}
