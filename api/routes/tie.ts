import { Hono } from 'hono'
import { UniqueViolation } from '#db/engine.ts'
import { findTitles } from '#db/register.ts'
import { declareTie, listTieable, listTies, withdrawTie } from '#db/tie.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { TieInput, TieWithdrawal, whyNotDeclare, whyNotWithdraw } from '#domain/tie.ts'
import { TIE_PROBLEM_WORDS } from '#domain/words/zh/tie.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

/** Standing ties of officers to enterprises: heads see all of them, everybody else their own. */
export function tieRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/ties', describe('长期回避'), async (c) => {
      const { id, role } = c.get('actor')
      const items = (await listTies(db)).filter((one) => role === 'head' || one.person === id)
      return c.json({ ok: true, items, people: role === 'head' ? await listTieable(db) : [] })
    })
    .post('/api/ties', describe('声明与企业有长期利害关系', TieInput, '201'), async (c) => {
      const actor = c.get('actor')
      const { party, reason, person = actor.id } = await readBody(c, TieInput)
      const no = whyNotDeclare(actor, person)
      if (no) throw new Refusal(no)
      const name = (await findTitles(db, 'enterprise', [party])).get(party)
      const problems: Problem[] = []
      if (name === undefined) problems.push(problem(['party'], 'not-in-list'))
      if (!(await listTieable(db)).some((one) => one.id === person)) problems.push(problem(['person'], 'not-in-list'))
      const stands = (await listTies(db)).some((one) => !one.withdrawn && one.person === person && one.party === party)
      if (stands) problems.push({ path: 'party', code: 'duplicate', message: TIE_PROBLEM_WORDS.stands })
      if (problems.length > 0 || name === undefined) throw new Refusal('request.invalid', { problems })
      const id = uuidOf(env.random(16))
      const closed = await declareTie(db, { id, person, party, name, reason }, actor.id, env.now(), rulesOf(env.bureau))
      env.wake()
      // To how many it closes is said to whoever declared it for another; whose own it is learns of no case.
      return c.json({ ok: true, id, ...(person !== actor.id && { closed }) }, 201)
    })
    .post('/api/ties/:id/withdrawal', describe('撤销长期回避', TieWithdrawal), async (c) => {
      const actor = c.get('actor')
      const { reason } = await readBody(c, TieWithdrawal)
      const tie = (await listTies(db)).find((one) => one.id === c.req.param('id'))
      const no = tie ? whyNotWithdraw(actor, tie) : 'tie.not-found'
      if (no || !tie) throw new Refusal(no ?? 'tie.not-found')
      try {
        await withdrawTie(db, tie, reason, actor.id, env.now(), rulesOf(env.bureau))
      } catch (error) {
        if (error instanceof UniqueViolation) throw new Refusal('tie.withdrawn')
        throw error
      }
      env.wake()
      return c.json({ ok: true })
    })
}
