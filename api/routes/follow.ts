import { Hono } from 'hono'
import { FollowInput } from '#domain/follow.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { describe, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { askToFollow, endFollow, followAnswer, openConfirmation } from '../follow.ts'
import { fieldsOf, readForm } from '../form.ts'
import { isForm, limitBody, TEXT_BYTES } from '../guards/body.ts'
import { wantsPage } from '../problem.ts'

/**
 * Following a page by mail, without an account. A link in a mail only opens a page: programs that look at mails follow
 * links, so what a link offers is done by the button on it. A POST on the link that ends it may come from a mail program
 * by itself (RFC 8058).
 */
export function followRoutes(env: Env) {
  return (
    new Hono<App>()
      .post(
        '/api/follows',
        limitBody(() => TEXT_BYTES),
        describe('有新内容发邮件', FollowInput),
        async (c) => {
          if (!isForm(c)) {
            await askToFollow(env, c, await readBody(c, FollowInput))
            return followAnswer(env, c, {})
          }
          const raw = fieldsOf((await readForm(c)).fields)
          const [subject, email] = [String(raw.subject ?? ''), String(raw.email ?? '')]
          try {
            const title = await askToFollow(env, c, readAs(FollowInput, raw))
            return followAnswer(env, c, { step: 'asked', subject, title })
          } catch (error) {
            const problems = error instanceof Refusal ? ((error.about.problems ?? []) as Problem[]) : []
            const wrong = problems.find(({ path }) => path === 'email')
            if (!wrong || problems.length > 1 || !wantsPage(c)) throw error
            return followAnswer(env, c, { step: 'ask', subject, email, problem: wrong.message })
          }
        },
      )
      .get('/follow/confirmation/:token/', async (c) =>
        followAnswer(env, c, { step: 'confirm', ...(await openConfirmation(env, c.req.param('token'), false)) }),
      )
      // What these two are sent is not read: the link says all.
      .post('/follow/confirmation/:token/', async (c) =>
        followAnswer(env, c, { step: 'confirmed', ...(await openConfirmation(env, c.req.param('token'), true)) }),
      )
      .get('/follow/end/:token/', (c) => followAnswer(env, c, { step: 'end', token: c.req.param('token') }))
      .post('/follow/end/:token/', async (c) => {
        await endFollow(env, c.req.param('token'))
        return followAnswer(env, c, { step: 'ended' })
      })
  )
}
