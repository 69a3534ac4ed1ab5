import { TOTP, URI } from 'otpauth'
import type { Opened, Person } from './setup.ts'

export const GOOD_PASSWORD = '雨伞与自行车，铁皮石榴三只'

/** A browser in miniature: keeps cookies as they are set and deleted, and sends our origin. */
export function visitor({ ask, env }: Opened) {
  const jar = new Map<string, string>()
  return {
    jar,
    async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await ask(method, path, body, { origin: env.origin, ...(cookie && { cookie }), ...headers })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = '', ...rest] = line.split(';')
        const [name = '', value = ''] = pair.split(/=(.*)/s)
        if (/max-age=0\b/i.test(rest.join(';'))) jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    },
  }
}

export type Visitor = ReturnType<typeof visitor>

/** Another than who proposed confirms a grant. */
export async function confirmGrant(opened: Opened, id: string, by: Person = 'shen'): Promise<void> {
  const { status, body } = await opened.ask('POST', `/api/grants/${id}/confirmation`, {}, await opened.as(by))
  if (status !== 200) throw new Error(`couldn't confirm: ${status} ${body.code}`)
}

/** Invites somebody as the administrator, lets another one confirm, and gives the token of the link. */
export async function inviteToken(opened: Opened, about: Record<string, unknown> = {}): Promise<string> {
  const body = { email: 'he.tan@demo.invalid', name: '何探路', role: 'clerk', org: 'bureau', ...about }
  const { status, body: answer } = await opened.ask('POST', '/api/staff/invitations', body, await opened.as('chu'))
  if (status !== 201) throw new Error(`couldn't invite: ${status} ${answer.code}`)
  await confirmGrant(opened, answer.grant.id)
  return answer.link.split('#invitation=')[1]
}

/** Somebody who accepted an invitation and enrolled TOTP; `code(n)` is the code n steps of 30 s from now. */
export async function enrolled(opened: Opened, about: Record<string, unknown> = {}) {
  const person = visitor(opened)
  const token = await inviteToken(opened, about)
  await person.ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
  const started = await person.ask('POST', '/api/auth/totp/enrolment', { password: GOOD_PASSWORD })
  const code = codes(started.body.uri)
  const confirmed = await person.ask('POST', '/api/auth/totp/confirmation', { code: code(0) })
  if (confirmed.status !== 200) throw new Error(`couldn't enrol: ${confirmed.body.code}`)
  return {
    person,
    code,
    backupCodes: started.body.backupCodes as string[],
    email: about.email ?? 'he.tan@demo.invalid',
  }
}

export function codes(uri: string): (steps: number) => string {
  const totp = URI.parse(uri)
  if (!(totp instanceof TOTP)) throw new Error('no TOTP address')
  return (steps) => totp.generate({ timestamp: Date.now() + steps * 30_000 })
}
