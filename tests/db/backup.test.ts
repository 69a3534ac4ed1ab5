import { rmSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openDataDir } from '#api/senders/data-dir.ts'
import { backup } from '#db/backup.ts'
import { openDb } from '#db/open.ts'
import { restore } from '#db/restore.ts'
import { instance, PHOTO, type Places, places } from '../fixtures/instance.ts'
import { runBackup, runBackupUnder, runRestore } from '../fixtures/programs.ts'

const nextPlaces = places()
let at: Places
beforeEach(() => {
  at = nextPlaces()
})

const NOW = new Date('2026-09-14T10:00:00+08:00')

test('a backup of a stopped instance comes back with its tips, photos and keys', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  const manifest = await backup(at.data, at.to, { folder: at.keys }, NOW)
  expect(Object.keys(manifest.files)).toEqual(['jingtu.db', 'mark.json', `photos/${PHOTO}`])
  expect((await readdir(at.to)).sort()).toEqual(['jingtu.db', 'manifest.json', 'mark.json', 'photos'])

  await restore(at.to, at.keys, at.again)
  const opened = await openDataDir(at.again, true)
  const again = await openDb(`file:${join(at.again, 'jingtu.db')}`)
  expect((await again.query('SELECT reference FROM tips')).rows[0]?.reference).toBe('T-2026-AAAAAA')
  expect(await readFile(join(at.again, 'photos', PHOTO), 'utf8')).toBe('a photo')
  expect(Buffer.from(opened.secrets.mail)).toEqual(await readFile(join(at.data, 'keys', 'mail')))
  expect((await stat(join(at.again, 'keys', 'mail'))).mode & 0o777).toBe(0o600)
  again.close()
  opened.lock.release()
})

test('a backup of a running instance is one moment of it, and the server writes on', async () => {
  const { db, release } = await instance(at.data)
  let written = 0
  const program = runBackup(at.data, '--to', at.to, '--keys-to', at.keys)
  while (!program.ended) {
    // Two rows in one commit: a copy torn between them would have an odd number.
    await db.write([1, 2].map((one) => ({ sql: 'INSERT INTO guards(ok) VALUES (?)', args: [one] })))
    written += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(await program.code, program.printed()).toBe(0)
  expect(program.printed()).toMatch(/warning: .*not encrypted/s)
  const copy = await openDb(`file:${join(at.to, 'jingtu.db')}`)
  const copied = Number((await copy.query('SELECT count(*) AS n FROM guards')).rows[0]?.n)
  copy.close()
  expect(written).toBeGreaterThan(10)
  expect(copied % 2).toBe(0)
  expect((await db.query('SELECT count(*) AS n FROM guards')).rows[0]?.n).toBe(written * 2)
  expect((await db.query('PRAGMA integrity_check')).rows[0]?.[0]).toBe('ok')
  db.close()
  release()
})

test('a backup whose published report is missing is no backup; a draft’s report may go while it is made', async () => {
  const { db, release } = await instance(at.data)
  await db.write([
    `INSERT INTO disclosures(id, kind, party, state, version, revision, published_revision, data, entered_by, returned, reasons, created_on)
     VALUES ('d', 'effect_assessment', 'x', 'draft', 5, 2, 1, '{}', '[]', 0, '[]', '2026-09-14')`,
    ...[1, 2].map((revision) => ({
      sql: `INSERT INTO files(id, disclosure_id, revision, key, name, type, size, sha256, uploaded_on)
            VALUES (?, 'd', ?, ?, 'report.pdf', 'application/pdf', 1, 'x', '2026-09-14')`,
      args: [`f${revision}`, revision, `${revision}`.repeat(32)],
    })),
  ])
  db.close()
  release()
  await expect(backup(at.data, at.to, { folder: at.keys }, NOW)).rejects.toThrow(`report ${'1'.repeat(32)} is missing`)
  const later = await openDb(`file:${join(at.data, 'jingtu.db')}`)
  await later.write(["DELETE FROM files WHERE id = 'f1'"])
  later.close()
  await rm(at.to, { recursive: true })
  await rm(at.keys, { recursive: true })
  expect((await backup(at.data, at.to, { folder: at.keys }, NOW)).made).toBe(NOW.toISOString())
})

test('a backup whose photo is missing or changed is no backup', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await writeFile(join(at.data, 'photos', PHOTO), 'another photo')
  await expect(backup(at.data, at.to, { folder: at.keys }, NOW)).rejects.toThrow(/photo .* is missing or changed/)
  expect(await readdir(at.to)).not.toContain('manifest.json')
})

