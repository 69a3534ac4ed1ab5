import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { countAttempt, forgiveAttempt } from '#db/attempt.ts'
import { Refusal } from '#domain/refusal.ts'
import type { AuthOptions } from './auth.ts'

/** Wrong passwords and codes together, per account and hour. */
const ATTEMPTS = 10

export type Attempts = {
  /**
   * Runs a check of a password or code. It counts against the account before it runs, so that many at once gain
   * nothing; what was right is taken back. Unknown e-mails count the same, so that the answers do not tell them apart.
   * @throws Refusal `account.too-many-attempts`, and whatever the check throws
   */
  limited<T>(email: string, check: () => Promise<T>): Promise<T>
  /** True the first time a one-time code is shown for an account within the hour. */
  isFresh(email: string, code: string): Promise<boolean>
}

/** Counters live in the database under a keyed hash: they hold over restarts and between edge workers. */
export function attemptLimits({ db, secret, now }: Pick<AuthOptions, 'db' | 'secret' | 'now'>): Attempts {
  const keyOf = (...parts: string[]) => bytesToHex(hmac(sha256, secret, utf8ToBytes(parts.join('|'))))
  return {
    async limited(email, check) {
      const key = keyOf('attempt', email.toLowerCase())
      if ((await countAttempt(db, key, now())) > ATTEMPTS) throw new Refusal('account.too-many-attempts')
      const checked = await check()
      await forgiveAttempt(db, key)
      return checked
    },
    isFresh: async (email, code) => (await countAttempt(db, keyOf('code', email.toLowerCase(), code), now())) === 1,
  }
}
