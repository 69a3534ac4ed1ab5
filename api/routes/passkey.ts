import { Hono } from 'hono'
import * as z from 'zod/mini'
import { passed, setCookies } from '../accounts/answer.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { signInLimit } from '../guards/sign-in.ts'

/** WebAuthn's own JSON; the library looks into it. */
const Credential = z.looseObject({ id: z.string().check(z.minLength(1), z.maxLength(1500)) })
const Registration = z.strictObject({ response: Credential, name: z.optional(z.string().check(z.maxLength(60))) })
const SignIn = z.strictObject({ response: Credential })

/** The two passkey ceremonies, each in two calls: options with a challenge, then what the device answered. */
export function passkeyRoutes(env: Env) {
  const { passkey } = env.accounts
  return new Hono<App>()
    .post('/api/auth/passkey/registration-options', describe('登记通行密钥：取参数'), async (c) => {
      const { options, cookies } = await passkey.registrationOptions(c.req.raw.headers)
      setCookies(c, cookies)
      return c.json({ ok: true, ...options })
    })
    .post('/api/auth/passkey/registration', describe('登记通行密钥', Registration), async (c) => {
      const { response, name } = await readBody(c, Registration)
      return passed(c, await passkey.register(c.req.raw.headers, response, name))
    })
    .post('/api/auth/passkey/sign-in-options', describe('通行密钥登录：取参数'), async (c) => {
      const { options, cookies } = await passkey.signInOptions()
      setCookies(c, cookies)
      return c.json({ ok: true, ...options })
    })
    .post('/api/auth/passkey/sign-in', signInLimit(env), describe('通行密钥登录', SignIn), async (c) => {
      const { response } = await readBody(c, SignIn)
      return passed(c, await passkey.signIn(c.req.raw.headers, response))
    })
}
