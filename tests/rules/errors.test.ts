import { beforeAll, describe, expect, test } from 'vitest'
import { bootAnswers } from '#api/senders/boot.ts'
import { ACCESS } from '#domain/access.ts'
import { REFUSALS } from '#domain/refusal.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

type Answer = { status: number; type: string; body: unknown }

const KEYS = ['ok', 'code', 'message', 'problems', 'request']
/** What a refusal may say besides, by its code. */
const ABOUT: Record<string, string[]> = {
  'case.moved-first': ['current'],
  'case.not-from-here': ['from'],
  'case.merge-needs-reopening': ['into'],
  'disclosure.moved-first': ['current'],
  'disclosure.not-from-here': ['from'],
  'disclosure.period-taken': ['current'],
  'register.moved-first': ['current'],
  'register.taken': ['current'],
  'tip.work-required': ['challenge'],
  'tip.receipt-first-use': ['change'],
  'service.not-ready': ['missing'],
}

/** What is wrong with an answer ≥ 400, as sentences; empty when it has the one shape. */
function shapeProblems({ status, type, body }: Answer): string[] {
  if (status < 400) return []
  if (!type.startsWith('application/json') || typeof body !== 'object' || body === null) return ['is no JSON object']
  const answer = body as Record<string, unknown>
  const code = String(answer.code)
  const said: string[] = []
  if (answer.ok !== false) said.push('ok is not false')
  if (!/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(code)) said.push(`code ${code} is not noun.reason-in-words`)
  else if ((REFUSALS as Record<string, number>)[code] !== status) said.push(`${code} answered with ${status}`)
  if (
    !/^[\p{Script=Han}\p{P}\p{N}A-Za-z\s]+$/u.test(String(answer.message)) ||
    !/\p{Script=Han}/u.test(String(answer.message))
  )
    said.push(`message is no Chinese sentence: ${answer.message}`)
  if (!/^[0-9a-f]{12}$/.test(String(answer.request))) said.push(`request ${answer.request} is not of the fixed form`)
  const strange = Object.keys(answer).filter((key) => !KEYS.includes(key) && !ABOUT[code]?.includes(key))
  if (strange.length > 0) said.push(`unknown keys ${strange.join(', ')}`)
  const problems = answer.problems ?? (code === 'request.invalid' ? 'missing' : [])
  if (!Array.isArray(problems)) said.push('problems is no list')
  else
    for (const one of problems)
      if (typeof one.path !== 'string' || !/^[a-z]+(-[a-z]+)*$/.test(one.code) || !/\p{Script=Han}/u.test(one.message))
        said.push(`problem without path, code or Chinese message: ${JSON.stringify(one)}`)
  return said
}

const BAD_BODIES: [string, string | FormData, Record<string, string>][] = [
  ['broken JSON', '{"kinds": [', { 'content-type': 'application/json' }],
  ['no JSON object', '[]', { 'content-type': 'application/json' }],
  ['null', 'null', { 'content-type': 'application/json' }],
  ['an empty object', '{}', { 'content-type': 'application/json' }],
  ['unknown keys', '{"status":"closed","role":"admin","version":"x"}', { 'content-type': 'application/json' }],
  ['a poisoned prototype', '{"__proto__":{"polluted":1}}', { 'content-type': 'application/json' }],
  ['no body at all', '', {}],
  ['plain text', 'hello', { 'content-type': 'text/plain' }],
  [
    'broken multipart',
    '--x\r\nbroken',
    { 'content-type': 'multipart/form-data; boundary=x', accept: 'application/json' },
  ],
  ['a strange content type', '<a/>', { 'content-type': 'application/xml' }],
]

const FOREIGN: Record<string, string>[] = [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]

let opened: Opened
let routes: { method: string; path: string; headers: Record<string, string> }[]

beforeAll(async () => {
  opened = await openApp({ intakeLimit: 1_000_000 })
  const staff = { clerk: 'qian', handler: 'li', head: 'zhao', officer: 'wang', auditor: 'feng', admin: 'chu' } as const
  const people = { ...staff, editor: 'yan', signer: 'hua' } as const
  const found = new Map(
    opened.app.routes.filter((one) => one.method !== 'ALL').map((one) => [`${one.method} ${one.path}`, one]),
  )
  routes = await Promise.all(
    [...found].map(async ([name, { method, path }]) => {
      const access = ACCESS[name] ?? []
      const role = access === 'signed-in' ? 'officer' : access === 'anyone' ? null : access[0]
      const headers = role ? await opened.as(people[role as keyof typeof people]) : {}
      return { method, path: path.replaceAll(/:\w+/g, 'nothing-here'), headers }
    }),
  )
})

async function answer(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const { status, body: data, headers: sent } = await opened.ask(method, path, body, headers)
  return { status, type: sent.get('content-type') ?? '', body: data }
}

