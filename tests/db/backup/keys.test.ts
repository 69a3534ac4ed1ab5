import { spawnSync } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { beforeEach, expect, test } from 'vitest'
import { backup } from '#db/backup.ts'
import { restore } from '#db/restore.ts'
import { instance, type Places, places } from '../../fixtures/instance.ts'
import { runBackup, runBackupUnder, runRestore } from '../../fixtures/programs.ts'

const nextPlaces = places()
let at: Places
/** Two officers who keep an identity each, and somebody else. */
let officers: { identity: string; recipient: string }[]
beforeEach(async () => {
  at = nextPlaces()
  const { db, release } = await instance(at.data)
  db.close()
  release()
  officers = await Promise.all([someone(), someone(), someone()])
})

async function someone() {
  const identity = await generateIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

const NOW = new Date('2026-09-14T10:00:00+08:00')
const keyFile = (name: string) => readFile(join(at.data, 'keys', name))

test('encrypted keys lie with the backup, in no file of which a key can be read', async () => {
  await backup(at.data, at.to, { recipients: [officers[0]?.recipient ?? ''], folder: null }, NOW)
  expect((await readdir(at.to)).sort()).toEqual(['jingtu.db', 'keys.age', 'manifest.json', 'mark.json', 'photos'])
  const key = await keyFile('receipt')
  for (const name of ['jingtu.db', 'keys.age', 'manifest.json']) {
    const bytes = await readFile(join(at.to, name))
    for (const form of [key, key.toString('base64'), key.toString('hex')]) expect(bytes.includes(form)).toBe(false)
  }
})

test('each of several officers opens them alone, and nobody else does', async () => {
  const [one, other, stranger] = officers as [(typeof officers)[0], (typeof officers)[0], (typeof officers)[0]]
  await backup(at.data, at.to, { recipients: [one.recipient, other.recipient], folder: null }, NOW)
  const from = join(at.to, 'keys.age')
  await restore(at.to, from, at.again, `# created: today\n# public key: ${other.recipient}\n${other.identity}\n`)
  expect(await readFile(join(at.again, 'keys', 'mail'))).toEqual(await keyFile('mail'))
  expect((await stat(join(at.again, 'keys', 'mail'))).mode & 0o777).toBe(0o600)
  await restore(at.to, from, `${at.again}-2`, one.identity)
  await expect(restore(at.to, from, `${at.again}-3`, stranger.identity)).rejects.toThrow(/identity does not open/)
  await expect(restore(at.to, from, `${at.again}-4`)).rejects.toThrow(/is encrypted: give --identity/)
  expect(await readdir(`${at.again}-3`)).toEqual([])
})

test('encrypted keys of another instance are refused', async () => {
  const [{ recipient, identity }] = officers as [(typeof officers)[0]]
  const theirs = nextPlaces()
  const { db, release } = await instance(theirs.data)
  db.close()
  release()
  await backup(at.data, at.to, { recipients: [recipient], folder: null }, NOW)
  await backup(theirs.data, theirs.to, { recipients: [recipient], folder: null }, NOW)
  const refused = restore(at.to, join(theirs.to, 'keys.age'), at.again, identity)
  await expect(refused).rejects.toThrow(/key .* another instance/)
})

test('a recipient mistyped by one letter is refused before anything is written', async () => {
  const wrong = (officers[0]?.recipient ?? '').replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
  await expect(backup(at.data, at.to, { recipients: [wrong], folder: null }, NOW)).rejects.toThrow(/no age recipient/)
  await expect(readdir(at.to)).rejects.toThrow(/ENOENT/)
})

test('from the command line: the file in a folder of its own, and back', async () => {
  const [{ recipient, identity }] = officers as [(typeof officers)[0]]
  const made = runBackup(at.data, '--to', at.to, '--keys-recipient', recipient, '--keys-to', at.keys)
  expect(await made.code, made.printed()).toBe(0)
  expect(made.printed()).not.toMatch(/warning/)
  expect([await readdir(at.keys), await readdir(at.to)]).toEqual([
    ['keys.age'],
    expect.not.arrayContaining(['keys.age']),
  ])
  const identityFile = join(at.data, '..', 'identity')
  await writeFile(identityFile, identity)
  const back = runRestore(
    at.again,
    ...['--from', at.to, '--keys-from', join(at.keys, 'keys.age'), '--identity', identityFile],
  )
  expect(await back.code, back.printed()).toBe(0)
})

test('recipients of the environment count when the command line names none', async () => {
  const [{ recipient }, other] = officers as [(typeof officers)[0], (typeof officers)[0]]
  const env = { BACKUP_KEYS_RECIPIENT: `${recipient}, ${other.recipient}` }
  const made = runBackupUnder(env, at.data, '--to', at.to)
  expect(await made.code, made.printed()).toBe(0)
  await restore(at.to, join(at.to, 'keys.age'), at.again, other.identity)
})

const hasAge = spawnSync('age', ['--version']).status === 0
test.runIf(hasAge)('the age command line opens them, and what it encrypts is opened', async () => {
  const [{ recipient, identity }] = officers as [(typeof officers)[0]]
  await backup(at.data, at.to, { recipients: [recipient], folder: null }, NOW)
  const identityFile = join(at.data, '..', 'identity')
  await writeFile(identityFile, `${identity}\n`)
  const opened = spawnSync('age', ['-d', '-i', identityFile, join(at.to, 'keys.age')])
  expect(opened.stderr.toString()).toBe('')
  const keys = JSON.parse(opened.stdout.toString())
  expect(Buffer.from(keys.receipt, 'base64')).toEqual(await keyFile('receipt'))
  const again = spawnSync('age', ['-r', recipient], { input: opened.stdout })
  await writeFile(join(at.data, '..', 'again.age'), again.stdout)
  await restore(at.to, join(at.data, '..', 'again.age'), at.again, identity)
})
