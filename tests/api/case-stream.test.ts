import { BlockList, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { type CaseFeed, type FeedLimits, openCaseFeed } from '#api/case-feed.ts'
import { listen } from '#api/senders/listen.ts'
import { lastEvent, listChanges } from '#db/case-change.ts'
import { askFor, sendNamed, withKeys } from '../fixtures/identity.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const LIMITS = { listeners: 120, perPerson: 120, waiting: 20, lookMs: 10, beatMs: 40, patienceMs: 10_000 }

/** A real server with the whole API and streams of a quick beat. */
async function start(about: Partial<FeedLimits> = {}, given?: CaseFeed) {
  const here = await openApp()
  const feed = given ?? openCaseFeed(here.db, { ...LIMITS, ...about })
  const app = createApp({ ...here.env, caseFeed: feed })
  const server = await listen({ host: '127.0.0.1', port: 0, trustedProxies: new BlockList() }, (request, bindings) =>
    app.fetch(request, bindings),
  )
  closers.push(
    () => server.close(),
    () => feed.close(),
  )
  return { here, feed, url: `http://127.0.0.1:${server.port}` }
}

/** What a stream says, as `[event, data]`; `until` waits for one that was not taken before. */
async function hear(url: string, headers: Record<string, string>) {
  const end = new AbortController()
  const answer = await fetch(`${url}/api/cases/stream`, { headers, signal: end.signal })
  const heard: [string, unknown][] = []
  const over = (async () => {
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += new TextDecoder().decode(chunk)
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? ''
        heard.push([field('event'), JSON.parse(field('data'))])
      }
    }
  })().catch(() => {})
  closers.push(() => end.abort())
  const until = (event: string) => expect.poll(() => heard.map(([name]) => name), { timeout: 10_000 }).toContain(event)
  return { answer, heard, over, until, leave: () => end.abort() }
}

/** Files a tip; its case's id. */
async function file(here: Opened, description = '演示河边有人倒黑泥，气味刺鼻。') {
  const { body } = await here.ask('POST', '/api/tips', aTip({ description }))
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  return { id: list.items[0].id as string, receipt: body.receipt as string }
}
const decide = async (here: Opened, who: Person, id: string, decision: string, body: object) =>
  (await here.ask('POST', `/api/cases/${id}/${decision}`, body, await here.as(who))).status

const closing = (feed: CaseFeed) => expect.poll(() => feed.count(), { timeout: 10_000 })

test('a change is told to the open desk as the id and version of its case, and nothing more', async () => {
  const { here, url } = await start()
  const clerk = await hear(url, await here.as('qian'))
  expect(clerk.answer.headers.get('content-type')).toContain('text/event-stream')
  await clerk.until('open')
  const { id, receipt } = await file(here)
  await clerk.until('case')
  expect(clerk.heard.find(([name]) => name === 'case')).toEqual(['case', { id, version: 1 }])
  expect(await decide(here, 'qian', id, 'registration', { version: 1 })).toBe(200)
  await expect.poll(() => clerk.heard.at(-1)?.[1] ?? clerk.heard).toBeTruthy()
  await expect.poll(() => clerk.heard.filter(([name]) => name === 'case').at(-1)?.[1]).toEqual({ id, version: 2 })
  const before = clerk.heard.filter(([name]) => name === 'case').length
  await here.ask('POST', '/api/tips/messages', { receipt, text: '今天又来倒了一车。' })
  await expect.poll(() => clerk.heard.filter(([name]) => name === 'case').length).toBe(before + 1)
})

test('nobody hears of a case they may not read: not another street, nor one with a declared tie', async () => {
  const { here, url } = await start()
  const { id } = await file(here)
  const li = await hear(url, await here.as('li'))
  const zhou = await hear(url, await here.as('zhou'))
  const clerk = await hear(url, await here.as('sun'))
  for (const one of [li, zhou, clerk]) await one.until('open')
  await decide(here, 'qian', id, 'acceptance', { version: 1 })
  await decide(here, 'qian', id, 'assignment', { version: 2, to: '410102011' })
  await expect.poll(() => li.heard.filter(([name]) => name === 'case').length).toBeGreaterThan(0)
  await decide(here, 'sun', id, 'recusal', { version: 3, reason: '与被举报单位有亲属关系' })
  await expect.poll(() => li.heard.filter(([name]) => name === 'case').at(-1)?.[1]).toEqual({ id, version: 4 })
  expect(li.heard.filter(([name]) => name === 'case')[0]?.[1]).toEqual({ id, version: 3 })
  expect(zhou.heard.filter(([name]) => name === 'case')).toEqual([])
  const versions = clerk.heard
    .filter(([name]) => name === 'case')
    .map(([, data]) => (data as { version: number }).version)
  expect(Math.max(...versions)).toBeLessThan(4)
})

test('a request to open an identity is told to heads, not of which tip, and not to one with a tie to its case', async () => {
  const { here, url } = await start()
  await withKeys(here)
  const { reference } = await sendNamed(here)
  await here.db.write([{ sql: `UPDATE cases SET recused = '["demo-zheng"]'` }])
  const [head, tied, clerk] = await Promise.all(
    (['zhao', 'zheng', 'qian'] as const).map(async (who) => hear(url, await here.as(who))),
  )
  for (const one of [head, tied, clerk]) await one?.until('open')
  await askFor(here, reference)
  await head?.until('opening')
  expect(head?.heard.find(([name]) => name === 'opening')).toEqual(['opening', {}])
  // The others had a beat more to hear it in.
  const before = [tied, clerk].map((one) => one?.heard.length ?? 0)
  const lengths = () => Math.min(...[tied, clerk].map((one, at) => (one?.heard.length ?? 0) - (before[at] ?? 0)))
  await expect.poll(lengths).toBeGreaterThan(0)
  for (const one of [tied, clerk]) expect(one?.heard.map(([name]) => name)).not.toContain('opening')
})

