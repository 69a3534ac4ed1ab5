import type { Actor } from '#domain/access.ts'

/** The accounts part of `env`: everything the rest of the app needs to know of better-auth. */
export type Accounts = {
  /** Who these request headers belong to: null = nobody (expired, suspended, unknown). Asks the database each time. */
  actor(headers: Headers): Promise<{ actor: Actor; enrolled: boolean } | null>
}
