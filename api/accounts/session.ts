import { endSession, touchSession } from '#db/session.ts'
import type { Actor } from '#domain/access.ts'
import type { Auth, AuthOptions } from './auth.ts'
import { only } from './cookies.ts'
import { asked } from './failure.ts'

/** Without a call for this long a session is over. */
export const IDLE_MS = 15 * 60_000
/** However busy, a session is over after this. */
export const ABSOLUTE_MS = 8 * 3_600_000
/** How far the database may lag behind the memory of when a session was last used. */
export const LAG_MS = 60_000

/** Somebody signed in. `enrolled` is false while only a password was shown: then nothing but enrolment is open. */
export type SignedIn = { actor: Actor; email: string; enrolled: boolean; demo: boolean }

/**
 * Reads who a request belongs to, asking the database each time, and keeps our limits: idle 15 minutes, absolute
 * 8 hours, nobody suspended. When a session was last used is exact in memory and saved once a minute, so that reading
 * does not write; after a restart a session may end up to a minute early, never late.
 * `isUse` false only looks: it does not begin the 15 minutes anew.
 */
export function sessionReader(auth: Auth, { db, now }: Pick<AuthOptions, 'db' | 'now'>) {
  const used = new Map<string, number>()
  return async (headers: Headers, isUse = true): Promise<SignedIn | null> => {
    const cookies = only(headers, 'session_token')
    if (!cookies.has('cookie')) return null
    const found = await asked(auth.api.getSession({ headers: cookies, query: { disableRefresh: true } }))
    if (!found) return null
    const { session, user } = found
    const at = now().getTime()
    const last = Math.max(session.updatedAt.getTime(), used.get(session.id) ?? 0)
    if (user.suspendedAt || at - last >= IDLE_MS || at - session.createdAt.getTime() >= ABSOLUTE_MS) {
      used.delete(session.id)
      await endSession(db, session.id)
      return null
    }
    if (isUse) used.set(session.id, at)
    if (isUse && at - session.updatedAt.getTime() >= LAG_MS) {
      for (const [id, seen] of used) if (at - seen >= IDLE_MS) used.delete(id)
      await touchSession(db, session.id, new Date(at))
    }
    const actor = { id: user.id, name: user.name, role: user.role as Actor['role'], org: user.org }
    return { actor, email: user.email, enrolled: session.strong === true, demo: Boolean(user.demoAs) }
  }
}
