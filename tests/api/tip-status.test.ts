import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PageLocals } from '#domain/page.ts'
import { heic, pngPhoto } from '../fixtures/photos.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

let opened: Opened
let receipt: string
let reference: string
beforeAll(async () => {
  opened = await openApp()
  const { body } = await opened.ask('POST', '/api/tips', aTip())
  receipt = body.receipt
  reference = body.reference
})

const look = (typed: unknown, at: Opened = opened) => at.ask('POST', '/api/tips/status', { receipt: typed })

describe('a receipt', () => {
  test('shows one of four states, the steps by day, and the next legal day', async () => {
    const { status, body, headers } = await look(receipt)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(body).toEqual({
      ok: true,
      reference,
      status: 'pending',
      label: '未办理',
      steps: [{ code: 'received', label: expect.any(String), on: '2026-09-14' }],
      nextDeadline: { step: 'accept', by: '2026-09-29', article: expect.any(String), provisional: false },
      messages: [],
      unsealed: 0,
      resealed: 0,
    })
  })

  test('may be typed small, spaced, with O and I and L', async () => {
    const typed = receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await look(typed)).body.reference).toBe(reference)
  })

  test('shows no text, place, person or minute of the tip', async () => {
    const text = JSON.stringify((await look(receipt)).body)
    expect(text).not.toContain(aTip().description)
    expect(text).not.toContain('西流湖')
    expect(text).not.toMatch(/T\d{2}:\d{2}/)
  })

  test('of an emergency shows no minute either', async () => {
    const { body } = await opened.ask('POST', '/api/tips', aTip({ behaviours: ['hazardous_waste_dumping'] }))
    const status = await look(body.receipt)
    expect(status.body.nextDeadline.step).toBe('accept')
    expect(JSON.stringify(status.body)).not.toMatch(/T\d{2}:\d{2}/)
  })

  test('that is unknown, malformed or mistyped gets the same bytes', async () => {
    const last = receipt.at(-1) === '0' ? '2' : '0'
    const unknown = '0000-0000-0000-0000-0000-0000'
    const answers = await Promise.all(
      [unknown, `${receipt.slice(0, -1)}${last}`, 'x', '', receipt.slice(0, -1), `${receipt}0`].map((one) => look(one)),
    )
    const seen = answers.map((one) => {
      const { request, ...rest } = one.body
      expect(request).toMatch(/^[0-9a-f]{12}$/)
      return JSON.stringify([one.status, rest, [...one.headers]])
    })
    expect(new Set(seen).size).toBe(1)
    expect(answers[0]?.body.code).toBe('tip.not-found')
    expect(answers[0]?.status).toBe(404)
  })

  test('asks nothing of an empty house', async () => {
    const own = await openApp()
    expect((await look(receipt, own)).status).toBe(404)
  })

  test('of a tip that joined a case does not tell when somebody else opened it', async () => {
    const own = await openApp()
    const tip = aTip({ accused: { kind: 'vehicle', plate: '豫A00000' } })
    await own.ask('POST', '/api/tips', tip)
    own.at('2026-09-18T09:00:00+08:00')
    const { body } = await own.ask('POST', '/api/tips', tip)
    expect((await look(body.receipt, own)).body.steps).toMatchObject([{ code: 'received', on: '2026-09-18' }])
  })

  test('follows its case through the decisions', async () => {
    const own = await openApp()
    const { body } = await own.ask('POST', '/api/tips', aTip())
    const clerk = await own.as('qian')
    const id = (await own.ask('GET', '/api/cases', undefined, clerk)).body.items[0].id
    await own.ask('POST', `/api/cases/${id}/information-request`, { version: 1, text: '请补充照片。' }, clerk)
    await own.ask('POST', `/api/cases/${id}/acceptance`, { version: 2 }, clerk)
    const { body: status } = await look(body.receipt, own)
    expect(status).toMatchObject({ status: 'in_progress', nextDeadline: { step: 'forward' } })
    expect(status.messages).toEqual([{ from: 'bureau', on: '2026-09-14', text: '请补充照片。', attachments: [] }])
  })
})

