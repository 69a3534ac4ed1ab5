import { expect, test } from 'vitest'
import { PARTIES } from '#db/cast/enterprises.ts'
import { INSTITUTIONS } from '#db/cast/institutions.ts'
import { PLATING, PLOT, published, register } from '../filing.ts'
import { openApp } from '../setup.ts'

const enterprise = (about: object = {}) => ({ ...PARTIES.plating.enterprise(2025), ...about })

test('a clerk registers an enterprise: it is public at once, and a change is its next version', async () => {
  let replays = 0
  const here = await openApp({ replay: async () => void replays++ })
  const clerk = await here.as('qian')
  const made = await here.ask('POST', '/api/enterprises', enterprise(), clerk)
  expect([made.status, made.body]).toEqual([
    201,
    { ok: true, id: PLATING, version: 1, url: `/enterprises/${PLATING}/` },
  ])
  const { body: read } = await here.ask('GET', `/api/enterprises/${PLATING}`, undefined, clerk)
  expect(read).toMatchObject({ ok: true, version: 1, data: enterprise() })
  const changed = { ...read.data, name: '郑州演示电镀股份有限公司（虚构）', formerNames: [read.data.name], version: 1 }
  const put = await here.ask('PUT', `/api/enterprises/${PLATING}`, changed, await here.as('zhao'))
  expect(put.body).toMatchObject({ ok: true, version: 2 })
  expect((await published(here, 'enterprise')).map((one) => [one.version, one.title, one.party])).toEqual([
    [1, '郑州演示电镀有限公司（虚构）', null],
    [2, '郑州演示电镀股份有限公司（虚构）', null],
  ])
  expect(replays).toBe(2)
  const events = await here.db.query('SELECT seq, type, actor FROM events WHERE subject = ? ORDER BY seq', [
    `enterprise:${PLATING}`,
  ])
  expect(events.rows.map((row) => [row.seq, row.type, row.actor])).toEqual([
    [1, 'register.added', 'demo-qian'],
    [2, 'register.changed', 'demo-zhao'],
  ])
})

test('a save that changes nothing makes no version, in whatever order its fields come', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  await here.ask('POST', '/api/plots', PLOT, clerk)
  const reversed = Object.fromEntries(Object.entries({ ...PLOT, version: 1 }).reverse())
  const { body } = await here.ask('PUT', `/api/plots/${PLOT.id}`, reversed, clerk)
  expect(body).toMatchObject({ ok: true, version: 1 })
  expect(await published(here, 'plot')).toHaveLength(1)
})

test('of ten saves at once one wins; the others are told the version that is there', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  const posts = await Promise.all(Array.from({ length: 10 }, () => here.ask('POST', '/api/plots', PLOT, clerk)))
  expect(posts.map((one) => one.status).sort()).toEqual([201, ...Array(9).fill(409)])
  expect(posts.find((one) => one.status === 409)?.body).toMatchObject({
    code: 'register.taken',
    current: { version: 1 },
  })
  const puts = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      here.ask('PUT', `/api/plots/${PLOT.id}`, { ...PLOT, area: 1000 + n, version: 1 }, clerk),
    ),
  )
  expect(puts.map((one) => one.status).sort()).toEqual([200, ...Array(9).fill(409)])
  expect(puts.find((one) => one.status === 409)?.body).toMatchObject({
    code: 'register.moved-first',
    current: { version: 2 },
  })
})

test.each([
  ['enterprises', enterprise({ code: '91410102MADEM00011' }), 'code wrong-format'],
  ['enterprises', enterprise({ street: '999999999' }), 'street unknown-street'],
  [
    'enterprises',
    enterprise({ listings: [{ reason: 'bond', from: 2024, to: 2022 }] }),
    'listings.0.to ends-before-start',
  ],
  [
    'enterprises',
    enterprise({
      listings: [
        { reason: 'bond', from: 2020, to: null },
        { reason: 'bond', from: 2024, to: 2025 },
      ],
    }),
    'listings.1.from repeated-listing',
  ],
  ['plots', { ...PLOT, stages: { plan: '2025-05-01', construction: '2025-04-30' } }, 'stages.construction stage-order'],
  ['plots', { ...PLOT, id: '../x' }, 'id wrong-format'],
  ['institutions', { ...INSTITUTIONS[0], roles: [] }, 'roles required'],
  ['institutions', { ...INSTITUTIONS[0], rank: 1 }, 'rank unknown-key'],
])('%s takes no entry with %#', async (register, entry, problem) => {
  const here = await openApp()
  const { status, body } = await here.ask('POST', `/api/${register}`, entry, await here.as('qian'))
  expect(status).toBe(422)
  expect(body.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toContain(problem)
  for (const one of body.problems) expect(one.message).toMatch(/\p{Script=Han}.*。$/u)
})

test('everything wrong with an entry is told at once, also what only the rules know', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  const listings = [
    { reason: 'bond', from: 2024, to: 2022 },
    { reason: 'nothing', from: 'x', to: null },
    { reason: 'bond', from: 1024, to: null },
  ]
  const wrong = enterprise({ code: '1', name: ' \u0000 ', street: '999999999', listings, colour: 'red' })
  const { status, body } = await here.ask('POST', '/api/enterprises', wrong, clerk)
  expect(status).toBe(422)
  const said = body.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)
  expect(said.sort()).toEqual([
    'code wrong-format',
    'colour unknown-key',
    'listings.0.to ends-before-start',
    'listings.1.from wrong-type',
    'listings.1.reason not-in-list',
    'listings.2.from too-small',
    'name required',
    'street unknown-street',
  ])
  await here.ask('POST', '/api/plots', PLOT, clerk)
  const put = await here.ask('PUT', `/api/plots/${PLOT.id}`, { ...PLOT, id: 'ZY-2024-010', name: 5 }, clerk)
  const all = put.body.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)
  expect(all).toEqual(['name wrong-type', 'version required'])
})

