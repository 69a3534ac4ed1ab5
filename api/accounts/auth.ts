import { passkey } from '@better-auth/passkey'
import { bytesToHex } from '@noble/hashes/utils.js'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import * as z from 'zod/mini'
import type { Db } from '#db/engine.ts'
import { forgetSessions } from '#db/session.ts'
import { isSuspended } from '#db/staff.ts'
import * as tables from '#db/tables/account.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '#domain/password.ts'
import { ABSOLUTE_MS, IDLE_MS, LAG_MS } from './session.ts'

export type AuthOptions = {
  db: Db
  /** 32 bytes: signs cookies, encrypts TOTP secrets, keys the counters. */
  secret: Uint8Array
  /** Public origin without a trailing slash. */
  origin: string
  now(): Date
}

/** Doors that need a second factor to get through; sessions opened there are strong. */
const STRONG_DOORS = ['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-authentication']

/**
 * better-auth as this product uses it. Its HTTP handler is mounted nowhere; the routes call these of its `api`:
 * `signInEmail`, `signOut`, `getSession`; `enableTwoFactor`, `verifyTOTP`, `verifyBackupCode`;
 * `generatePasskeyRegistrationOptions`, `verifyPasskeyRegistration`, `generatePasskeyAuthenticationOptions`,
 * `verifyPasskeyAuthentication`; and of ours (`doors` below) `openSession` and `challengedEmail`.
 *
 * It keeps no address and no user agent, caches no session in a cookie, sends no telemetry, and prints nothing.
 * Its own clock is the machine's; the limits that matter (idle, absolute, attempts) are ours and use `now`.
 */
export function createAuth({ db, secret, origin, now }: AuthOptions) {
  return betterAuth({
    appName: '净土',
    baseURL: origin,
    secret: bytesToHex(secret),
    database: drizzleAdapter(db.writer, { provider: 'sqlite', schema: tables, transaction: false }),
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        org: { type: 'string', required: true, input: false },
        suspendedAt: { type: 'date', required: false, input: false },
        demoAs: { type: 'string', required: false, input: false },
      },
    },
    session: {
      expiresIn: ABSOLUTE_MS / 1000,
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false },
      additionalFields: { strong: { type: 'boolean', required: false, input: false } },
    },
    advanced: {
      cookiePrefix: 'jingtu',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            if (await isSuspended(db, session.userId))
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_SUSPENDED', message: 'suspended' })
            const at = now()
            // Who comes in sweeps out sessions that ran out and that nobody came back to.
            const before = (limit: number) => new Date(at.getTime() - limit)
            await forgetSessions(db, before(ABSOLUTE_MS), before(IDLE_MS + LAG_MS))
            const strong = session.strong === true || STRONG_DOORS.includes(context?.path ?? '')
            return {
              data: { ...session, strong, ipAddress: null, userAgent: null, createdAt: at, updatedAt: at },
            }
          },
        },
      },
    },
    plugins: [
      // Failures are counted by us, per account and hour, together with wrong passwords.
      twoFactor({ issuer: '净土', accountLockout: { enabled: false } }),
      passkey({
        rpName: '净土',
        rpID: new URL(origin).hostname,
        advanced: { webAuthnChallengeCookie: 'passkey' },
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The plugin itself only prefers that the person is verified; alone it would be one factor, so we insist.
        registration: {
          afterVerification: ({ verification }) => insist(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => insist(verification.authenticationInfo.userVerified),
        },
      }),
      doors,
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>

/** Endpoints of our own, for calls from inside only. */
const doors = {
  id: 'doors',
  endpoints: {
    /** A session and its cookie for somebody we know: after an invitation, at the demo door, after enrolment. */
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string(), strong: z.boolean() }) },
      async (ctx) => {
        const { userId, strong } = ctx.body
        const user = await ctx.context.internalAdapter.findUserById(userId)
        if (!user) throw new APIError('UNAUTHORIZED', { code: 'ACCOUNT_UNKNOWN', message: 'unknown' })
        const session = await ctx.context.internalAdapter.createSession(userId, false, { strong }, true)
        await setSessionCookie(ctx, { session, user })
        return { ok: true }
      },
    ),
    /** Whose password was right, by the cookie that waits for the second factor; null when there is none. */
    challengedEmail: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => {
      const { name } = ctx.context.createAuthCookie('two_factor')
      const identifier = await ctx.getSignedCookie(name, ctx.context.secret)
      const waiting = identifier ? await ctx.context.internalAdapter.findVerificationValue(identifier) : null
      const user = waiting ? await ctx.context.internalAdapter.findUserById(waiting.value) : null
      return { email: user?.email ?? null }
    }),
  },
}

function insist(userVerified: boolean | undefined): void {
  if (!userVerified) throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'user not verified' })
}
