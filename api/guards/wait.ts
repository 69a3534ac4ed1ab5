import { bytesToHex } from '@noble/hashes/utils.js'
import { addDays, dayOf } from '#domain/clock.ts'
import type { Env } from '../env.ts'
import { isSame, keyedHash } from '../seal.ts'
import type { Solved } from './work.ts'

type Doorman = Pick<Env, 'secrets' | 'random'>

/** Seconds until a token of the slow lane opens the door. */
export const WAIT_SECONDS = 20
const VALID_SECONDS = 30 * 60

/** A place in the slow lane for browsers without JavaScript: issue time and a nonce, signed. Says nothing of anybody. */
export function issueWait(env: Doorman, now: Date): string {
  const issued = `${secondsOf(now)}.${bytesToHex(env.random(16))}`
  return `${issued}.${sign(env, issued)}`
}

/**
 * What a token is worth now: `ripe` (opens once), `early` with the seconds that are left, or `void` when it is forged,
 * older than 30 minutes, or none.
 */
export function readWait(
  env: Doorman,
  token: string | undefined,
  now: Date,
): { is: 'ripe'; solved: Solved } | { is: 'early'; token: string; seconds: number } | { is: 'void' } {
  const [at = '', nonce = '', signature = ''] = token?.split('.') ?? []
  if (!token || !isSame(signature, sign(env, `${at}.${nonce}`))) return { is: 'void' }
  const age = secondsOf(now) - Number(at)
  if (age > VALID_SECONDS) return { is: 'void' }
  if (age < WAIT_SECONDS) return { is: 'early', token, seconds: WAIT_SECONDS - age }
  return { is: 'ripe', solved: { signature: `wait:${nonce}`, expiresOn: addDays(dayOf(now), 1) } }
}

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000)
const sign = (env: Doorman, issued: string): string => keyedHash(env.secrets.work, 'slow-lane-v1', issued)
