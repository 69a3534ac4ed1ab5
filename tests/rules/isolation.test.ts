import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ACCESS, type Role } from '#domain/access.ts'

import { foreignWorld, WORDS, type World } from '../fixtures/foreign.ts'
import type { Person } from '../setup.ts'
import { QUERIES, ROUTES, THINGS, type Thing } from './isolation-table.ts'

// What belongs to another case, street, enterprise or officer, or to a case somebody declared a tie to, does not exist
// for who stands outside: every route of the app, as every role.

/** Guards that a control takes away, one at a time. */
const off = vi.hoisted(() => ({ guard: '' }))
vi.mock('#domain/access.ts', async (original) => {
  const real = await original<typeof import('#domain/access.ts')>()
  const mayRead: typeof real.mayRead = (...about) => off.guard === 'mayRead' || real.mayRead(...about)
  const mayReadDisclosure: typeof real.mayReadDisclosure = (...about) =>
    off.guard === 'mayReadDisclosure' || real.mayReadDisclosure(...about)
  return { ...real, mayRead, mayReadDisclosure }
})
vi.mock('#domain/inspection.ts', async (original) => {
  const real = await original<typeof import('#domain/inspection.ts')>()
  const maySeeInspection: typeof real.maySeeInspection = (...about) =>
    off.guard === 'maySeeInspection' || real.maySeeInspection(...about)
  return { ...real, maySeeInspection }
})

let here: World
const headers = new Map<string, Record<string, string>>([['nobody', {}]])

/** Who stands outside of everything, with the role: 孙受理 and 郑把关 by a tie they declared, 何继任 as the other officer. */
const OUTSIDE = {
  nobody: null,
  sun: 'clerk',
  zheng: 'head',
  zhou: 'handler',
  wu: 'handler',
  he: 'officer',
  feng: 'auditor',
  chu: 'admin',
  jin: 'editor',
  wei: 'signer',
} as const satisfies Record<string, Role | null>
type Who = keyof typeof OUTSIDE
/** No draft reaches the bureau, and a request to seal anew is every head's to decide. */
const NOT_OUTSIDE: Partial<Record<Thing, readonly Who[]>> = { rewrap: ['zheng'] }
/** Taking away what is not there is no news. */
const DONE_ANYWAY: readonly Thing[] = ['view']

const MAY_READ_NOTES: readonly Who[] = ['sun', 'zheng']

const UNKNOWN: Readonly<Record<Thing, string>> = {
  ...(Object.fromEntries(THINGS.map((thing) => [thing, '00000000-0000-4000-8000-000000000000'])) as Record<
    Thing,
    string
  >),
  filing: '0'.repeat(12),
  'filed file': '0'.repeat(12),
}

beforeAll(async () => {
  here = await foreignWorld()
  for (const who of Object.keys(OUTSIDE)) if (who !== 'nobody') headers.set(who, await here.as(who as Person))
})
afterAll(() => here.feed.close())

