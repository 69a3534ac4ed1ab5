import { describe, expect, test } from 'vitest'
import { aRow, aYear, begin, decide, PLATING, published, publishOne, register } from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

async function open(): Promise<Opened> {
  const here = await openApp()
  await register(here)
  return here
}

const get = async (here: Opened, id: string, who: 'yan' | 'hua' | 'qian' | 'zhao' | 'feng' = 'yan') =>
  here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as(who))

describe('from draft to page', () => {
  test('an enterprise begins a year with nothing but its number, and is told at once what is missing', async () => {
    const here = await open()
    const { status, body } = await here.ask(
      'POST',
      '/api/disclosures',
      { kind: 'soil_self_monitoring', period: 2025 },
      await here.as('yan'),
    )
    expect(status).toBe(201)
    expect(body).toEqual({ ok: true, id: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{12}$/), version: 1 })
    const { body: shown } = await get(here, body.id)
    expect(shown.disclosure).toMatchObject({
      title: expect.stringContaining('2025 年度土壤自行监测'),
      party: { code: PLATING },
      state: 'draft',
      dueOn: '2026-03-15',
      data: { period: { year: 2025 }, landClass: 'class2' },
    })
    expect(shown.problems.map((one: { path: string }) => one.path)).toEqual(['rows'])
    const submitted = await decide(here, body.id, 'yan', 'submission')
    expect([submitted.status, submitted.body.problems]).toEqual([422, shown.problems])
  })

  test('editor, signer and head take it to its public version; the address comes with the approval', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    expect((await decide(here, id, 'yan', 'submission')).body).toEqual({
      ok: true,
      version: 2,
      state: 'submitted',
      url: null,
    })
    expect((await decide(here, id, 'hua', 'signature')).body.state).toBe('signed')
    const { body } = await decide(here, id, 'zhao', 'approval')
    expect(body).toEqual({ ok: true, version: 4, state: 'published', url: `/disclosures/${id}/` })
    const [record] = await published(here, 'soil_self_monitoring')
    expect(record).toMatchObject({
      id,
      version: 1,
      publishedOn: '2026-09-14',
      filedOn: '2026-09-14',
      party: { code: PLATING, name: expect.stringContaining('演示电镀') },
      change: null,
      withdrawn: null,
      returned: 0,
    })
    // Points are rounded; what was measured stands as reported.
    expect(record.data.rows[0]).toMatchObject({ lng: 113.512, lat: 34.754, value: '56.3' })
    expect((await get(here, id)).body.disclosure.data.rows[0].lng).toBe(113.512345)
  })

  test('what is returned by the bureau comes back with reasons by field, and the page counts it', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    await decide(here, id, 'yan', 'submission')
    const reasons = [{ path: 'rows.0.value', text: '请附上原始记录后再报。' }]
    await decide(here, id, 'hua', 'return', { reasons })
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    await decide(here, id, 'qian', 'return', { reasons })
    const { body } = await get(here, id)
    expect(body.disclosure).toMatchObject({ state: 'returned', returned: 1, reasons })
    const bureau = body.events.filter((one: { type: string }) => one.type === 'disclosure.returned').at(-1)
    expect(bureau).toMatchObject({ actor: null, actorName: here.env.bureau.shortName, label: '退回修改' })
    for (const [who, decision] of [
      ['yan', 'submission'],
      ['hua', 'signature'],
      ['zheng', 'approval'],
    ] as const)
      expect((await decide(here, id, who, decision)).status, decision).toBe(200)
    expect((await published(here, 'soil_self_monitoring'))[0].returned).toBe(1)
  })

  test('the reviewer sees numbers beside limit and last period', async () => {
    const here = await open()
    await publishOne(here, 'soil_self_monitoring', aYear(2024))
    const rows = [aRow({ value: '900', sampledOn: '2025-06-11' })]
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear(2025, { rows }))
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    const { body } = await get(here, id, 'zhao')
    expect(body.comparisons).toHaveLength(1)
    expect(body.comparisons[0]).toMatchObject({ state: 'over', level: 'screening', item: 'pb', ratio: 1.1 })
    expect(body.before).toMatchObject({ year: 2024, comparisons: [{ state: 'within' }] })
    expect(body.checks.length).toBeGreaterThan(0)
    const move = (name: string) => body.moves.find((one: { name: string }) => one.name === name)
    expect(move('approval')).toEqual({ name: 'approval', allowed: true })
    expect(move('signature').whyNot.code).toBe('disclosure.not-your-role')
  })
})

