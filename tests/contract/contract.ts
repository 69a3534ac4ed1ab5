import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client } from '../client.ts'
import { aYear, BATTERY } from '../filing.ts'
import { listForm, workbookList } from '../fixtures/case-list.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { aTip, type Person } from '../setup.ts'
import { does, file, status, tries, upload } from '../stories/desk.ts'

/** A demo bureau that answers at `url`, wherever it runs and whatever its database is. */
export type Backend = {
  url: string
  stop(): Promise<void>
  /** Where publishing is another machine's work: that machine's turn. */
  publish?(): Promise<void>
}

const SECONDS = 1000
const key = () => crypto.randomUUID() + crypto.randomUUID()

/** What every backend does alike: the public API from a tip to its answer and from a draft to its page. */
export function contract(name: string, start: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend
    let here: ReturnType<typeof client>
    beforeAll(async () => {
      backend = await start()
      const { ask, as } = client(backend.url)
      // Signed in once each: what is tested is not the door.
      const known = new Map<Person, Promise<Record<string, string>>>()
      here = {
        ask,
        as(person) {
          const signedIn = known.get(person) ?? as(person)
          known.set(person, signedIn)
          return signedIn
        },
      }
    }, 120 * SECONDS)
    afterAll(() => backend?.stop())

    test('is ready, describes itself and shows its pages', async () => {
      expect((await here.ask('GET', '/readyz')).status).toBe(200)
      expect((await here.ask('GET', '/api/openapi.json')).body.openapi).toMatch(/^3\.1/)
      const home = await here.ask('GET', '/', undefined, { accept: 'text/html' })
      expect([home.status, home.body]).toEqual([200, expect.stringContaining('演示数据')])
      expect(home.headers.get('content-security-policy')).toContain("default-src 'none'")
    })

    test('a tip with a photo is taken once however often it is sent, and its receipt opens it', async () => {
      const photo = await upload(here, await phonePhoto())
      const tip = aTip({ attachments: [photo], occurredOn: '2026-09-14' })
      const mine = { 'idempotency-key': key() }
      const first = await here.ask('POST', '/api/tips', tip, mine)
      expect(first.status, JSON.stringify(first.body)).toBe(201)
      expect(first.body.receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
      const again = await Promise.all([1, 2, 3].map(() => here.ask('POST', '/api/tips', tip, mine)))
      for (const one of again) expect([one.status, one.body]).toEqual([201, first.body])
      const other = await here.ask('POST', '/api/tips', { ...tip, description: '另一件事，写在同一编号下。' }, mine)
      expect([other.status, other.body.code]).toEqual([422, 'request.idempotency-key-reused'])

      expect(await status(here, first.body.receipt)).toMatchObject({
        reference: first.body.reference,
        status: 'pending',
        messages: [],
      })
      const sent = await here.ask('POST', '/api/tips/messages', { receipt: first.body.receipt, text: '又来了一车。' })
      expect(sent.status).toBe(201)
      expect((await status(here, first.body.receipt)).messages).toMatchObject([
        { from: 'reporter', text: '又来了一车。' },
      ])
      const { body: queue } = await here.ask(
        'GET',
        `/api/cases?q=${first.body.reference}`,
        undefined,
        await here.as('qian'),
      )
      expect(queue.items).toHaveLength(1)
      const seen = await here.ask('GET', `/api/attachments/${photo}`, undefined, await here.as('qian'))
      expect([seen.status, seen.headers.get('x-content-type-options')]).toEqual([200, 'nosniff'])
    })

    test('a plain form is answered with the page that shows the receipt', async () => {
      const form = new URLSearchParams({
        kinds: 'water',
        description: '河水发黑，有刺鼻气味。',
        'place.address': '西流湖街道某某路',
        'reporter.mode': 'anonymous',
      })
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
      const { status: code, body } = await here.ask('POST', '/api/tips', form.toString(), headers)
      expect(code).toBe(201)
      expect(body).toMatch(/([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}/)
    })

    test('the desk finds a tip, decides on it, and who comes second is told so', async () => {
      const { id, receipt } = await file(here)
      const clerk = await here.as('qian')
      const { body: before } = await here.ask('GET', `/api/cases/${id}`, undefined, clerk)
      const { version } = before.case
      const both = await Promise.all(
        ['qian', 'sun'].map(async (who) =>
          here.ask('POST', `/api/cases/${id}/registration`, { version }, await here.as(who as Person)),
        ),
      )
      expect(both.map((one) => one.status).sort()).toEqual([200, 409])
      expect(both.find((one) => one.status === 409)?.body).toMatchObject({
        code: 'case.moved-first',
        current: { version: version + 1 },
      })
      await does(here, 'sun', id, 'acceptance')
      expect((await tries(here, 'sun', id, 'registration')).body).toMatchObject({ code: 'case.not-from-here' })
      expect((await tries(here, 'li', id, 'acceptance')).status).toBeGreaterThanOrEqual(403)
      await does(here, 'sun', id, 'assignment', { to: '410102011' })
      expect((await status(here, receipt)).label).toBe('办理中')
      const { body: count } = await here.ask('GET', '/api/cases/count', undefined, clerk)
      expect(count.total).toBeGreaterThan(0)
    })

    test('a draft is filled, signed and approved, and has its page, its data and its place in the search', async () => {
      // Works for every year nobody has filed for; the demo begins later.
      const began = await here.ask(
        'POST',
        '/api/disclosures',
        { kind: 'soil_self_monitoring', ...aYear(2017) },
        await here.as('jin'),
      )
      expect(began.status, JSON.stringify(began.body)).toBe(201)
      const { id } = began.body
      const change = { version: 1, ...aYear(2017), statement: '合同测试。' }
      const changed = await here.ask('PUT', `/api/disclosures/${id}`, change, await here.as('jin'))
      expect(changed.status, JSON.stringify(changed.body)).toBe(200)
      let { version } = changed.body
      const stale = await here.ask('PUT', `/api/disclosures/${id}`, change, await here.as('jin'))
      expect([stale.status, stale.body.code]).toEqual([409, 'disclosure.moved-first'])
      for (const [who, decision] of [
        ['jin', 'submission'],
        ['wei', 'signature'],
        ['zhao', 'approval'],
      ] as const) {
        const { status: code, body } = await here.ask(
          'POST',
          `/api/disclosures/${id}/${decision}`,
          { version },
          await here.as(who),
        )
        expect(code, JSON.stringify(body)).toBe(200)
        version = body.version
      }
      await backend.publish?.()
      const page = await here.ask('GET', `/disclosures/${id}/`, undefined, { accept: 'text/html' })
      expect([page.status, page.body]).toEqual([200, expect.stringContaining('合同测试。')])
      expect((await here.ask('GET', `/disclosures/${id}.json`)).body).toMatchObject({ id, party: { code: BATTERY } })
      expect((await here.ask('GET', `/disclosures/${id}.csv`)).body).toContain('56.3')
      const found = await here.ask('GET', `/api/search?q=${encodeURIComponent('2017 土壤')}&limit=50`)
      expect(found.body.items.map((item: { id: string }) => item.id)).toContain(id)
    })

    test('a list from above is saved whole, and the same list again adds nothing', async () => {
      const line = (n: number, found: string | null) => [
        `K2026${n}0001`,
        `演示路${n}号有人乱倒垃圾`,
        '中原区',
        '固废',
        found,
      ]
      const header = ['受理编号', '交办问题基本情况', '行政区域', '污染类型', '调查核实情况']
      const book = workbookList([header, line(1, null), line(2, null), line(1, '经核查属实。')])
      const send = async () =>
        (await here.ask('POST', '/api/cases/import', listForm(book, '清单.xlsx'), await here.as('qian'))).body.rows
      const first = await send()
      expect(first.map((row: { action: string }) => row.action)).toEqual(['new', 'new', 'repeat'])
      expect(first[2].reference).toBe(first[0].reference)
      const again = await send()
      expect(again.map((row: { action: string }) => row.action)).toEqual(['unchanged', 'unchanged', 'unchanged'])
      const table = await here.ask('GET', '/api/cases/export?channel=list_import', undefined, await here.as('qian'))
      expect(table.body.trim().split('\r\n')).toHaveLength(3)
    })

    test('what is wrong is refused in the one shape, and nothing is kept of it', async () => {
      const refused = async (about: Parameters<typeof here.ask>, code: number) => {
        const { status: given, body } = await here.ask(...about)
        expect([given, body.ok, typeof body.code, body.request?.length], `${about[0]} ${about[1]}`).toEqual([
          code,
          false,
          'string',
          12,
        ])
        return body
      }
      const all = await refused(['POST', '/api/tips', { kinds: [], description: '短' }], 422)
      expect(all.problems.length).toBeGreaterThan(2)
      await refused(['POST', '/api/tips', '{"kinds":', { 'content-type': 'application/json' }], 400)
      await refused(['POST', '/api/tips', aTip(), { origin: 'https://elsewhere.example' }], 403)
      await refused(['POST', '/api/tips', aTip(), { 'idempotency-key': 'short' }], 422)
      await refused(['GET', '/api/cases'], 401)
      await refused(['GET', '/api/cases/no-such-case', undefined, await here.as('qian')], 404)
      await refused(['GET', '/api/nowhere'], 404)
      const unknown = await refused(['POST', '/api/tips/status', { receipt: 'ABCD-ABCD-ABCD-ABCD-ABCD-ABCD' }], 404)
      const malformed = await refused(['POST', '/api/tips/status', { receipt: 'x' }], 404)
      expect({ ...unknown, request: '' }).toEqual({ ...malformed, request: '' })
      const form = new FormData()
      form.append('photo', new Blob(['no picture'], { type: 'image/jpeg' }), 'x.jpg')
      await refused(['POST', '/api/attachments', form], 415)
    })

    test('who signs out is out at once', async () => {
      const { as } = client(backend.url)
      const mine = await as('sun')
      expect((await here.ask('GET', '/api/cases/count', undefined, mine)).status).toBe(200)
      expect((await here.ask('POST', '/api/auth/sign-out', {}, mine)).status).toBe(200)
      expect((await here.ask('GET', '/api/cases/count', undefined, mine)).status).toBe(401)
    })
  })
}
