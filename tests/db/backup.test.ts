import { mkdtempSync, rmSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openDataDir } from '#api/senders/data-dir.ts'
import { folderStore } from '#api/senders/store-node.ts'
import { insertAttachment } from '#db/attachment.ts'
import { backup } from '#db/backup.ts'
import { migrateDb } from '#db/migrate.ts'
import { type Db, openDb } from '#db/open.ts'
import { restore } from '#db/restore.ts'
import { runBackup } from '../fixtures/programs.ts'

const root = mkdtempSync(join(tmpdir(), 'jingtu-backup-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let at: { data: string; to: string; keys: string; again: string }
let next = 0
beforeEach(() => {
  const here = join(root, String(next++))
  at = { data: join(here, 'data'), to: join(here, 'to'), keys: join(here, 'keys'), again: join(here, 'again') }
})

const NOW = new Date('2026-09-14T10:00:00+08:00')
const KEY = 'ab'.repeat(16)

async function instance(): Promise<{ db: Db; release(): void }> {
  const { lock } = await openDataDir(at.data, null)
  const db = await openDb(`file:${join(at.data, 'jingtu.db')}`)
  await migrateDb(db)
  const bytes = new TextEncoder().encode('a photo')
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  await folderStore(join(at.data, 'photos')).put(KEY, bytes)
  const photo = { id: 'p', key: KEY, sha256, width: 1, height: 1, size: bytes.length, uploadedOn: '2026-09-14' }
  await db.write([
    {
      sql: `INSERT INTO cases(id, reference, state, version, kinds, channel, received_on, summary, provisional, rank)
            VALUES ('c', 'T-2026-AAAAAA', 'received', 1, '[]', 'web', '2026-09-14', '堤上有黑泥', 0, '1')`,
    },
    {
      sql: `INSERT INTO tips(id, reference, receipt_hash, case_id, channel, received_on, kinds, behaviours, description,
              address, reporter_mode, emergencies, commitment, commitment_secret, content)
            VALUES ('t', 'T-2026-AAAAAA', 'h', 'c', 'web', '2026-09-14', '[]', '[]', '堤上有黑泥', '某某路', 'anonymous', '[]', x'00', x'00', x'00')`,
    },
    insertAttachment(photo),
    { sql: `UPDATE attachments SET tip_id = 't'` },
  ] as never)
  return { db, release: () => lock.release() }
}

test('a backup of a stopped instance comes back with its tips, photos and keys', async () => {
  const { db, release } = await instance()
  db.close()
  release()
  const manifest = await backup(at.data, at.to, at.keys, NOW)
  expect(Object.keys(manifest.files)).toEqual(['jingtu.db', 'mark.json', `photos/${KEY}`])
  expect((await readdir(at.to)).sort()).toEqual(['jingtu.db', 'manifest.json', 'mark.json', 'photos'])

  await restore(at.to, at.keys, at.again)
  const opened = await openDataDir(at.again, true)
  const again = await openDb(`file:${join(at.again, 'jingtu.db')}`)
  expect((await again.query('SELECT reference FROM tips')).rows[0]?.reference).toBe('T-2026-AAAAAA')
  expect(await readFile(join(at.again, 'photos', KEY), 'utf8')).toBe('a photo')
  expect(Buffer.from(opened.secrets.mail)).toEqual(await readFile(join(at.data, 'keys', 'mail')))
  expect((await stat(join(at.again, 'keys', 'mail'))).mode & 0o777).toBe(0o600)
  again.close()
  opened.lock.release()
})

test('a backup of a running instance is one moment of it, and the server writes on', async () => {
  const { db, release } = await instance()
  let written = 0
  const program = runBackup(at.data, at.to, at.keys)
  while (!program.ended) {
    // Two rows in one commit: a copy torn between them would have an odd number.
    await db.write([1, 2].map((one) => ({ sql: 'INSERT INTO guards(ok) VALUES (?)', args: [one] })))
    written += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(await program.code).toBe(0)
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
  const { db, release } = await instance()
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
  await expect(backup(at.data, at.to, at.keys, NOW)).rejects.toThrow(`report ${'1'.repeat(32)} is missing`)
  const later = await openDb(`file:${join(at.data, 'jingtu.db')}`)
  await later.write(["DELETE FROM files WHERE id = 'f1'"])
  later.close()
  await rm(at.to, { recursive: true })
  await rm(at.keys, { recursive: true })
  expect((await backup(at.data, at.to, at.keys, NOW)).made).toBe(NOW.toISOString())
})

test('a backup whose photo is missing or changed is no backup', async () => {
  const { db, release } = await instance()
  db.close()
  release()
  await writeFile(join(at.data, 'photos', KEY), 'another photo')
  await expect(backup(at.data, at.to, at.keys, NOW)).rejects.toThrow(/photo .* is missing or changed/)
  expect(await readdir(at.to)).not.toContain('manifest.json')
})

test('keys never lie with what they open', async () => {
  const { db, release } = await instance()
  db.close()
  release()
  await expect(backup(at.data, at.to, join(at.to, 'keys'), NOW)).rejects.toThrow(/lies inside/)
  await expect(backup(at.data, join(at.data, 'backup'), at.keys, NOW)).rejects.toThrow(/lies inside/)
})

test('nothing is restored over what is there, from a changed backup, or under other keys', async () => {
  const { db, release } = await instance()
  db.close()
  release()
  await backup(at.data, at.to, at.keys, NOW)
  await expect(restore(at.to, at.keys, at.data)).rejects.toThrow(/not empty/)
  await mkdir(`${at.keys}-other`)
  for (const name of await readdir(at.keys)) await copyFile(join(at.keys, name), join(`${at.keys}-other`, name))
  await writeFile(join(`${at.keys}-other`, 'mail'), Buffer.alloc(32))
  await expect(restore(at.to, `${at.keys}-other`, at.again)).rejects.toThrow(/key mail .* another instance/)
  await writeFile(join(at.to, 'extra'), 'x')
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/not in the manifest: extra/)
  rmSync(join(at.to, 'extra'))
  await writeFile(join(at.to, 'photos', KEY), 'another')
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/changed since the backup/)
  rmSync(join(at.to, 'photos', KEY))
  await expect(restore(at.to, at.keys, at.again)).rejects.toThrow(/missing from the backup/)
})
