import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { holdLock, type Lock } from '#db/lock.ts'
import type { Secrets } from '../env.ts'
import { isUnwritable, readIfThere, replaceFile } from './files.ts'
import { openLogKeys } from './log-signer.ts'
import { StartRefused } from './refuse.ts'

export type DataDir = { path: string; demo: boolean; secrets: Secrets; lock: Lock }

const KEYS = ['receipt', 'pepper', 'mail', 'work', 'session'] as const satisfies readonly (keyof Secrets)[]

/**
 * Takes a data folder for this process: lock, mark and keys. An empty one becomes a demo (or, with `demo` false, a
 * real instance) for good.
 * @throws StartRefused when it cannot be written to, another process has it, the mark says otherwise, or a key is gone
 */
export async function openDataDir(path: string, demo: boolean | null): Promise<DataDir> {
  await assertWritable(path)
  const lock = await holdLock(join(path, 'lock.db'))
  if (!lock)
    throw new StartRefused(
      `另一个进程正在使用数据目录 ${path}，请先停止它`,
      `another process is using the data folder ${path}; stop it first`,
    )
  try {
    const marked = await readMark(path)
    if (marked !== null && demo !== null && marked !== demo)
      throw new StartRefused(
        `数据目录 ${path} 是${marked ? '演示' : '正式'}实例，与 DEMO=${demo ? 1 : 0} 矛盾`,
        `the data folder ${path} is marked ${marked ? 'demo' : 'real'}, which DEMO=${demo ? 1 : 0} contradicts`,
      )
    const secrets = await openKeys(join(path, 'keys'), marked === null)
    // The mark comes last: a start cut short before it is simply the first start again.
    const mark = marked ?? demo ?? true
    if (marked === null) await replaceFile(join(path, 'mark.json'), `${JSON.stringify({ demo: mark })}\n`)
    return { path, demo: mark, secrets, lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Tried, not asked: permissions say nothing of a full disk or one mounted read-only. */
async function assertWritable(path: string): Promise<void> {
  const probe = join(path, `.probe.${process.pid}`)
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await replaceFile(probe, '净土', 0o600)
    await rm(probe)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    await Promise.all([probe, `${probe}.${process.pid}.tmp`].map((left) => rm(left, { force: true }).catch(() => {})))
    const code = (error as NodeJS.ErrnoException).code
    throw new StartRefused(
      `数据目录 ${path} 不能写入（${code}），请检查磁盘空间、挂载方式和权限`,
      `the data folder ${path} cannot be written to (${code}); check space, mount and permissions`,
    )
  }
}

async function readMark(path: string): Promise<boolean | null> {
  const mark = await readIfThere(join(path, 'mark.json'))
  if (mark) return JSON.parse(mark.toString()).demo === true
  if (await readIfThere(join(path, 'jingtu.db')))
    throw new StartRefused(
      `数据目录 ${path} 里有数据库，却没有 mark.json，请从备份恢复`,
      `the data folder ${path} has a database but no mark.json; restore it from a backup`,
    )
  return null
}

/** A lost key is never replaced in silence: receipts and sealed addresses made under it would be lost with it. */
async function openKeys(folder: string, fresh: boolean): Promise<Secrets> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const secrets: Partial<Secrets> = {}
  for (const name of KEYS) {
    const path = join(folder, name)
    let key = await readIfThere(path)
    if (key === null && fresh) {
      key = randomBytes(32)
      await replaceFile(path, key, 0o600)
    }
    if (key?.length !== 32)
      throw new StartRefused(
        `密钥 ${path} 缺失或已损坏，请从密钥备份恢复`,
        `the key ${path} is missing or damaged; restore it from the backup of keys`,
      )
    secrets[name] = new Uint8Array(key)
  }
  // With the others, so that whoever copies the folder for another process has them too.
  if (fresh) await openLogKeys(folder, true)
  return secrets as Secrets
}