test('every writing route answers bad input in the one shape, and never with a fault', async () => {
  const wrong: string[] = []
  let refused = 0
  for (const { method, path, headers } of routes.filter((route) => route.method !== 'GET'))
    for (const [name, body, sent] of BAD_BODIES) {
      const got = await answer(method, path, body, { ...headers, ...sent })
      if (got.status >= 400) refused += 1
      const said = [...shapeProblems(got), ...(got.status >= 500 ? ['is a fault'] : [])]
      wrong.push(...said.map((what) => `${method} ${path} with ${name}: ${what}`))
    }
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(routes.length)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('every reading route answers a nonsense query in the one shape', async () => {
  const wrong: string[] = []
  for (const { path, headers } of routes.filter((route) => route.method === 'GET'))
    for (const query of ['limit=-1', 'cursor=%00', 'state=nowhere', 'unknown=1', 'q=%E0%A4%A'])
      wrong.push(
        ...shapeProblems(await answer('GET', `${path}?${query}`, undefined, headers)).map(
          (what) => `${path}?${query}: ${what}`,
        ),
      )
  expect(wrong).toEqual([])
})

test('an unknown method on every path, and an unknown path, answer in the one shape', async () => {
  const wrong: string[] = []
  for (const { path, headers } of [...routes, { path: '/api/nothing', headers: {} }, { path: '/nothing', headers: {} }])
    for (const method of ['PATCH', 'PUT']) {
      const got = await answer(method, path, '{}', headers)
      if (got.status !== 404 && got.status !== 405) wrong.push(`${method} ${path}: ${got.status}`)
      wrong.push(...shapeProblems(got).map((what) => `${method} ${path}: ${what}`))
    }
  expect(wrong).toEqual([])
})

test('a foreign origin is refused on every write, in the one shape', async () => {
  const wrong: string[] = []
  for (const { method, path, headers } of routes.filter((route) => route.method !== 'GET'))
    for (const foreign of FOREIGN) {
      const got = await answer(method, path, '{}', { ...headers, ...foreign, 'content-type': 'application/json' })
      if (got.status !== 403) wrong.push(`${method} ${path}: ${got.status}`)
      wrong.push(...shapeProblems(got).map((what) => `${method} ${path}: ${what}`))
    }
  expect(wrong).toEqual([])
})

test('whoever is not signed in is told so by every staff route, in the one shape', async () => {
  const wrong: string[] = []
  for (const { method, path } of routes.filter((route) => Object.keys(route.headers).length > 0)) {
    const got = await answer(method, path, method === 'GET' ? undefined : '{}')
    if (got.status !== 401) wrong.push(`${method} ${path}: ${got.status}`)
    wrong.push(...shapeProblems(got).map((what) => `${method} ${path}: ${what}`))
  }
  expect(wrong).toEqual([])
})

describe('rarer answers have the one shape too', () => {
  test('work required', async () => {
    const strict = await openApp({ intakeLimit: 0 })
    const { status, body, headers } = await strict.ask('POST', '/api/tips', aTip())
    expect(status).toBe(428)
    expect(shapeProblems({ status, body, type: headers.get('content-type') ?? '' })).toEqual([])
  })

  test('a database that fails: 500 without a word of why', async () => {
    const fails = () => {
      throw new Error("couldn't: SELECT secret FROM tips")
    }
    const broken = { query: fails, write: fails, ready: fails, read: new Proxy({}, { get: () => fails }) }
    const faulty = await openApp({ db: broken as never })
    const { status, body, headers } = await faulty.ask('POST', '/api/tips', aTip())
    expect(status).toBe(500)
    expect(shapeProblems({ status, body, type: headers.get('content-type') ?? '' })).toEqual([])
    expect(JSON.stringify(body)).not.toContain('SELECT')
    expect(JSON.stringify(faulty.logs)).not.toContain('SELECT')
  })

  test('not ready yet: 503 with what is missing and when to ask again', async () => {
    const starting = await openApp({ unready: async () => ['site'] })
    const { status, body, headers } = await starting.ask('GET', '/readyz')
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toMatch(/^\d+$/)
    expect(body.missing).toEqual(['site'])
    expect(shapeProblems({ status, body, type: headers.get('content-type') ?? '' })).toEqual([])
  })
})

test('a server that is still starting answers in the one shape', async () => {
  const boot = bootAnswers(() => ['database', 'site'])
  for (const path of ['/readyz', '/api/tips', '/'])
    for (const method of ['GET', 'POST']) {
      const answer = await boot(new Request(`http://localhost${path}`, { method }), {} as never)
      const type = answer.headers.get('content-type') ?? ''
      expect(answer.status).toBe(503)
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(shapeProblems({ status: answer.status, type, body: await answer.json() }), path).toEqual([])
    }
})

test('the shape check can fail', () => {
  const good = { ok: false, code: 'tip.not-found', message: '没有找到。', request: '0123456789ab' }
  const json = 'application/json'
  expect(shapeProblems({ status: 404, type: json, body: good })).toEqual([])
  expect(shapeProblems({ status: 404, type: 'text/html', body: '<p>' })).toEqual(['is no JSON object'])
  expect(shapeProblems({ status: 500, type: json, body: good })).toEqual(['tip.not-found answered with 500'])
  const bad = {
    error: 'nope',
    ok: true,
    code: 'NOT_FOUND',
    message: 'not found',
    request: 'x',
    problems: [{ path: 'a' }],
  }
  expect(shapeProblems({ status: 404, type: json, body: bad })).toHaveLength(6)
  expect(shapeProblems({ status: 422, type: json, body: { ...good, code: 'request.invalid' } })).toEqual([
    'problems is no list',
  ])
})
