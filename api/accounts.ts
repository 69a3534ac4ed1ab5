import { acceptInvitation, findInvitation } from '#db/account.ts'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import { endSession, endWeakSessions } from '#db/session.ts'
import { factorsOf } from '#db/staff.ts'
import { whyNotPassword } from '#domain/password.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { INVITATION_WORDS, PASSWORD_WORDS } from '#domain/words/zh/account.ts'
import { attemptLimits } from './accounts/attempts.ts'
import { type AuthOptions, createAuth } from './accounts/auth.ts'
import { cookiesOf, only } from './accounts/cookies.ts'
import { asked } from './accounts/failure.ts'
import { passkeyDoor } from './accounts/passkey.ts'
import { type SignedIn, sessionReader } from './accounts/session.ts'

/** What to do next after a door: show a second factor, set one up, or nothing more. `cookies` are to be set. */
export type Passed = { next: 'done' | 'totp' | 'passkey' | 'enrol'; cookies: string[] }

/** The accounts part of `env`: everything the rest of the app needs to know of better-auth. */
export type Accounts = ReturnType<typeof createAccounts>

/** Accounts over one database. Knows no host; `demo` opens the door without a password and nothing else. */
export function createAccounts(options: AuthOptions & { demo: boolean }) {
  const { db, now } = options
  const auth = createAuth(options)
  const read = sessionReader(auth, options)
  const attempts = attemptLimits(options)

  /** Opens a session for somebody already identified; `strong` when that took a second factor. */
  const open = async (userId: string, strong: boolean): Promise<string[]> => {
    const { headers } = await asked(auth.api.openSession({ body: { userId, strong }, returnHeaders: true }))
    return cookiesOf(headers)
  }

  /**
   * Who may set up a second factor: anybody whose session had one, or who has none yet. A password alone must not be
   * enough to add a factor beside the owner's.
   */
  const enrolling = async (headers: Headers): Promise<SignedIn> => {
    const who = await read(headers)
    if (!who) throw new Refusal('account.not-signed-in')
    if (who.demo) throw new Refusal('account.already-enrolled')
    const { totp, passkey } = await factorsOf(db, who.actor.id)
    if (!who.enrolled && (totp || passkey)) throw new Refusal('account.second-factor-required')
    return who
  }

  return {
    /** Who these request headers belong to: null = nobody (expired, suspended, unknown). Asks the database each time. */
    actor: read,

    /** Password. Alone it opens a session that may only enrol, and not even that when a passkey is enrolled. */
    async signIn(email: string, password: string): Promise<Passed> {
      const { headers, response } = await attempts.limited(email, () =>
        asked(auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true })),
      )
      if ('twoFactorRedirect' in response) return { next: 'totp', cookies: cookiesOf(headers) }
      if (!(await factorsOf(db, response.user.id)).passkey) return { next: 'enrol', cookies: cookiesOf(headers) }
      await endWeakSessions(db, response.user.id)
      return { next: 'passkey', cookies: [] }
    },

    /** TOTP code, or one of the recovery codes, after the password. Each opens once. */
    async verify(headers: Headers, code: string): Promise<Passed> {
      const challenge = only(headers, 'two_factor')
      const { email } = await auth.api.challengedEmail({ headers: challenge })
      if (!email) throw new Refusal('account.step-invalid')
      const answer = await attempts.limited(email, async () => {
        if (!(await attempts.isFresh(email, code))) throw new Refusal('account.wrong-code')
        const call = { body: { code }, headers: challenge, returnHeaders: true } as const
        return asked<{ headers: Headers | null | undefined }>(
          /^\d{6}$/.test(code) ? auth.api.verifyTOTP(call) : auth.api.verifyBackupCode(call),
        )
      })
      return { next: 'done', cookies: cookiesOf(answer.headers) }
    },

    async signOut(headers: Headers): Promise<string[]> {
      const cookies = only(headers, 'session_token')
      // better-auth says yes also when the database said no: first it must be gone.
      const found = await asked(auth.api.getSession({ headers: cookies, query: { disableRefresh: true } }))
      if (found) await endSession(db, found.session.id)
      const answer = await auth.api.signOut({ headers: cookies, returnHeaders: true })
      return cookiesOf(answer.headers)
    },

    /** A TOTP secret to scan, and recovery codes to print. The password is asked again. */
    async startTotp(headers: Headers, password: string) {
      const { email } = await enrolling(headers)
      const call = { body: { password, method: 'totp' }, headers: only(headers, 'session_token') } as const
      const answer = await attempts.limited(email, () => asked(auth.api.enableTwoFactor(call)))
      if (!('totpURI' in answer)) throw new Error("couldn't enable TOTP: no secret came back")
      const { totpURI: uri, backupCodes } = answer
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
    },

    /** The first code proves the secret arrived; the session is replaced by a strong one. */
    async confirmTotp(headers: Headers, code: string): Promise<Passed> {
      const { actor } = await enrolling(headers)
      const call = { body: { code }, headers: only(headers, 'session_token'), returnHeaders: true } as const
      const answer = await asked(auth.api.verifyTOTP(call))
      await endWeakSessions(db, actor.id)
      return { next: 'done', cookies: cookiesOf(answer.headers) }
    },

    passkey: passkeyDoor(auth, { db, enrolling, open }),

    /**
     * Makes the account an invitation is for. Name and e-mail are asked only where the invitation has none.
     * @throws Refusal `account.invitation-invalid`, `account.invitation-waiting`, `account.password-weak`, `account.email-taken`
     */
    async accept(token: string, about: { password: string; name?: string; email?: string }): Promise<Passed> {
      const at = now()
      const invitation = await findInvitation(db, token, at)
      if (!invitation) throw new Refusal('account.invitation-invalid')
      if (invitation.waiting) throw new Refusal('account.invitation-waiting')
      const name = invitation.name ?? about.name
      const email = invitation.email ?? about.email
      const why = whyNotPassword(about.password, [email ?? '', name ?? ''])
      const problems: Problem[] = why ? [{ path: 'password', code: why, message: PASSWORD_WORDS[why] }] : []
      if (!name) problems.push({ path: 'name', code: 'required', message: INVITATION_WORDS.name })
      if (!email) problems.push({ path: 'email', code: 'required', message: INVITATION_WORDS.email })
      if (!name || !email) throw new Refusal('request.invalid', { problems })
      if (why) throw new Refusal('account.password-weak', { problems })
      const passwordHash = await (await auth.$context).password.hash(about.password)
      try {
        await acceptInvitation(db, token, { ...invitation, name, email, passwordHash }, at)
      } catch (error) {
        if (error instanceof GuardFailed) throw new Refusal('account.invitation-invalid')
        if (error instanceof UniqueViolation) throw new Refusal('account.email-taken')
        throw error
      }
      return { next: 'enrol', cookies: await open(invitation.userId, false) }
    },

    /** The demo door: a signed-in, enrolled session. Closed in a real instance. */
    async enterDemo(userId: string): Promise<string[]> {
      if (!options.demo) throw new Refusal('request.not-found')
      return open(userId, true)
    },
  }
}
