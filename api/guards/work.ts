import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Payload } from 'altcha-lib/types'
import { addDays, dayOf } from '#domain/clock.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Env } from '../env.ts'
import { keyedHash } from '../seal.ts'
import { type TurnstileChallenge, verifyTurnstile } from './turnstile.ts'

/** A challenge somebody solved. Stored in the batch it opens the door for, so that it opens it once. */
export type Solved = { signature: string; expiresOn: string }

type Doorman = Pick<Env, 'secrets' | 'turnstile'>

/** About a second of work on a phone: 500 to 1000 derivations of 5000 rounds. */
const WORK = { algorithm: 'PBKDF2/SHA-256', cost: 5000, least: 500, most: 1000 } as const
const VALID_MS = 10 * 60_000
const TURNSTILE = 'turnstile:'

/**
 * Lets pass who brings a solution in `X-Work`: base64 of ALTCHA's `{ challenge, solution }`, or `turnstile:<token>`.
 * @throws Refusal `tip.work-required` with a fresh `challenge`: nothing brought, wrong, expired. When Turnstile cannot
 * be reached the challenge is ALTCHA's, from our own origin
 */
export async function requireWork(env: Doorman, brought: string | undefined, now: Date): Promise<Solved> {
  if (!brought) throw await workRequired(env, now)
  const expiresOn = addDays(dayOf(now), 1)
  if (env.turnstile && brought.startsWith(TURNSTILE)) {
    const token = brought.slice(TURNSTILE.length)
    const verdict = await verifyTurnstile(env.turnstile, token)
    if (verdict === 'unreachable') throw await altchaRequired(env, now)
    if (verdict === 'refused') throw await workRequired(env, now)
    return { signature: keyedHash(env.secrets.work, 'turnstile-token-v1', token), expiresOn }
  }
  const payload = readPayload(brought)
  if (!payload || !(await isSolved(env, payload, now))) throw await workRequired(env, now)
  return { signature: payload.challenge.signature as string, expiresOn }
}

/** The refusal that asks for work, in the kind this instance uses. */
export async function workRequired(env: Doorman, now: Date): Promise<Refusal> {
  if (!env.turnstile) return altchaRequired(env, now)
  const challenge: TurnstileChallenge = { kind: 'turnstile', siteKey: env.turnstile.siteKey }
  return new Refusal('tip.work-required', { challenge })
}

async function altchaRequired(env: Doorman, now: Date): Promise<Refusal> {
  const challenge = await createChallenge({
    algorithm: WORK.algorithm,
    cost: WORK.cost,
    counter: randomInt(WORK.most, WORK.least),
    deriveKey,
    // Expiry is ours to judge: the library would ask the machine's clock.
    data: { expires: now.getTime() + VALID_MS },
    ...secretsOf(env),
  })
  return new Refusal('tip.work-required', { challenge: { kind: 'altcha', ...challenge } })
}

async function isSolved(env: Doorman, { challenge, solution }: Payload, now: Date): Promise<boolean> {
  const expires = challenge.parameters.data?.expires
  if (typeof expires !== 'number' || expires < now.getTime()) return false
  // Whatever it stumbles over in what a stranger sent is no solution.
  const checked = verifySolution({ challenge, solution, deriveKey, ...secretsOf(env) })
  return checked.then(
    (result) => result.verified,
    () => false,
  )
}

function secretsOf(env: Doorman) {
  return {
    hmacSignatureSecret: keyedHash(env.secrets.work, 'altcha-challenge-v1'),
    hmacKeySignatureSecret: keyedHash(env.secrets.work, 'altcha-key-v1'),
  }
}

/** What the header says, when it has the shape of a solved challenge. */
function readPayload(header: string): Payload | null {
  try {
    const read = JSON.parse(atob(header)) as Payload
    const { parameters, signature } = read.challenge
    if (typeof signature !== 'string' || typeof parameters !== 'object' || parameters === null) return null
    return { challenge: { parameters, signature }, solution: read.solution }
  } catch {
    return null
  }
}
