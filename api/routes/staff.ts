import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { type Invitation, invite, newId } from '#db/account.ts'
import { findTitles } from '#db/register.ts'
import { findStaff, hasAccount, listStaff, reinstateStaff, suspendStaff } from '#db/staff.ts'
import { ENTERPRISE_ROLES, ROLES, type Role } from '#domain/access.ts'
import { findStreet } from '#domain/bureau.ts'
import { dayOf } from '#domain/clock.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { ORGANISATION_WORDS } from '#domain/words/zh/account.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { organisationNames } from '../organisation.ts'

const InvitationInput = z.strictObject({
  email: z.email().check(z.maxLength(254)),
  name: z.string().check(z.trim(), z.minLength(2), z.maxLength(40)),
  role: z.enum(ROLES),
  /** For those who file, the credit code of whom they file for. */
  org: z.string().check(z.minLength(1), z.maxLength(40)),
})

/** Who works here and who files: invitations, suspension. For administrators, who see no case. */
export function staffRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/staff', describe('工作人员'), async (c) => {
      const staff = await listStaff(db)
      const nameOf = await organisationNames(
        env,
        staff.map((one) => one.org),
      )
      const items = staff.map((one) => ({ ...one, orgName: nameOf(one.org) }))
      return c.json({ ok: true, items })
    })
    .post('/api/staff/invitations', describe('邀请工作人员', InvitationInput, '201'), async (c) => {
      const to = await readBody(c, InvitationInput)
      const problems = await organisationProblems(env, to.role, to.org)
      if (problems.length > 0) throw new Refusal('request.invalid', { problems })
      if (await hasAccount(db, to.email)) throw new Refusal('account.email-taken')
      return invited(c, { ...to, email: to.email.toLowerCase(), userId: newId(env) })
    })
    .post('/api/staff/:id/invitation', describe('重新邀请（忘记密码或遗失验证设备）', undefined, '201'), async (c) => {
      const { id, ...to } = await theOther(c)
      return invited(c, { ...to, userId: id })
    })
    .post('/api/staff/:id/suspension', describe('停用账号'), async (c) => {
      const { id } = await theOther(c)
      await suspendStaff(db, id, c.get('actor').id, env.now())
      return c.json({ ok: true })
    })
    .delete('/api/staff/:id/suspension', describe('恢复账号'), async (c) => {
      const { id } = await theOther(c)
      await reinstateStaff(db, id, c.get('actor').id, env.now())
      return c.json({ ok: true })
    })

  async function invited(c: Context<App>, to: Invitation) {
    const link = await invite(db, to, c.get('actor').id, env, env.now())
    return c.json({ ok: true, link }, 201)
  }

  /** The account in the path. Nobody does this to their own: it would lock them out, or let them in. */
  async function theOther(c: Context<App>) {
    const found = await findStaff(db, c.req.param('id') ?? '')
    if (!found) throw new Refusal('request.not-found')
    if (found.id === c.get('actor').id) throw new Refusal('account.own-account')
    return found
  }
}

/**
 * What is wrong with where somebody is to work. Handlers are given cases by organisation, so they need one that gets any;
 * those who file do so for a registered party.
 */
async function organisationProblems({ bureau, db, now }: Env, role: Role, org: string): Promise<Problem[]> {
  if (ENTERPRISE_ROLES.some((one) => one === role)) {
    const registered = (await findTitles(db, 'enterprise', [org])).has(org)
    return registered ? [] : [{ path: 'org', code: 'not-in-list', message: ORGANISATION_WORDS.notRegistered }]
  }
  const known =
    org === 'bureau' || bureau.departments.some((one) => one.id === org) || findStreet(bureau, org, dayOf(now()))
  if (!known) return [{ path: 'org', code: 'not-in-list', message: ORGANISATION_WORDS.unknown }]
  if (role === 'handler' && org === 'bureau')
    return [{ path: 'org', code: 'not-in-list', message: ORGANISATION_WORDS.handlerWithoutOffice }]
  return []
}