describe('after publication', () => {
  test('a correction says what changed and on what basis, and both versions stay', async () => {
    const here = await open()
    const id = await publishOne(here, 'soil_self_monitoring', aYear())
    const lacking = await decide(here, id, 'yan', 'correction', { changed: '改一个数' })
    expect([lacking.status, lacking.body.problems[0].path]).toEqual([422, 'basis'])
    await decide(here, id, 'yan', 'correction', { changed: 'S1 铅改为 65.3', basis: '实验室更正报告' })
    const same = await decide(here, id, 'yan', 'submission')
    expect(same.body.problems[0].code).toBe('nothing-changed')
    const { body } = await get(here, id)
    const change = { version: body.disclosure.version, landClass: 'class2', rows: [aRow({ value: '65.3' })] }
    expect((await here.ask('PUT', `/api/disclosures/${id}`, change, await here.as('yan'))).status).toBe(200)
    expect((await get(here, id, 'qian')).body.disclosure.data.rows[0].value, 'not the bureau’s to see yet').toBe('56.3')
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    await decide(here, id, 'zhao', 'approval')
    const versions = await published(here, 'soil_self_monitoring')
    expect(versions.map((one) => [one.version, one.data.rows[0].value, one.change])).toEqual([
      [1, '56.3', null],
      [2, '65.3', { changed: 'S1 铅改为 65.3', basis: '实验室更正报告' }],
    ])
  })

  test('a correction given up leads back to what is public, exact points and signer included', async () => {
    const here = await open()
    const id = await publishOne(here, 'soil_self_monitoring', aYear())
    const before = (await here.db.query('SELECT * FROM disclosures WHERE id = ?', [id])).rows[0]
    await decide(here, id, 'yan', 'correction', { changed: '改', basis: '据' })
    const version = (await get(here, id)).body.disclosure.version
    await here.ask('PUT', `/api/disclosures/${id}`, { version, rows: [] }, await here.as('yan'))
    const { body } = await decide(here, id, 'yan', 'abandonment')
    expect(body).toMatchObject({ state: 'published', url: `/disclosures/${id}/` })
    const after = (await here.db.query('SELECT * FROM disclosures WHERE id = ?', [id])).rows[0]
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })
    expect(await published(here, 'soil_self_monitoring')).toHaveLength(1)
    expect((await decide(here, id, 'yan', 'correction', { changed: '改', basis: '据' })).status).toBe(200)
  })

  test('a withdrawal leaves its basis and nothing else, also while a correction is being written', async () => {
    const here = await open()
    const id = await publishOne(here, 'soil_self_monitoring', aYear())
    await decide(here, id, 'yan', 'correction', { changed: '改', basis: '据' })
    expect((await decide(here, id, 'zhao', 'withdrawal', {})).status).toBe(422)
    const { body } = await decide(here, id, 'zhao', 'withdrawal', { basis: '报告系伪造（豫环罚〔2026〕1号）' })
    expect(body).toMatchObject({ ok: true, state: 'withdrawn', url: `/disclosures/${id}/` })
    expect((await published(here, 'soil_self_monitoring')).at(-1)).toMatchObject({
      version: 2,
      withdrawn: { basis: '报告系伪造（豫环罚〔2026〕1号）' },
      title: expect.stringContaining('2025'),
      data: null,
      files: [],
    })
    expect((await decide(here, id, 'yan', 'correction', { changed: '改', basis: '据' })).body.code).toBe(
      'disclosure.not-from-here',
    )
    // The year may be filed anew.
    await begin(here, 'yan', 'soil_self_monitoring', aYear())
  })

  test('what was never public is not withdrawn; a draft is given up for good', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    await decide(here, id, 'yan', 'submission')
    expect((await decide(here, id, 'zhao', 'withdrawal', { basis: '错' })).body.code).toBe('disclosure.not-published')
    await decide(here, id, 'hua', 'return', { reasons: [{ path: '', text: '不要报了' }] })
    expect((await decide(here, id, 'yan', 'abandonment')).body).toMatchObject({ state: 'abandoned', url: null })
    expect((await decide(here, id, 'yan', 'submission')).body).toMatchObject({ code: 'disclosure.not-from-here' })
  })
})