test('a stream ends with its session, and keeps none alive', async () => {
  const { here, url, feed } = await start()
  const headers = await here.as('qian')
  const out = await hear(url, headers)
  const idle = await hear(url, await here.as('sun'))
  await out.until('beat')
  await idle.until('beat')
  await here.ask('POST', '/api/auth/sign-out', {}, headers)
  await out.until('end')
  await out.over
  await closing(feed).toBe(1)
  here.at('2026-09-14T10:14:00+08:00')
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect(idle.heard.at(-1)?.[0]).toBe('beat')
  here.at('2026-09-14T10:15:30+08:00')
  await idle.until('end')
  await closing(feed).toBe(0)
})

test('one whose account is suspended hears the end too', async () => {
  const { here, url, feed } = await start()
  const at = await hear(url, await here.as('qian'))
  await at.until('open')
  const { body } = await here.ask('GET', '/api/auth/me', undefined, await here.as('qian'))
  await here.ask('POST', `/api/staff/${body.actor.id}/suspension`, {}, await here.as('chu'))
  await at.until('end')
  await closing(feed).toBe(0)
})

test('a hundred desks hear a change; the next beyond the bound is told to come back, and who leaves makes room', async () => {
  const { here, url, feed } = await start({ listeners: 100, beatMs: 60_000 })
  const headers = await here.as('qian')
  const desks = await Promise.all(Array.from({ length: 100 }, () => hear(url, headers)))
  for (const one of desks) await one.until('open')
  const more = await fetch(`${url}/api/cases/stream`, { headers })
  expect([more.status, more.headers.has('retry-after')]).toEqual([503, true])
  const { id } = await file(here)
  for (const one of desks) {
    await one.until('case')
    expect(one.heard.at(-1)).toEqual(['case', { id, version: 1 }])
  }
  desks[0]?.leave()
  await closing(feed).toBe(99)
  const late = await hear(url, headers)
  await late.until('open')
})

test('a person’s oldest stream makes room for their newest', async () => {
  const { here, url, feed } = await start({ perPerson: 2 })
  const headers = await here.as('qian')
  const desks = []
  for (let n = 0; n < 3; n += 1) {
    const desk = await hear(url, headers)
    await desk.until('open')
    desks.push(desk)
  }
  await desks[0]?.over
  expect(feed.count()).toBe(2)
})

test('who does not take what is sent is cut, however much there is to say', async () => {
  let isOpen = false
  let sent = 0
  const much = Array.from({ length: 100 }, (_, n) => ({ id: `0000${n}`.padStart(4_000, 'f'), version: n }))
  const talkative: CaseFeed = {
    limits: { ...LIMITS, beatMs: 60_000, patienceMs: 300 },
    count: () => Number(isOpen),
    close() {},
    async listen(actor) {
      isOpen = true
      const next = async () => {
        sent += much.length
        return much
      }
      const close = () => {
        isOpen = false
      }
      return { actor, next, close }
    },
  }
  const { here, feed, url } = await start({}, talkative)
  const { cookie } = await here.as('qian')
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  closers.push(() => socket.destroy())
  socket.write(`GET /api/cases/stream HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`)
  socket.pause()
  await closing(feed).toBe(1)
  await expect.poll(() => feed.count(), { timeout: 25_000 }).toBe(0)
  const before = sent
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(sent).toBe(before)
  let last = ''
  socket.on('data', (bytes) => {
    last = bytes.toString().slice(-200)
  })
  socket.resume()
  await expect.poll(() => socket.destroyed || last.endsWith('0\r\n\r\n'), { timeout: 10_000 }).toBe(true)
}, 40_000)

test('more changes than are kept waiting become one: look at everything again', async () => {
  const here = await openApp()
  const feed = openCaseFeed(here.db, { ...LIMITS, waiting: 3, lookMs: 1_500 })
  closers.push(() => feed.close())
  const listener = await feed.listen({ id: 'x', name: '钱', role: 'clerk', org: 'bureau' })
  // All of them before the first look: what came after it would be told by itself.
  for (let n = 0; n < 5; n += 1) await file(here, `第 ${n} 件演示举报，互不相同。`)
  await expect.poll(() => listener.next(50), { timeout: 5_000 }).toBe('all')
  expect(await listener.next(20)).toBe('nothing')
})

test('changes are read since an event, each case once, and none is passed over', async () => {
  const here = await openApp()
  const since = await lastEvent(here.db)
  const { id } = await file(here)
  await decide(here, 'qian', id, 'registration', { version: 1 })
  const { upTo, changes } = await listChanges(here.db, since)
  expect(changes.map((one) => [one.id, one.version])).toEqual([[id, 2]])
  expect(await listChanges(here.db, upTo)).toEqual({ upTo, changes: [], asked: [] })
})

test('where no answer may last there is no stream, and the desk is told so', async () => {
  const here = await openApp()
  expect((await here.ask('GET', '/api/cases/stream', undefined, await here.as('qian'))).status).toBe(204)
})
