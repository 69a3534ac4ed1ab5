import { createClient } from '@libsql/client/sqlite3'

export type Lock = { release(): void }

/**
 * Takes the only place there is at a lock file; null while another process has it.
 * The place is an open write transaction on an otherwise empty database: the operating system takes it back when the
 * process dies in whatever way, so no stale lock is left to judge. Never used on the file that holds data.
 */
export async function holdLock(path: string): Promise<Lock | null> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 0 })
  try {
    const held = await client.transaction('write')
    return {
      release() {
        held.close()
        client.close()
      },
    }
  } catch (error) {
    client.close()
    if (/SQLITE_BUSY|database is locked/.test(String(error))) return null
    throw new Error(`couldn't lock ${path}`, { cause: error })
  }
}
