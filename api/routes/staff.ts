import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { invite, newId } from '#db/account.ts'
import { GuardFailed } from '#db/engine.ts'
import { aloneStatements, isAlone, type NewGrant, proposeStatements } from '#db/grant.ts'
import { findTitles } from '#db/register.ts'
import { findStaff, hasAccount, listStaff, suspendStaff } from '#db/staff.ts'
import { listTies } from '#db/tie.ts'
import { ENTERPRISE_ROLES, ROLES, type Role } from '#domain/access.ts'
import { findDepartment, findStreet } from '#domain/bureau.ts'
import { dayOf } from '#domain/clock.ts'
import { mayStandAlone } from '#domain/grant.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { ORGANISATION_WORDS } from '#domain/words/zh/account.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { organisationNames } from '../organisation.ts'

const RoleInput = z.strictObject({
  role: z.enum(ROLES),
  /** For those who file, the credit code of whom they file for. */
  org: z.string().check(z.minLength(1), z.maxLength(40)),
})
const InvitationInput = z.strictObject({
  email: z.email().check(z.maxLength(254)),
  name: z.string().check(z.trim(), z.minLength(2), z.maxLength(40)),
  ...RoleInput.shape,
})

/**
 * Who works here and who files. What gives access is only proposed here and takes effect when somebody else confirms it
 * (`grant.ts`); what takes it away does so at once. For administrators, who see no case.
 */
export function staffRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/staff', describe('工作人员'), async (c) => {
      const staff = await listStaff(db)
      const nameOf = await organisationNames(
        env,
        staff.map((one) => one.org),
      )
      const ties = (await listTies(db)).filter((one) => !one.withdrawn)
      const items = staff.map((one) => ({
        ...one,
        orgName: nameOf(one.org),
        ties: ties.filter((tie) => tie.person === one.id).map((tie) => tie.partyName),
      }))
      return c.json({ ok: true, items })
    })
    .post('/api/staff/invitations', describe('提议邀请工作人员', InvitationInput, '201'), async (c) => {
      const to = await readBody(c, InvitationInput)
      await refuseUnknownPlace(env, to)
      if (await hasAccount(db, to.email)) throw new Refusal('account.email-taken')
      const about = { ...to, email: to.email.toLowerCase(), userId: newId(env) }
      return invited(c, { ...about, id: newId(env), kind: 'invitation' })
    })
    .post(
      '/api/staff/:id/invitation',
      describe('提议重新邀请（忘记密码或遗失验证设备）', undefined, '201'),
      async (c) => {
        const { id, suspended: _, ...to } = await theOther(c)
        return invited(c, { ...to, userId: id, id: newId(env), kind: 'renewal' })
      },
    )
    .post('/api/staff/:id/role', describe('提议调整岗位', RoleInput, '201'), async (c) => {
      const { id, suspended: _, ...now } = await theOther(c)
      const to = await readBody(c, RoleInput)
      await refuseUnknownPlace(env, to)
      if (to.role === now.role && to.org === now.org) throw new Refusal('grant.nothing-new')
      return proposed(c, { ...now, ...to, userId: id, id: newId(env), kind: 'role' })
    })
    .post('/api/staff/:id/suspension', describe('停用账号，立即生效'), async (c) => {
      const { id } = await theOther(c)
      await suspendStaff(db, id, c.get('actor').id, env.now())
      return c.json({ ok: true })
    })
    .delete('/api/staff/:id/suspension', describe('提议恢复账号', undefined, '201'), async (c) => {
      const { id, suspended, ...to } = await theOther(c)
      if (!suspended) throw new Refusal('grant.nothing-new')
      return proposed(c, { ...to, userId: id, id: newId(env), kind: 'reinstatement' })
    })

  /** The link is shown now, to be handed over by who proposed; it opens once somebody else confirmed. */
  async function invited(c: Context<App>, grant: NewGrant) {
    const by = c.get('actor').id
    const { userId, role, org, name, email, id: grantId, kind } = grant
    const alone = mayStandAlone(kind, role) && (await isAlone(db, by))
    const statements = alone ? aloneStatements(grant, by, env.now()) : proposeStatements(grant, by, env.now())
    const invitation = { userId, role, org, name, email, grantId }
    const link = await unlessGone(invite(db, invitation, statements, env, env.now()))
    return c.json({ ok: true, link, grant: { id: grantId, state: alone ? 'alone' : 'waiting' } }, 201)
  }

  async function proposed(c: Context<App>, grant: NewGrant) {
    await unlessGone(db.write(proposeStatements(grant, c.get('actor').id, env.now())))
    return c.json({ ok: true, grant: { id: grant.id, state: 'waiting' } }, 201)
  }

  /** Whoever lost the right to propose between the door and the commit is told like at the door. */
  async function unlessGone<T>(writing: Promise<T>): Promise<T> {
    try {
      return await writing
    } catch (error) {
      throw error instanceof GuardFailed ? new Refusal('account.not-allowed') : error
    }
  }

  /** The account in the path. Nobody does this to their own: it would lock them out, or let them in. */
  async function theOther(c: Context<App>) {
    const found = await findStaff(db, c.req.param('id') ?? '')
    if (!found) throw new Refusal('request.not-found')
    if (found.id === c.get('actor').id) throw new Refusal('account.own-account')
    return found
  }
}

async function refuseUnknownPlace(env: Env, { role, org }: z.infer<typeof RoleInput>): Promise<void> {
  const problems = await organisationProblems(env, role, org)
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
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
  const today = dayOf(now())
  const known = org === 'bureau' || findDepartment(bureau, org, today) || findStreet(bureau, org, today)
  if (!known) return [{ path: 'org', code: 'not-in-list', message: ORGANISATION_WORDS.unknown }]
  if (role === 'handler' && org === 'bureau')
    return [{ path: 'org', code: 'not-in-list', message: ORGANISATION_WORDS.handlerWithoutOffice }]
  return []
}
