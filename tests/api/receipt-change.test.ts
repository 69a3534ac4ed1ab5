import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageLocals } from '#domain/page.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { changed, status } from '../stories/desk.ts'

let here: Opened
beforeAll(async () => {
  here = await openApp()
})

const ask = (path: string, body: object) => here.ask('POST', path, body)
const look = (receipt: string) => ask('/api/tips/status', { receipt })
const change = (receipt: string, nonce: string) => ask('/api/tips/receipt', { receipt, nonce })

let n = 0
/** What a clerk took down by telephone, with the receipt the clerk saw. */
async function entered(
  about: Record<string, unknown> = {},
): Promise<{ id: string; reference: string; receipt: string }> {
  n += 1
  const tip = { ...aTip({ description: `来电反映第 ${n} 处堆了油桶。` }), channel: 'phone_12345', ...about }
  const { status, body } = await here.ask('POST', '/api/cases', tip, await here.as('qian'))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

describe('a receipt a clerk has seen', () => {
  let seen: Awaited<ReturnType<typeof entered>>
  beforeEach(async () => {
    seen = await entered()
  })

  test('shows nothing of the matter before it is changed, and offers another code', async () => {
    const { status, body } = await look(seen.receipt)
    expect([status, body.code]).toEqual([409, 'tip.receipt-first-use'])
    expect(Object.keys(body).sort()).toEqual(['change', 'code', 'message', 'ok', 'request'])
    expect(body.change).toEqual({
      receipt: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/),
      nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    for (const [path, more] of [
      ['messages', { text: '补充' }],
      ['proof', {}],
      ['promise', {}],
    ] as const)
      expect((await ask(`/api/tips/${path}`, { receipt: seen.receipt, ...more })).body.code).toBe(
        'tip.receipt-first-use',
      )
  })

  test('opens nothing once it was changed, and the new one everything', async () => {
    const { change: offer } = (await look(seen.receipt)).body
    expect(await change(seen.receipt, offer.nonce)).toMatchObject({ status: 200, body: { receipt: offer.receipt } })
    expect((await look(offer.receipt)).body).toMatchObject({ ok: true, reference: seen.reference, status: 'pending' })
    const [old, unknown] = [await look(seen.receipt), await look('0000-0000-0000-0000-0000-0000')]
    expect({ ...old.body, request: '' }).toEqual({ ...unknown.body, request: '' })
    expect(old.status).toBe(404)
  })

  test('works on, whoever was offered how many others, until one is confirmed', async () => {
    const offers = [await look(seen.receipt), await look(seen.receipt)].map((one) => one.body.change)
    expect(new Set(offers.map((one) => one.receipt)).size).toBe(2)
    for (const offer of offers) expect((await look(offer.receipt)).status).toBe(404)
    const [clerks, holders] = offers
    await change(seen.receipt, holders.nonce)
    expect((await look(clerks.receipt)).status, 'what the clerk was offered').toBe(404)
    expect((await change(seen.receipt, clerks.nonce)).status, 'and may no longer confirm').toBe(404)
    expect((await look(holders.receipt)).status).toBe(200)
  })

  test('confirmed again after a lost answer is answered the same', async () => {
    const { nonce, receipt } = (await look(seen.receipt)).body.change
    const answers = [await change(seen.receipt, nonce), await change(seen.receipt.toLowerCase(), nonce)]
    expect(answers.map((one) => [one.status, one.body.receipt])).toEqual([
      [200, receipt],
      [200, receipt],
    ])
    const { rows } = await here.db.query(
      `SELECT e.actor, e.data FROM events e JOIN tips t ON e.subject = 'tip:' || t.id
       WHERE t.reference = ? AND e.type = 'tip.receipt-changed'`,
      [seen.reference],
    )
    expect(rows.map((row) => [row.actor, row.data])).toEqual([[null, '{}']])
  })

  test('is changed by one of two who confirm in the same moment', async () => {
    const offers = [await look(seen.receipt), await look(seen.receipt)].map((one) => one.body.change)
    const answers = await Promise.all(offers.map((one) => change(seen.receipt, one.nonce)))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 404])
    const open = await Promise.all(offers.map((one) => look(one.receipt)))
    expect(open.map((one) => one.status)).toEqual(answers.map((one) => one.status))
  })

  test('that could not be written down is still the old one', async () => {
    const { nonce, receipt } = (await look(seen.receipt)).body.change
    await here.db.write([
      `CREATE TRIGGER no_change BEFORE INSERT ON events WHEN NEW.type = 'tip.receipt-changed' BEGIN SELECT RAISE(ABORT, 'cut'); END`,
    ])
    expect((await change(seen.receipt, nonce)).status).toBeGreaterThanOrEqual(500)
    await here.db.write(['DROP TRIGGER no_change'])
    expect([(await look(seen.receipt)).status, (await look(receipt)).status]).toEqual([409, 404])
    expect((await change(seen.receipt, nonce)).status).toBe(200)
  })

  test('a clerk who sends the entry once more gets the same answer, before and after', async () => {
    const tip = { ...aTip({ description: '一位来访者反映村口异味。' }), channel: 'visit' }
    const headers = { ...(await here.as('qian')), 'idempotency-key': 'e'.repeat(32) }
    const first = await here.ask('POST', '/api/cases', tip, headers)
    await changed(here, first.body.receipt)
    const again = await here.ask('POST', '/api/cases', tip, headers)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect((await look(first.body.receipt)).status).toBe(404)
  })
})

