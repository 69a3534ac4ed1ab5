import { endWeakSessions } from '#db/session.ts'
import type { Passed } from '../accounts.ts'
import type { Auth, AuthOptions } from './auth.ts'
import { cookiesOf, only } from './cookies.ts'
import { asked } from './failure.ts'
import type { SignedIn } from './session.ts'

/** A credential in WebAuthn's own JSON; the library looks into it. */
type Credential = { id: string; [key: string]: unknown }

type Inside = {
  db: AuthOptions['db']
  enrolling(headers: Headers): Promise<SignedIn>
  open(userId: string, strong: boolean): Promise<string[]>
}

/**
 * Passkeys: a device that knows its owner (PIN, finger, face) is two factors at once, so its session is strong.
 * Answers and options are WebAuthn's own JSON; our origin, our host and user verification are insisted on.
 */
export function passkeyDoor(auth: Auth, { db, enrolling, open }: Inside) {
  return {
    /** What `navigator.credentials.create` needs, with the challenge's cookie. */
    async registrationOptions(headers: Headers) {
      await enrolling(headers)
      const call = { headers: only(headers, 'session_token'), returnHeaders: true } as const
      const answer = await asked(auth.api.generatePasskeyRegistrationOptions(call))
      return { options: answer.response, cookies: cookiesOf(answer.headers) }
    },

    /** Keeps what the device made; a session that could only enrol is replaced by a strong one. */
    async register(headers: Headers, response: Credential, name?: string): Promise<Passed> {
      const { actor, enrolled } = await enrolling(headers)
      const call = { body: { response, name }, headers: only(headers, 'session_token', 'passkey') }
      await asked(auth.api.verifyPasskeyRegistration(call))
      const cookies = enrolled ? [] : await open(actor.id, true)
      await endWeakSessions(db, actor.id)
      return { next: 'done', cookies }
    },

    /** What `navigator.credentials.get` needs, with the challenge's cookie. Says nothing of who has an account. */
    async signInOptions() {
      const call = { headers: new Headers(), returnHeaders: true } as const
      const answer = await asked(auth.api.generatePasskeyAuthenticationOptions(call))
      const options = { ...answer.response, userVerification: 'required' as const }
      return { options, cookies: cookiesOf(answer.headers) }
    },

    /** Opens a strong session for the owner of the passkey. */
    async signIn(headers: Headers, response: Credential): Promise<Passed> {
      // The plugin types this body as the browser's own class; it validates what comes itself.
      const body = { response: response as never }
      const call = { body, headers: only(headers, 'passkey'), returnHeaders: true } as const
      const answer = await asked(auth.api.verifyPasskeyAuthentication(call))
      return { next: 'done', cookies: cookiesOf(answer.headers) }
    },
  }
}
