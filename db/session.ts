import type { Db } from './engine.ts'

/** Notes that a session was used. */
export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.write([{ sql: 'UPDATE session SET updated_at = ? WHERE id = ?', args: [now.getTime(), id] }])
}

/** Ends one session. */
export async function endSession(db: Db, id: string): Promise<void> {
  await db.write([{ sql: 'DELETE FROM session WHERE id = ?', args: [id] }])
}

/** Ends every session of an account that was opened without a second factor. */
export async function endWeakSessions(db: Db, userId: string): Promise<void> {
  await db.write([{ sql: 'DELETE FROM session WHERE user_id = ? AND strong = 0', args: [userId] }])
}

/** Forgets sessions opened, or last used, before these instants. */
export async function forgetSessions(db: Db, openedBefore: Date, usedBefore: Date): Promise<void> {
  await db.write([
    {
      sql: 'DELETE FROM session WHERE created_at <= ? OR updated_at <= ?',
      args: [openedBefore.getTime(), usedBefore.getTime()],
    },
  ])
}
