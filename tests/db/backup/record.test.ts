import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { recordStore } from '#api/senders/record-store.ts'
import { filesUnder } from '#db/backup/tree.ts'
import { backup } from '#db/backup.ts'
import type { Db } from '#db/engine.ts'
import { openDb } from '#db/open.ts'
import { insertPublication } from '#db/publication.ts'
import { keepRecord } from '#db/record.ts'
import { restore } from '#db/restore.ts'
import { instance, type Places, places } from '../../fixtures/instance.ts'
import { publications } from '../../fixtures/records.ts'

const nextPlaces = places()
let at: Places
let db: Db
let release: () => void
beforeEach(async () => {
  at = nextPlaces()
  ;({ db, release } = await instance(at.data))
  for (const record of publications.slice(0, 5)) await db.write(insertPublication(record, null))
  await keep()
  return () => {
    db.close()
    release()
  }
})

const NOW = new Date('2026-09-14T10:00:00+08:00')
const record = (data: string) => join(data, 'record')
const keep = () =>
  keepRecord(db, recordStore(record(at.data), join(at.data, 'staging')), async () => new TextEncoder().encode('a file'))
const make = () => backup(at.data, at.to, { folder: at.keys }, NOW)

test('the public record comes back byte for byte, without what is not of it', async () => {
  await writeFile(join(record(at.data), 'note.txt'), 'somebody’s')
  await make()
  await restore(at.to, at.keys, at.again)
  const paths = (await filesUnder(record(at.data))).filter((path) => path !== 'note.txt')
  expect(paths.length).toBeGreaterThan(5)
  expect(await filesUnder(record(at.again))).toEqual(paths)
  for (const path of paths)
    expect(await readFile(join(record(at.again), path))).toEqual(await readFile(join(record(at.data), path)))
})

test('a record that runs ahead of the copy of the database is cut where the copy ends', async () => {
  // As it is when something is published between the two: the database of before, the record of after.
  const whole = await readFile(join(record(at.data), 'order.jsonl'), 'utf8')
  const last = JSON.parse(whole.trim().split('\n').at(-1) ?? '')
  await db.write([
    { sql: 'DELETE FROM publications WHERE position = ?', args: [last.position] },
    { sql: 'DELETE FROM published WHERE position = ?', args: [last.position] },
  ])
  await appendFile(join(record(at.data), 'order.jsonl'), '{"position":7,"ki')
  await make()
  const copied = await readFile(join(record(at.to), 'order.jsonl'), 'utf8')
  expect(copied).toBe(whole.slice(0, whole.lastIndexOf('\n', whole.length - 2) + 1))
  expect(await readdir(join(record(at.to), last.kind)).catch(() => [])).not.toContain(last.id)
})

test('a record that is behind is copied as it is, and caught up with after the restore', async () => {
  await db.write(insertPublication(publications[5] as (typeof publications)[0], null))
  await make()
  await restore(at.to, at.keys, at.again)
  const again = await openDb(`file:${join(at.again, 'jingtu.db')}`)
  const store = recordStore(record(at.again), join(at.again, 'staging'))
  expect(await keepRecord(again, store, async () => new TextEncoder().encode('a file'))).toBe(6)
  again.close()
})

test('a record with a file that is gone, changed or another’s is no backup', async () => {
  const [path = ''] = (await filesUnder(record(at.data))).filter((one) => one.endsWith('.json'))
  const text = await readFile(join(record(at.data), path))
  await writeFile(join(record(at.data), path), `${text} `)
  await expect(make()).rejects.toThrow(`${path} of the record is missing or changed`)
  await rm(join(record(at.data), path))
  await expect(make()).rejects.toThrow(`${path} of the record is missing or changed`)
  await writeFile(join(record(at.data), path), text)
  await db.write(['UPDATE publications SET version = 9 WHERE position = 2'])
  await expect(make()).rejects.toThrow('another publication at position 2 than the database')
})
