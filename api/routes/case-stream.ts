import { Hono } from 'hono'
import { type SSEMessage, streamSSE } from 'hono/streaming'
import { describe } from '../body.ts'
import type { Heard } from '../case-feed.ts'
import type { App, Env } from '../env.ts'

/** How long a browser waits before it comes back to a line that broke. */
const RETRY_MS = 5_000

/**
 * Which cases changed, as it happens (server-sent events): `open` first, then `case` with `{ id, version }` for each,
 * `opening` to heads when somebody asks to open an identity, `all` when there were too many, `end` when the session is over. 204 where the host keeps no streams.
 */
export function caseStreamRoutes(env: Env) {
  return new Hono<App>().get('/api/cases/stream', describe('办件变动（事件流）'), async (c) => {
    if (!env.caseFeed) return c.body(null, 204)
    const { headers } = c.req.raw
    const { beatMs, patienceMs } = env.caseFeed.limits
    const listener = await env.caseFeed.listen(c.get('actor'))
    const answer = streamSSE(c, async (stream) => {
      stream.onAbort(() => listener.close())
      const send = (message: SSEMessage) => within(patienceMs, stream.writeSSE(message))
      try {
        let isTaken = await send({ event: 'open', data: '{}', retry: RETRY_MS })
        let looked = performance.now()
        while (isTaken) {
          const heard = await listener.next(Math.max(0, looked + beatMs - performance.now()))
          if (heard === 'over') return
          if (performance.now() - looked >= beatMs) {
            looked = performance.now()
            // Listening is no use of a session: an empty chair's ends all the same.
            const who = await env.accounts.actor(headers, false).catch(() => null)
            if (!who?.enrolled) return void (await send({ event: 'end', data: '{}' }))
            listener.actor = who.actor
          }
          for (const message of messagesOf(heard)) if (isTaken) isTaken = await send(message)
        }
        stream.abort()
      } finally {
        listener.close()
      }
    })
    // A proxy that gathers answers would keep everything back.
    answer.headers.set('X-Accel-Buffering', 'no')
    return answer
  })
}

function messagesOf(heard: Exclude<Heard, 'over'>): SSEMessage[] {
  if (heard === 'nothing') return [{ event: 'beat', data: '{}' }]
  if (heard === 'all') return [{ event: 'all', data: '{}' }]
  return heard.map((news) =>
    news === 'asked' ? { event: 'opening', data: '{}' } : { event: 'case', data: JSON.stringify(news) },
  )
}

/** False when it took longer. */
function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms)
    const ended = (isDone: boolean) => {
      clearTimeout(late)
      resolve(isDone)
    }
    work.then(
      () => ended(true),
      () => ended(false),
    )
  })
}