describe('drafts', () => {
  test('one year is filed once; whoever begins it again is told which filing there is', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    const again = await here.ask(
      'POST',
      '/api/disclosures',
      { kind: 'soil_self_monitoring', period: { year: 2025 } },
      await here.as('yan'),
    )
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({ code: 'disclosure.period-taken', current: { id } })
  })

  test.each([
    [{ period: 2027 }, 'period.year', 'future-year'],
    [{ period: 2016 }, 'period.year', 'too-small'],
    [{ period: 'next' }, 'period', 'wrong-type'],
    [{}, 'period.year', 'required'],
    [{ period: 2025, colour: 'red' }, 'colour', 'unknown-key'],
    [{ period: 2025, landClass: 'class3' }, 'landClass', 'not-in-list'],
    [{ period: 2025, rows: [{ ...aRow(), value: '' }] }, 'rows.0.value', 'required'],
    [
      { period: 2025, institution: { code: '91410102MADEM9999X', name: '无' } },
      'institution.code',
      'unknown-institution',
    ],
    [{ period: 2025, officialSystemUrl: 'javascript:alert(1)' }, 'officialSystemUrl', 'wrong-format'],
  ])('%j is told at %s', async (data, path, code) => {
    const here = await open()
    const { status, body } = await here.ask(
      'POST',
      '/api/disclosures',
      { kind: 'soil_self_monitoring', ...data },
      await here.as('yan'),
    )
    expect(status).toBe(422)
    expect(body.problems).toContainEqual({ path, code, message: expect.stringMatching(/\p{Script=Han}.*。$/u) })
    expect((await here.db.query('SELECT count(*) AS n FROM disclosures')).rows[0]?.n).toBe(0)
  })

  test('the year cannot be changed afterwards; rows that are not sent stay, rows sent empty go', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    const put = async (body: object) => here.ask('PUT', `/api/disclosures/${id}`, body, await here.as('yan'))
    expect((await put({ version: 1, period: 2024 })).body.problems[0]).toMatchObject({ code: 'fixed-year' })
    expect((await put({ version: 1, landClass: 'class1' })).body).toMatchObject({
      ok: true,
      version: 2,
      state: 'draft',
    })
    expect((await get(here, id)).body.disclosure.data).toMatchObject({ landClass: 'class1', rows: [{ value: '56.3' }] })
    expect((await put({ version: 2, rows: [] })).status).toBe(200)
    expect((await get(here, id)).body.disclosure.data).toEqual({ period: { year: 2025 }, rows: [] })
    expect((await put({ version: 2 })).body).toMatchObject({ code: 'disclosure.moved-first', current: { version: 3 } })
  })

  test('who is in no register files nothing', async () => {
    const here = await openApp()
    const { status, body } = await here.ask(
      'POST',
      '/api/disclosures',
      { kind: 'soil_self_monitoring', period: 2025 },
      await here.as('yan'),
    )
    expect([status, body.code]).toEqual([404, 'register.not-found'])
  })
})
