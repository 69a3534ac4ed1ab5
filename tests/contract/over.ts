import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readConfig } from '#api/senders/config.ts'
import { openDataDir } from '#api/senders/data-dir.ts'
import { bringDatabase, openDatabase } from '#api/senders/database.ts'
import { openMemory } from '#api/senders/programs.ts'
import { folderStore } from '#api/senders/store-node.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Database = { url: string; token: string }

/** Settings of a process over a remote database. */
export const over = ({ url, token }: Database) => ({ DATABASE_URL: url, DATABASE_AUTH_TOKEN: token })

/** Runs one of the programs of `api/node.ts` to its end. @throws with what it printed when it fails */
export function runProgram(name: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'api/node.ts'), name], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  return new Promise((resolve, reject) =>
    child.once('exit', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${name} ended with ${code}: ${printed}`)),
    ),
  )
}

/** A demo bureau in an empty remote database, made with a data folder's keys and photos. */
export async function seedOver(database: Database, dataDir: string): Promise<void> {
  const config = readConfig({ ...over(database), DATA_DIR: dataDir })
  const data = await openDataDir(dataDir, null)
  const db = await openDatabase(config)
  await bringDatabase(db, config, data, folderStore(join(data.path, 'photos')))
  db.close()
  const { db: filled } = await openMemory(config, data, true)
  filled.close()
  data.lock.release()
}

/** The same, and one process over it with that folder; the tables are made as an administrator makes them. */
export async function startOver(database: Database): Promise<Running> {
  const dataDir = freshDataDir()
  const env = { ...over(database), INTAKE_LIMIT: '1000', DATA_DIR: dataDir }
  await runProgram('migrate', env)
  await seedOver(database, dataDir)
  return startServer({ dataDir, env })
}