test('a renamed enterprise is found by the name it had, also when nobody wrote that down', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  await here.ask('POST', '/api/enterprises', enterprise({ name: '甲字轴承厂', formerNames: ['老轴承厂'] }), clerk)
  const put = (about: object) => here.ask('PUT', `/api/enterprises/${PLATING}`, enterprise(about), clerk)
  await put({ name: '乙字轴承厂', formerNames: ['老轴承厂'], version: 1 })
  const read = async () => (await here.ask('GET', `/api/enterprises/${PLATING}`, undefined, clerk)).body.data
  expect((await read()).formerNames).toEqual(['甲字轴承厂', '老轴承厂'])
  const found = await here.ask('GET', `/api/search?q=${encodeURIComponent('甲字轴承厂')}`)
  expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([PLATING])
  // A slip of the pen is no name it ever had: whoever mends it takes it out again.
  await put({ name: '乙字轴承厂', formerNames: ['老轴承厂'], version: 2 })
  expect((await read()).formerNames).toEqual(['老轴承厂'])
})

test('a name carries nothing that a feed or a page cannot, and a firm does one thing once', async () => {
  const here = await openApp()
  const sent = { ...INSTITUTIONS[0], name: '空\u0000白\u202e检测', roles: ['monitoring', 'monitoring'] }
  await here.ask('POST', '/api/institutions', sent, await here.as('qian'))
  const [record] = await published(here, 'institution')
  expect([record.title, record.data.name, record.data.roles]).toEqual(['空白检测', '空白检测', ['monitoring']])
})

test('the code of an entry is its address and stays', async () => {
  const here = await openApp()
  const clerk = await here.as('qian')
  await here.ask('POST', '/api/plots', PLOT, clerk)
  const { body } = await here.ask('PUT', `/api/plots/${PLOT.id}`, { ...PLOT, id: 'ZY-2024-010', version: 1 }, clerk)
  expect(body.problems[0]).toMatchObject({ path: 'id', code: 'fixed-code' })
  expect((await here.ask('PUT', '/api/plots/ZY-1', { ...PLOT, version: 1 }, clerk)).body.code).toBe(
    'register.not-found',
  )
})

test('whoever is signed in chooses by a piece of the name or the code, page by page', async () => {
  const here = await openApp()
  await register(here)
  const yan = await here.as('yan')
  const items = async (path: string) => (await here.ask('GET', path, undefined, yan)).body
  expect((await items(`/api/institutions?q=${encodeURIComponent('检测')}`)).items).toEqual([
    expect.objectContaining({ code: INSTITUTIONS[0]?.code, name: INSTITUTIONS[0]?.name }),
  ])
  expect((await items('/api/plots?q=2024-009')).items[0]).toMatchObject({ id: PLOT.id, name: PLOT.name })
  expect((await items('/api/plots?q=%25')).items).toEqual([])
  const seen: string[] = []
  for (let after = ''; ; ) {
    const page = await items(`/api/institutions?limit=1&after=${after}`)
    seen.push(...page.items.map((one: { id: string }) => one.id))
    if (!page.next) break
    after = page.next
  }
  expect(seen).toEqual(INSTITUTIONS.map((one) => one.code))
})

test('people who file are invited for a registered party, and it is called by its name', async () => {
  const here = await openApp()
  await register(here)
  const chu = await here.as('chu')
  const to = { email: 'a@demo.invalid', name: '何填报', role: 'editor' }
  expect((await here.ask('POST', '/api/staff/invitations', { ...to, org: PLATING }, chu)).status).toBe(201)
  const { body } = await here.ask('POST', '/api/staff/invitations', { ...to, org: '91410102MADEM0009T' }, chu)
  expect(body.problems[0]).toMatchObject({ path: 'org', code: 'not-in-list' })
  const me = await here.ask('GET', '/api/auth/me', undefined, await here.as('yan'))
  expect(me.body.orgName).toBe('郑州演示电镀有限公司（虚构）')
})

test('what is owed: each year on the list, by its day; filed, late or still to come', async () => {
  const here = await openApp({ at: '2026-03-16T00:00:00+08:00' })
  await register(here)
  const duties = async () => (await here.ask('GET', '/api/duties', undefined, await here.as('yan'))).body.items
  expect((await duties()).slice(0, 2)).toMatchObject([
    { year: 2026, state: 'upcoming', dueOn: '2027-03-15', label: '2026 年度土壤自行监测' },
    { year: 2025, state: 'late', dueOn: '2026-03-15', unconfirmed: true, disclosureId: null },
  ])
  here.at('2026-03-15T23:59:00+08:00')
  expect((await duties())[1]).toMatchObject({ year: 2025, state: 'upcoming' })
})
