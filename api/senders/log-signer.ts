import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MARK } from '#db/backup/checkpoint.ts'
import { type SigningKey, signingKey } from '#db/log/seed.ts'
import type { LogSigner } from '#db/log/signer.ts'
import { checkpointBody, readCheckpoint } from '#domain/log/checkpoint.ts'
import { sameHash } from '#domain/log/hash.ts'
import { signatureLine, vkeyOf } from '#domain/log/note.ts'
import { readIfThere, replaceFile, syncFolder } from './files.ts'
import { StartRefused } from './refuse.ts'

/** The keys of the log in `keys/`: that which signs, the one before a rotation, and that of promises. */
export type LogKeys = { folder: string; now: SigningKey | null; before: SigningKey | null; promise: SigningKey | null }

const NOW = 'log'
const BEFORE = 'log.old'
const NEXT = 'log.next'
const PROMISE = 'promise'

/**
 * The keys of the log, each a 32-byte seed, 0600. `makes`: those that are missing are made, which is right only while the
 * log has no leaf: a key made later would not be the log's.
 * @throws StartRefused when one is damaged
 */
export async function openLogKeys(folder: string, makes: boolean): Promise<LogKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const open = async (name: string, isMade: boolean) => {
    const seed = (await readSeed(folder, name)) ?? (isMade ? await makeSeed(folder, name) : null)
    return seed && signingKey(seed)
  }
  return { folder, now: await open(NOW, makes), before: await open(BEFORE, false), promise: await open(PROMISE, makes) }
}

async function readSeed(folder: string, name: string): Promise<Uint8Array | null> {
  const path = join(folder, name)
  const seed = await readIfThere(path)
  if (seed && seed.length !== 32)
    throw new StartRefused(
      `密钥 ${path} 已损坏，请从密钥备份恢复`,
      `the key ${path} is damaged; restore it from the backup of keys`,
    )
  return seed && new Uint8Array(seed)
}

async function makeSeed(folder: string, name: string): Promise<Uint8Array> {
  const seed = randomBytes(32)
  await replaceFile(join(folder, name), seed, 0o600)
  return new Uint8Array(seed)
}

/**
 * A new key for the log; the one before stays to sign beside it. What signs announces it by a leaf as soon as it is
 * started again. Cut short anywhere, running it again finishes it with the same key.
 */
export async function rotateLogKey(folder: string): Promise<void> {
  const now = await readSeed(folder, NOW)
  if (!now)
    throw new StartRefused(
      `${folder} 里还没有日志密钥，请先启动一次`,
      `${folder} has no key of a log yet; start it once`,
    )
  const next = (await readSeed(folder, NEXT)) ?? (await makeSeed(folder, NEXT))
  if (!sameHash(now, next)) {
    await replaceFile(join(folder, BEFORE), now, 0o600)
    await replaceFile(join(folder, NOW), next, 0o600)
  }
  await rm(join(folder, NEXT))
  await syncFolder(folder)
}

/**
 * Who signs for the log with these keys, and keeps the mark beside them. `published` are the checkpoints that readers
 * get, wherever they lie.
 */
export function logSigner({ folder, now, before }: LogKeys, about: Pick<LogSigner, 'origin' | 'published'>): LogSigner {
  const path = join(folder, MARK)
  const mark = async () => {
    const body = await readIfThere(path)
    return body && readCheckpoint(body.toString())
  }
  return {
    ...about,
    vkeys: (origin) =>
      now && { now: vkeyOf(origin, now.publicKey), before: before && vkeyOf(origin, before.publicKey) },
    async sign(origin, body, alongside) {
      const keys = [now, alongside ? before : null].filter((key) => key !== null)
      return Promise.all(keys.map(({ publicKey, sign }) => signatureLine(origin, publicKey, body, sign)))
    },
    mark,
    async raise(checkpoint) {
      // Another process may share the folder: never lower.
      if (checkpoint.size > ((await mark())?.size ?? 0)) await replaceFile(path, checkpointBody(checkpoint), 0o600)
    },
  }
}
