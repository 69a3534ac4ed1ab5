import type { Db } from './engine.ts'

const HOUR = 3_600_000

/** Counts one verification against an account before it is made, and says how many there were within the hour. */
export async function countAttempt(db: Db, key: string, now: Date): Promise<number> {
  const results = await db.write([
    { sql: 'DELETE FROM attempts WHERE since <= ?', args: [now.getTime() - HOUR] },
    {
      sql: `INSERT INTO attempts(key, count, since) VALUES (?, 1, ?)
            ON CONFLICT(key) DO UPDATE SET count = count + 1 RETURNING count`,
      args: [key, now.getTime()],
    },
  ])
  return Number(results[1]?.rows[0]?.count)
}

/** Takes one counted verification back: it was right. */
export async function forgiveAttempt(db: Db, key: string): Promise<void> {
  await db.write([{ sql: 'UPDATE attempts SET count = count - 1 WHERE key = ? AND count > 0', args: [key] }])
}