const routesOf = () => [
  ...new Set(here.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
]
const doorsOf = (kind: string) => Object.keys(ROUTES).filter((row) => ROUTES[row] === kind)

async function knock(row: string, who: Who, id: string, query = '', body?: unknown) {
  const [method = '', path = ''] = row.split(' ')
  const url = path.replace(':file', here.filed).replace(/:\w+/g, id).replace('*', 'x') + (query && `?${query}`)
  const sent = method === 'GET' ? undefined : (body ?? { version: 1 })
  const answer = await here.app.request(
    method === 'DELETE' ? `${url}${query ? '&' : '?'}version=1` : url,
    {
      method,
      headers: { ...headers.get(who), ...(sent !== undefined && { 'content-type': 'application/json' }) },
      ...(sent !== undefined && method !== 'DELETE' && { body: JSON.stringify(sent) }),
    },
    { address: '192.0.2.7' },
  )
  const { status } = answer
  // A stream has no end; it is listened to below.
  const text = row === 'GET /api/cases/stream' ? '' : await answer.text()
  await answer.body?.cancel().catch(() => {})
  const said = text.replace(/"request":"[^"]*"/, '"request":""')
  return { status, said, headers: [...answer.headers].filter(([name]) => name !== 'date') }
}

const wordIn = (text: string) => here.words.find((word) => text.includes(word))

/** What is wrong at the doors of a thing, as `route as who: …`; nothing when it does not exist for anybody outside. */
async function faultsAt(thing: Thing): Promise<string[]> {
  const faults: string[] = []
  for (const row of doorsOf(thing))
    for (const who of Object.keys(OUTSIDE) as Who[]) {
      if (NOT_OUTSIDE[thing]?.includes(who)) continue
      const [foreign, unknown] = [await knock(row, who, here.ids[thing]), await knock(row, who, UNKNOWN[thing])]
      const role = OUTSIDE[who]
      const isLetIn = role !== null && (ACCESS[row] as readonly Role[]).includes(role)
      const right = isLetIn ? (DONE_ANYWAY.includes(thing) ? 200 : 404) : role === null ? 401 : 403
      const add = (what: string) => faults.push(`${row} as ${who}: ${what}`)
      if (foreign.status !== right) add(`answers ${foreign.status}`)
      if (foreign.said !== unknown.said) add('says something else than of an unknown one')
      if (JSON.stringify(foreign.headers) !== JSON.stringify(unknown.headers)) add('has other headers')
      const word = wordIn(foreign.said)
      if (word) add(`says 「${word}」`)
    }
  return faults
}

const KEPT =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT IN ('session', 'verification')"
/** Everything in the database but sessions. */
async function everything() {
  const { rows } = await here.db.query(KEPT)
  const tables = rows.map(({ name }) => String(name)).filter((name) => !name.startsWith('case_search'))
  return Promise.all(tables.map(async (name) => [name, (await here.db.query(`SELECT * FROM "${name}"`)).rows] as const))
}

test('every route of the app is in the table, and every row of the table is a route', () => {
  expect(routesOf().sort()).toEqual(Object.keys(ROUTES).sort())
  for (const thing of THINGS) expect(doorsOf(thing).length, thing).toBeGreaterThan(0)
})

test.each(THINGS)(
  'a foreign %s: every door answers every role as for one that was never given, and nothing moves',
  async (thing) => {
    const before = await everything()
    expect(await faultsAt(thing)).toEqual([])
    expect(await everything()).toEqual(before)
  },
)

test.each(['list', 'bureau', 'anybody'])(
  'no route of the kind %s says a word of it, whatever is asked for',
  async (kind) => {
    const asked = { word: WORDS.description.slice(0, 4), reference: here.tip.reference }
    for (const row of doorsOf(kind))
      for (const who of Object.keys(OUTSIDE) as Who[]) {
        // These change who is signed in.
        if (/sign-out|auth\/demo|enrolment/.test(row) && who !== 'nobody') continue
        for (const query of QUERIES[row]?.(asked) ?? ['']) {
          const { status, said } = await knock(row, who, UNKNOWN.case, query)
          expect(status, `${row} as ${who}`).toBeLessThan(500)
          // A search page repeats what was asked.
          const own = said
            .replaceAll(asked.reference, row.includes('/search') ? '' : asked.reference)
            // What one shift tells the next is no case of its own: clerks and heads read all of it.
            .replaceAll(WORDS.handedOver, MAY_READ_NOTES.includes(who) ? '' : WORDS.handedOver)
          expect(wordIn(own), `${row}?${query} as ${who}`).toBeUndefined()
        }
      }
  },
)

test('whoever is inside sees all of it: the words are there to be found', async () => {
  const of = async (who: Person, path: string) =>
    JSON.stringify((await here.ask('GET', path, undefined, await here.as(who))).body)
  const seen = [
    await of('qian', `/api/cases/${here.tip.id}`),
    await of('qian', '/api/cases?limit=200'),
    await of('li', '/api/inspections?view=done'),
    await of('li', '/api/roster?from=2026-09-14'),
    await of('zhao', '/api/identity'),
    await of('yan', `/api/disclosures/${here.ids.filing}`),
  ].join()
  expect(Object.values(WORDS).filter((word) => !seen.includes(word))).toEqual([])
})

test('counts, exports, lists from above and decisions on many at once do not tell it either', async () => {
  const as = async (who: Who, method: string, path: string, body?: unknown) =>
    (await here.ask(method, path, body, headers.get(who))).body
  const word = encodeURIComponent(WORDS.description.slice(0, 4))
  for (const who of ['sun', 'zheng', 'zhou', 'wu'] as const) {
    expect((await as(who, 'GET', `/api/cases/count?q=${word}`)).total, who).toBe(0)
    expect((await as(who, 'GET', '/api/cases/count')).total, who).toBe(0)
  }
  // An auditor counts, but does not search: each count would be an answer about the words of a tip.
  expect((await as('feng', 'GET', '/api/cases/count')).total).toBe(2)
  expect((await as('feng', 'GET', `/api/cases/count?q=${word}`)).problems).toMatchObject([{ path: 'q' }])
  for (const who of ['sun', 'zheng'] as const) {
    const many = (id: string) =>
      as(who, 'POST', '/api/cases/triage', { decision: 'urging', cases: [{ id, version: 1 }], input: {} })
    const [foreign, unknown] = [await many(here.tip.id), await many(UNKNOWN.case)]
    expect({ ...foreign.results?.[0], id: '' }).toEqual({ ...unknown.results?.[0], id: '' })
  }
  const csv = `序号,交办编号,反映内容,问题位置\n1,${here.tip.reference},演示另一段文字够长,某处\n`
  const form = new FormData()
  form.set('file', new File([csv], 'list.csv'))
  const listed = JSON.stringify(await as('sun', 'POST', '/api/cases/import?preview=1', form))
  expect(listed).not.toContain(here.tip.id)
})

test('the stream tells of its changes to who is inside, and to nobody else', async () => {
  const hear = async (about: Record<string, string> | undefined) => {
    const answer = await here.app.request('/api/cases/stream', { headers: about }, { address: '192.0.2.7' })
    const heard = { text: '', reader: answer.body?.getReader() }
    const read = async () => {
      for (let part = await heard.reader?.read(); part && !part.done; part = await heard.reader?.read())
        heard.text += new TextDecoder().decode(part.value)
    }
    read().catch(() => {})
    return heard
  }
  const outside = await Promise.all((['sun', 'zheng', 'zhou', 'wu'] as const).map((who) => hear(headers.get(who))))
  const inside = await hear(await here.as('li'))
  for (const one of [...outside, inside]) await expect.poll(() => one.text).toContain('event: open')
  const { tip, ask } = here
  await ask('POST', '/api/tips/messages', { receipt: tip.receipt, text: '又有人来问。' })
  await expect.poll(() => inside.text).toContain(tip.id)
  for (const one of outside) expect(one.text).not.toContain(tip.id)
  for (const one of [...outside, inside]) await one.reader?.cancel()
})

// Last, because an app without a guard lets things happen.
test.each([
  ['mayRead', 'case', 'GET /api/cases/:id as sun'],
  ['mayRead', 'photo', 'GET /api/attachments/:id as zhou'],
  ['mayRead', 'redaction', 'GET /api/redactions/:id as zheng'],
  ['maySeeInspection', 'inspection', 'POST /api/inspections/:id/check-in as zhou'],
  ['mayReadDisclosure', 'filing', 'GET /api/disclosures/:id as jin'],
] as const)('without the guard %s the doors of a %s are named: %s', async (guard, thing, door) => {
  off.guard = guard
  expect((await faultsAt(thing)).join('\n')).toContain(door)
  off.guard = ''
})