describe('a message', () => {
  const write = (message: object) => opened.ask('POST', '/api/tips/messages', message)

  test('is stored with its event and photos, and both sides see it', async () => {
    const form = new FormData()
    form.append('photo', new Blob([new Uint8Array(await pngPhoto())]))
    const photo = (await opened.ask('POST', '/api/attachments', form)).body.id
    expect((await write({ receipt, text: '昨晚又来了一车。', attachments: [photo] })).status).toBe(201)
    expect((await look(receipt)).body.messages).toEqual([
      { from: 'reporter', on: '2026-09-14', text: '昨晚又来了一车。', attachments: [photo] },
    ])
    const clerk = await opened.as('qian')
    const { items } = (await opened.ask('GET', `/api/cases?q=${reference}`, undefined, clerk)).body
    const detail = (await opened.ask('GET', `/api/cases/${items[0].id}`, undefined, clerk)).body
    expect(detail.messages).toMatchObject([
      { tipReference: reference, from: 'reporter', text: '昨晚又来了一车。', attachments: [photo] },
    ])
    expect(detail.attachments).toMatchObject([{ id: photo, tipReference: reference, messageId: detail.messages[0].id }])
    expect((await opened.ask('GET', `/api/attachments/${photo}`, undefined, clerk)).status).toBe(200)
    const { rows } = await opened.db.query(`SELECT seq, type FROM events WHERE subject LIKE 'tip:%' AND type = ?`, [
      'tip.message-sent',
    ])
    expect(rows.map((row) => [row.seq, row.type])).toEqual([[2, 'tip.message-sent']])
    expect((await write({ receipt, text: '同一张照片', attachments: [photo] })).body.problems).toMatchObject([
      { path: 'attachments.0', code: 'already-used' },
    ])
  })

  test('20 at once are 20, in order', async () => {
    const { body } = await opened.ask('POST', '/api/tips', aTip())
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, at) => write({ receipt: body.receipt, text: `第${at}条` })),
    )
    expect(sent.map((one) => one.status)).toEqual(Array(20).fill(201))
    expect((await look(body.receipt)).body.messages).toHaveLength(20)
  })

  test('needs a receipt and words', async () => {
    const stranger = await write({ receipt: '0000-0000-0000-0000-0000-0000', text: 'x' })
    expect([stranger.status, stranger.body.code]).toEqual([404, 'tip.not-found'])
    const empty = await write({ receipt, text: ' ', more: 1 })
    expect(empty.body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['more', 'text'])
  })
})

describe('without JavaScript', () => {
  async function browse(path: string, body: FormData | URLSearchParams) {
    const response = await opened.app.request(path, { method: 'POST', body, headers: { origin: opened.env.origin } })
    const html = await response.text()
    const locals = JSON.parse(html.slice(html.indexOf('<pre>') + 5, -6)) as PageLocals
    return { status: response.status, locals, html, title: /<title>(.*?)<\/title>/.exec(html)?.[1] }
  }
  const messageForm = (fields: Record<string, string>, ...photos: Uint8Array[]) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('photo', new Blob([]), '')
    for (const photo of photos) form.append('photo', new Blob([new Uint8Array(photo)]), 'x.jpg')
    return form
  }

  test('the status page answers, and every wrong receipt gets the same page', async () => {
    const page = await browse('/api/tips/status', new URLSearchParams({ receipt }))
    expect([page.status, page.title]).toEqual([200, '/report/status/'])
    expect(page.locals.status).toMatchObject({ receipt, problem: null, status: { reference, status: 'pending' } })
    const wrong = await Promise.all(
      ['x', '0000-0000-0000-0000-0000-0000', ''].map((one) =>
        browse('/api/tips/status', new URLSearchParams({ receipt: one })),
      ),
    )
    expect(wrong.map((one) => one.status)).toEqual([404, 404, 404])
    expect(new Set(wrong.map((one) => one.html)).size).toBe(1)
    expect(wrong[0]?.locals.status).toMatchObject({ receipt: null, status: null, problem: expect.any(String) })
  })

  test('a message with a photo is answered with the page that shows it', async () => {
    const { status, locals } = await browse(
      '/api/tips/messages',
      messageForm({ receipt, text: '补一张照片' }, await pngPhoto()),
    )
    expect(status).toBe(201)
    expect(locals.status).toMatchObject({ messageSent: true, messageText: '' })
    expect(locals.status?.status?.messages.at(-1)).toMatchObject({
      text: '补一张照片',
      attachments: [expect.any(String)],
    })
  })

  test('a message with a wrong photo or no words comes back with what was typed, and no photo stays', async () => {
    const photos = () => readdirSync(join(opened.folder, 'photos')).length
    const before = photos()
    const bad = await browse('/api/tips/messages', messageForm({ receipt, text: '两张' }, await pngPhoto(), heic()))
    expect([bad.status, bad.locals.status?.messageText, photos()]).toEqual([422, '两张', before])
    expect(bad.locals.status?.messageProblem).toContain('第 2 张')
    const empty = await browse('/api/tips/messages', messageForm({ receipt, text: '' }, await pngPhoto()))
    expect([empty.status, photos()]).toEqual([422, before])
  })

  test('a stranger gets the same page as for a wrong receipt, and leaves no photo', async () => {
    const before = readdirSync(join(opened.folder, 'photos')).length
    const { status, locals } = await browse(
      '/api/tips/messages',
      messageForm({ receipt: 'x', text: 'y' }, await pngPhoto()),
    )
    expect([status, locals.status?.problem]).toEqual([404, expect.any(String)])
    expect(readdirSync(join(opened.folder, 'photos')).length).toBe(before)
  })
})
