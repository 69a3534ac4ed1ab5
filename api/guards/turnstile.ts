import type { RenderParameters } from 'turnstile-types'
import type { Turnstile } from '../env.ts'

/** What a browser's widget needs to begin. */
export type TurnstileChallenge = { kind: 'turnstile'; siteKey: NonNullable<RenderParameters['sitekey']> }

const PATIENCE_MS = 3000
/** Codes that blame the token; any other "no" is about our configuration or their service. */
const BLAMES_TOKEN = new Set(['missing-input-response', 'invalid-input-response', 'timeout-or-duplicate'])

/**
 * Asks the verify URL about a token. Sends the secret and the token and never the client's address.
 * `unreachable`: no usable answer within 3 s, or one that says nothing of the token; intake goes on without it.
 */
export async function verifyTurnstile(
  turnstile: Turnstile,
  token: string,
): Promise<'passed' | 'refused' | 'unreachable'> {
  try {
    const answer = await fetch(turnstile.verifyUrl, {
      method: 'POST',
      body: new URLSearchParams({ secret: turnstile.secret, response: token }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const said = (await answer.json()) as { success?: unknown; 'error-codes'?: unknown }
    if (said.success === true) return 'passed'
    const codes = Array.isArray(said['error-codes']) ? said['error-codes'] : []
    return codes.some((code) => BLAMES_TOKEN.has(code)) ? 'refused' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
