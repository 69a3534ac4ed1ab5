import { beforeAll, expect, test } from 'vitest'
import { ACCESS } from '#domain/access.ts'
import { aNotice, aPdf, aRow, aYear, BATTERY, begin, PLATING, publishOne, register, send } from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

// Enterprise A never affects or sees B. The doors come from the table of access, so that a new one is knocked at too.

let here: Opened
let theirs: string
let file: string
let secret: string

beforeAll(async () => {
  here = await openApp()
  await register(here)
  secret = '只有严填报知道的说明'
  theirs = await begin(here, 'yan', 'effect_assessment', { conclusionText: secret })
  file = (await send(here, `/api/disclosures/${theirs}/files`, 'yan', aPdf('x'), 'report.pdf')).body.id
})

const everything = async () =>
  Promise.all(
    ['disclosures', 'files', 'publications', 'published', 'record_links'].map(
      async (table) => (await here.db.query(`SELECT * FROM ${table}`)).rows,
    ),
  )

/** Bodies that would do something, were it theirs. */
const BODIES: Record<string, object> = {
  'PUT /api/disclosures/:id': { version: 2, conclusionText: '被改了' },
  return: { version: 2, reasons: [{ path: '', text: '退' }] },
  correction: { version: 2, changed: '改', basis: '据' },
}
const routes = Object.entries(ACCESS).filter(
  ([row, access]) => row.includes('/api/disclosures/:id') && access.includes('editor' as never),
)
const asOther = Object.entries(ACCESS).filter(
  ([row, access]) => row.includes('/api/disclosures/:id') && access.includes('signer' as never),
)
const doors = [...routes.map(([row]) => [row, 'jin'] as const), ...asOther.map(([row]) => [row, 'wei'] as const)]

test('the table has doors to try', () => {
  expect(doors.length).toBeGreaterThan(12)
})

test.each(doors)('%s as %s: the same bytes as for an id that was never given, and nothing moves', async (row, who) => {
  const [method = '', path = ''] = row.split(' ')
  const body = method === 'GET' ? undefined : (BODIES[row] ?? BODIES[path.split('/').at(-1) ?? ''] ?? { version: 2 })
  const headers = await here.as(who)
  const before = await everything()
  const ask = (id: string) => here.ask(method, path.replace(':id', id).replace(':file', file), body, headers)
  const [foreign, unknown] = [await ask(theirs), await ask('0'.repeat(12))]
  expect(foreign.status).toBe(404)
  expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  const names = (one: typeof foreign) => [...one.headers].filter(([name]) => name !== 'date')
  expect(names(foreign)).toEqual(names(unknown))
  expect(await everything()).toEqual(before)
})

test('multipart too', async () => {
  for (const part of ['rows', 'files']) {
    const sent = (id: string) => send(here, `/api/disclosures/${id}/${part}`, 'jin', aPdf('x'), 'report.pdf')
    const [foreign, unknown] = [await sent(theirs), await sent('0'.repeat(12))]
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  }
})

test('lists, duties and choices say nothing of the other, whatever is asked for', async () => {
  const notice = await publishOne(here, 'remediation_notice', aNotice())
  for (const who of ['jin', 'wei'] as const)
    for (const path of ['/api/disclosures', `/api/disclosures?party=${PLATING}`, '/api/duties', '/api/projects']) {
      const { body } = await here.ask('GET', path, undefined, await here.as(who))
      const said = JSON.stringify(body)
      for (const word of [theirs, notice, secret, '演示旧车间土壤修复']) expect(said, path).not.toContain(word)
    }
  expect((await here.ask('GET', '/api/projects', undefined, await here.as('yan'))).body.items).toHaveLength(1)
})

test('nobody hangs a filing of theirs on another’s project', async () => {
  const notice = await publishOne(here, 'remediation_notice', aNotice({ project: '又一个项目' }))
  const begun = async (project: string) =>
    here.ask('POST', '/api/disclosures', { kind: 'soil_transfer', project: { id: project } }, await here.as('jin'))
  const [foreign, unknown] = [await begun(notice), await begun('0'.repeat(12))]
  expect(foreign.status).toBe(422)
  expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
})

test('a filing is always its own enterprise’s, whatever is sent', async () => {
  const jin = await here.as('jin')
  const sent = { kind: 'soil_self_monitoring', period: 2025, party: 'x', rows: [aRow()] }
  expect((await here.ask('POST', '/api/disclosures', sent, jin)).body.problems[0]).toMatchObject({ path: 'party' })
  const id = await begin(here, 'jin', 'soil_self_monitoring', aYear())
  const { rows } = await here.db.query('SELECT party FROM disclosures WHERE id = ?', [id])
  expect(rows[0]?.party).toBe(BATTERY)
})

test('the bureau sees no draft, and an auditor moves nothing', async () => {
  for (const who of ['qian', 'zhao', 'feng'] as const) {
    const one = await here.ask('GET', `/api/disclosures/${theirs}`, undefined, await here.as(who))
    expect(one.status, who).toBe(404)
    const { body } = await here.ask('GET', '/api/disclosures?limit=200', undefined, await here.as(who))
    expect(JSON.stringify(body), who).not.toContain(theirs)
  }
  const id = await publishOne(here, 'soil_self_monitoring', aYear(2023))
  const { body } = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('feng'))
  expect(body.moves.filter((one: { allowed: boolean }) => one.allowed)).toEqual([])
})
