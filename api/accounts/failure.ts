import { isAPIError } from 'better-auth/api'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'

/** better-auth's failures, by its own codes, as ours. Suspended accounts look like wrong credentials. */
const REFUSED: Readonly<Record<string, RefusalCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'account.wrong-credentials',
  INVALID_EMAIL: 'account.wrong-credentials',
  INVALID_PASSWORD: 'account.wrong-credentials',
  PASSWORD_TOO_LONG: 'account.wrong-credentials',
  ACCOUNT_SUSPENDED: 'account.wrong-credentials',
  ACCOUNT_UNKNOWN: 'account.wrong-credentials',
  PASSKEY_NOT_FOUND: 'account.wrong-credentials',
  AUTHENTICATION_FAILED: 'account.wrong-credentials',
  INVALID_CODE: 'account.wrong-code',
  INVALID_BACKUP_CODE: 'account.wrong-code',
  TOTP_ALREADY_ENABLED: 'account.already-enrolled',
  INVALID_TWO_FACTOR_COOKIE: 'account.step-invalid',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'account.step-invalid',
  TOTP_NOT_ENABLED: 'account.step-invalid',
  BACKUP_CODES_NOT_ENABLED: 'account.step-invalid',
  CHALLENGE_NOT_FOUND: 'account.step-invalid',
  FAILED_TO_VERIFY_REGISTRATION: 'account.step-invalid',
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: 'account.step-invalid',
  // Reading who is there failed, before anything was done.
  FAILED_TO_GET_SESSION: 'service.busy',
  UNAUTHORIZED: 'account.not-signed-in',
}

/** Asks better-auth and turns its no into a refusal of ours; anything unknown stays a fault. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    const code = isAPIError(error) ? REFUSED[String(error.body?.code)] : undefined
    if (code) throw new Refusal(code)
    throw error
  }
}