test('keys never lie with what they open', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await expect(backup(at.data, at.to, { folder: join(at.to, 'keys') }, NOW)).rejects.toThrow(/lies inside/)
  await expect(backup(at.data, join(at.data, 'backup'), { folder: at.keys }, NOW)).rejects.toThrow(/lies inside/)
})

test('nothing is restored over what is there, from a changed backup, or under other keys', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await backup(at.data, at.to, { folder: at.keys }, NOW)
  await expect(restore(at.to, at.keys, at.data)).rejects.toThrow(/not empty/)
  await mkdir(`${at.keys}-other`)
  for (const name of await readdir(at.keys)) await copyFile(join(at.keys, name), join(`${at.keys}-other`, name))
  await writeFile(join(`${at.keys}-other`, 'mail'), Buffer.alloc(32))
  await expect(restore(at.to, `${at.keys}-other`, at.again)).rejects.toThrow(/key mail .* another instance/)
  await writeFile(join(at.to, 'extra'), 'x')
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/not in the manifest: extra/)
  rmSync(join(at.to, 'extra'))
  await writeFile(join(at.to, 'photos', PHOTO), 'another')
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/changed since the backup/)
  rmSync(join(at.to, 'photos', PHOTO))
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/missing from the backup/)
})

test('a backup that failed leaves nothing behind, and its place can be taken again', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await rm(join(at.data, 'photos', PHOTO))
  await expect(backup(at.data, at.to, { folder: at.keys }, NOW)).rejects.toThrow(/missing or changed/)
  expect([await readdir(at.to), await readdir(at.keys)]).toEqual([[], []])
  await writeFile(join(at.data, 'photos', PHOTO), 'a photo')
  await backup(at.data, at.to, { folder: at.keys }, NOW)
  expect(await readdir(at.to)).toContain('manifest.json')
})

test('what was uploaded and belongs to nobody the database knows stays out of a backup', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await writeFile(join(at.data, 'photos', 'cd'.repeat(16)), 'uploaded since')
  await backup(at.data, at.to, { folder: at.keys }, NOW)
  expect(await readdir(join(at.to, 'photos'))).toEqual([PHOTO])
})

test('a backup without its manifest, and one of a newer version, are refused, and nothing is left of the attempt', async () => {
  const { db, release } = await instance(at.data)
  await db.write(["INSERT INTO __drizzle_migrations(hash, created_at) VALUES ('x', 4000000000000)"])
  db.close()
  release()
  await backup(at.data, at.to, { folder: at.keys }, NOW)
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/belongs to a later version/)
  expect(await readdir(at.again)).toEqual([])
  await rm(join(at.to, 'manifest.json'))
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/no backup: it has no manifest/)
})

test('rows that are fewer than the manifest counted are noticed', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  const { rows } = await backup(at.data, at.to, { folder: at.keys }, NOW)
  expect(rows).toMatchObject({ tips: 1, cases: 1, attachments: 1 })
  const path = join(at.to, 'manifest.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('"tips": 1', '"tips": 2'))
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow('tips has 1 rows, not 2')
})

test('a backup of version 0.1, which counted no rows, comes back too', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  await backup(at.data, at.to, { folder: at.keys }, NOW)
  const path = join(at.to, 'manifest.json')
  const { rows, ...old } = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify(old))
  expect((await restore(at.to, at.keys, at.again)).rows).toBeUndefined()
})

test('the programs say what they need, and how old what comes back is', async () => {
  const { db, release } = await instance(at.data)
  db.close()
  release()
  const helpless = runBackup(at.data, '--to', at.to)
  expect([await helpless.code, helpless.printed()]).toEqual([2, expect.stringContaining('--keys-recipient age1…')])
  const astray = runBackup(`${at.data}-elsewhere`, '--to', at.to, '--keys-to', at.keys)
  expect([await astray.code, astray.printed()]).toEqual([1, expect.stringContaining('is DATA_DIR right?')])
  const remote = runBackupUnder({ DATABASE_URL: 'https://db.invalid' }, at.data, '--to', at.to, '--keys-to', at.keys)
  expect([await remote.code, remote.printed()]).toEqual([2, expect.stringContaining('remote database')])
  await backup(at.data, at.to, { folder: at.keys }, new Date(Date.now() - 5 * 86_400_000))
  const back = runRestore(at.again, '--from', at.to, '--keys-from', at.keys)
  expect([await back.code, back.printed()]).toEqual([0, expect.stringContaining('5 天 / 5 days')])
})