test('a code that has nothing to change gets the same bytes, whatever it is', async () => {
  const own = (await here.ask('POST', '/api/tips', aTip())).body.receipt
  const nonce = 'a'.repeat(32)
  const changedAlready = (await entered()).receipt
  await changed(here, changedAlready)
  const answers = await Promise.all(
    ['x', '', '0000-0000-0000-0000-0000-0000', own, changedAlready].map((one) => change(one, nonce)),
  )
  const seen = answers.map(({ status, body, headers }) =>
    JSON.stringify([status, { ...body, request: '' }, [...headers]]),
  )
  expect(new Set(seen).size).toBe(1)
  expect(answers[0]?.body.code).toBe('tip.not-found')
  expect((await look(own)).status, 'one’s own stays').toBe(200)
})

test('a nonce of another make is named as the problem', async () => {
  expect((await change('x', 'short')).body.problems).toMatchObject([{ path: 'nonce', code: 'wrong-format' }])
})

test('a receipt nobody else saw is used as it is', async () => {
  const { body } = await here.ask('POST', '/api/tips', aTip({ description: '网页上报的，只有本人见过码。' }))
  expect((await look(body.receipt)).status).toBe(200)
})

test('the database keeps neither the old code nor the new one', async () => {
  const { receipt } = await entered()
  const next = await changed(here, receipt)
  const { rows } = await here.db.query('SELECT * FROM tips')
  const stored = JSON.stringify(rows)
  for (const code of [receipt, next]) expect(stored).not.toContain(code.replaceAll('-', ''))
})

describe('without JavaScript', () => {
  const browse = async (path: string, fields: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(fields), headers: { origin: here.env.origin } }
    const response = await here.app.request(path, init)
    const html = await response.text()
    const locals = JSON.parse(html.slice(html.indexOf('<pre>') + 5, -6)) as PageLocals
    return { status: response.status, page: locals.status }
  }

  test('the status page offers the new code, and its button leads to the matter under it', async () => {
    const { receipt, reference } = await entered()
    const asked = await browse('/api/tips/status', { receipt })
    expect(asked).toMatchObject({ status: 200, page: { receipt, status: null, problem: null } })
    const { change: offer } = asked.page ?? {}
    const confirmed = await browse('/api/tips/receipt', { receipt, nonce: offer?.nonce ?? '' })
    expect(confirmed).toMatchObject({
      status: 200,
      page: { receipt: offer?.receipt, receiptChanged: true, change: null, status: { reference } },
    })
    expect(await browse('/api/tips/status', { receipt })).toMatchObject({ status: 404, page: { change: null } })
  })

  test('a nonce for nothing gets the page of every wrong code', async () => {
    const wrong = await browse('/api/tips/receipt', { receipt: '0000-0000-0000-0000-0000-0000', nonce: 'b'.repeat(32) })
    expect(wrong).toMatchObject({
      status: 404,
      page: { receipt: null, problem: expect.any(String), receiptChanged: false },
    })
  })
})

describe('what a clerk writes down of each channel', () => {
  const caseOf = async (id: string) =>
    (await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))).body

  test('a 12345 ticket is found by its number, and its day prevails', async () => {
    const { id } = await entered({ ticketNo: '示12345-0907', receivedOn: '2026-09-10', superiorBy: '2026-09-24' })
    await here.ask('POST', `/api/cases/${id}/acceptance`, { version: 1 }, await here.as('qian'))
    const { case: current, events } = await caseOf(id)
    expect(events[0].data).toMatchObject({ ticketNo: '示12345-0907' })
    expect(current.clocks.find((one: { step: string }) => one.step === 'close')).toMatchObject({ by: '2026-09-24' })
    const { body } = await here.ask(
      'GET',
      `/api/cases?q=${encodeURIComponent('示12345-0907')}`,
      undefined,
      await here.as('qian'),
    )
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([id])
  })

  test('a ticket about a matter that is open already brings its day along when that is nearer', async () => {
    const about = { accused: { kind: 'vehicle', plate: '豫A00001' } }
    const first = await entered({ ...about, superiorBy: '2026-10-20' })
    await entered({ ...about, superiorBy: '2026-10-09', ticketNo: '示2' })
    await entered({ ...about, superiorBy: '2026-10-30', ticketNo: '示3' })
    expect((await caseOf(first.id)).case.superiorBy).toBe('2026-10-09')
  })

  test('a letter keeps both its days, a WeChat report the number of its platform', async () => {
    const letter = await entered({ channel: 'letter', writtenOn: '2026-09-09', postmarkedOn: '2026-09-11' })
    expect((await caseOf(letter.id)).events[0].data).toMatchObject({
      writtenOn: '2026-09-09',
      postmarkedOn: '2026-09-11',
    })
    const wechat = await entered({ channel: 'wechat', nationalPlatformNo: 'WX-示例-1' })
    expect((await caseOf(wechat.id)).case).toMatchObject({ channel: 'wechat', nationalPlatformNo: 'WX-示例-1' })
  })

  test('what does not fit is told with all that is wrong besides', async () => {
    const wrong = { ...aTip(), channel: 'visit', ticketNo: '1', postmarkedOn: '2027-01-01', occurredOn: '2027-01-01' }
    const { status, body } = await here.ask('POST', '/api/cases', wrong, await here.as('qian'))
    expect(status).toBe(422)
    expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual([
      'occurredOn',
      'postmarkedOn',
      'ticketNo',
    ])
  })
})

test('the caller follows the matter with the new code to its end', async () => {
  const { id, receipt } = await entered()
  const next = await changed(here, receipt)
  await here.ask('POST', `/api/cases/${id}/acceptance`, { version: 1 }, await here.as('qian'))
  expect(await status(here, next)).toMatchObject({ label: '办理中' })
})
