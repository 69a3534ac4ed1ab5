import { Hono } from 'hono'
import * as z from 'zod/mini'
import { type DemoMember, listDemoMembers } from '#db/account.ts'
import type { Actor } from '#domain/access.ts'
import { PASSWORD_MAX } from '#domain/password.ts'
import { Refusal } from '#domain/refusal.ts'
import { passed, setCookies } from '../accounts/answer.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { signInLimit } from '../guards/sign-in.ts'
import { organisationNames } from '../organisation.ts'
import { passkeyRoutes } from './passkey.ts'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const Password = z.strictObject({ password: text(PASSWORD_MAX) })
const Code = z.strictObject({ code: z.string().check(z.trim(), z.minLength(6), z.maxLength(20)) })
const SignIn = z.extend(Password, { email: text(254) })
const Acceptance = z.strictObject({
  token: text(100),
  // Its length is judged with the rest of the password, with words that help.
  password: z.string().check(z.maxLength(1000)),
  name: z.optional(z.string().check(z.trim(), z.minLength(2), z.maxLength(40))),
  email: z.optional(z.email().check(z.maxLength(254))),
})
const DemoEntry = z.strictObject({ as: text(40) })

/** Doors in and out, and the second factor. `next` says what to show: nothing more, a code, a passkey, enrolment. */
export function accountRoutes(env: Env) {
  const { accounts } = env
  return new Hono<App>()
    .get('/api/auth/demo', describe('演示身份'), async (c) => {
      if (!env.demo) throw new Refusal('request.not-found')
      const members = await listDemoMembers(env.db)
      const nameOf = await organisationNames(
        env,
        members.map((one) => one.org),
      )
      return c.json({ ok: true, members: members.map((member) => memberOf(member, nameOf)) })
    })
    .post('/api/auth/demo', describe('以演示身份登录', DemoEntry), async (c) => {
      if (!env.demo) throw new Refusal('request.not-found')
      const { as } = await readBody(c, DemoEntry)
      const member = (await listDemoMembers(env.db)).find((one) => one.as === as)
      if (!member) throw new Refusal('account.wrong-credentials')
      setCookies(c, await accounts.enterDemo(member.id))
      const { id, name, role, org } = member
      return c.json({ ok: true, ...(await about(env, { actor: { id, name, role, org }, enrolled: true })) })
    })
    .post('/api/auth/sign-in', signInLimit(env), describe('密码登录', SignIn), async (c) => {
      const { email, password } = await readBody(c, SignIn)
      return passed(c, await accounts.signIn(email, password))
    })
    .post('/api/auth/totp', signInLimit(env), describe('动态验证码登录', Code), async (c) => {
      const { code } = await readBody(c, Code)
      return passed(c, await accounts.verify(c.req.raw.headers, code))
    })
    .post('/api/auth/sign-out', describe('退出'), async (c) => {
      setCookies(c, await accounts.signOut(c.req.raw.headers))
      return c.json({ ok: true })
    })
    .get('/api/auth/me', describe('当前身份'), async (c) => {
      const who = await accounts.actor(c.req.raw.headers)
      if (!who) throw new Refusal('account.not-signed-in')
      return c.json({ ok: true, ...(await about(env, who)) })
    })
    .post('/api/auth/totp/enrolment', describe('设置动态验证码', Password), async (c) => {
      const { password } = await readBody(c, Password)
      return c.json({ ok: true, ...(await accounts.startTotp(c.req.raw.headers, password)) })
    })
    .post('/api/auth/totp/confirmation', describe('确认动态验证码', Code), async (c) => {
      const { code } = await readBody(c, Code)
      return passed(c, await accounts.confirmTotp(c.req.raw.headers, code))
    })
    .post('/api/auth/invitation', signInLimit(env), describe('接受邀请', Acceptance), async (c) => {
      const { token, ...person } = await readBody(c, Acceptance)
      return passed(c, await accounts.accept(token, person))
    })
    .route('/', passkeyRoutes(env))
}

async function about(env: Env, { actor, enrolled }: { actor: Actor; enrolled: boolean }) {
  const nameOf = await organisationNames(env, [actor.org])
  return { actor, orgName: nameOf(actor.org), enrolled, demo: env.demo }
}

function memberOf({ as, role, name, org }: DemoMember, nameOf: (org: string) => string) {
  return { as, role, name, org, orgName: nameOf(org) }
}
