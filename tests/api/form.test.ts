import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PageLocals } from '#domain/page.ts'
import { heic, phonePhoto, pngPhoto } from '../fixtures/photos.ts'
import { type Opened, openApp } from '../setup.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openApp()
})

const FIELDS = {
  kinds: ['solid_waste', 'water'],
  behaviours: ['sludge_dumping'],
  description: '夜里有货车在河边倾倒黑色污泥。\r\n气味刺鼻。',
  occurredOn: '2026-09-13',
  'place.address': '西流湖街道某某路南段河堤',
  'place.street': '410102011',
  'place.lng': '',
  'place.lat': '',
  'accused.name': '',
  'reporter.mode': 'anonymous',
  'reporter.notify.email': '',
  ongoing: 'on',
}

function multipart(fields: Record<string, string | string[]>, photos: Uint8Array[] = []): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  for (const photo of photos) form.append('photo', new Blob([new Uint8Array(photo)]), '张三.jpg')
  if (photos.length === 0) form.append('photo', new Blob([]), '')
  return form
}

/** Posts as a browser without JavaScript and reads the page's locals back. */
async function browse(path: string, body: FormData | URLSearchParams, headers: Record<string, string> = {}) {
  const response = await opened.app.request(
    path,
    {
      method: 'POST',
      body,
      headers: { accept: 'text/html,*/*', origin: opened.env.origin, 'sec-fetch-site': 'same-origin', ...headers },
    },
    { address: '192.0.2.7' },
  )
  const html = await response.text()
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1]
  const locals = html.includes('<pre>') ? (JSON.parse(html.slice(html.indexOf('<pre>') + 5, -6)) as PageLocals) : null
  return { status: response.status, title, locals, headers: response.headers, html }
}

const countTips = async () => (await opened.db.query('SELECT count(*) AS n FROM tips')).rows[0]?.n
const countPhotos = () => readdirSync(join(opened.folder, 'photos')).length

describe('the report form without JavaScript', () => {
  test('is made anew for everybody, with a key of its own against a second press', async () => {
    const here = await openApp()
    const keys = await Promise.all(
      [1, 2].map(async () => {
        const { status, body, headers } = await here.ask('GET', '/report/')
        expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
        return /"idempotencyKey":"([^"]{22,})"/.exec(body)?.[1]
      }),
    )
    expect(keys[0]).toBeTruthy()
    expect(keys[0]).not.toBe(keys[1])
  })

  test('is answered with the receipt page itself, never a redirect', async () => {
    const { status, title, locals, headers } = await browse('/api/tips', multipart(FIELDS, [await phonePhoto()]))
    expect([status, title]).toEqual([201, '/report/received/'])
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('location')).toBeNull()
    expect(locals?.receipt).toMatchObject({
      reference: expect.stringMatching(/^T-2026-/),
      receipt: expect.stringMatching(/^.{4}(-.{4}){5}$/),
      emergency: false,
      outOfDistrict: null,
    })
    const { rows } = await opened.db.query('SELECT * FROM tips')
    expect(rows[0]).toMatchObject({
      kinds: '["solid_waste","water"]',
      behaviours: '["sludge_dumping"]',
      description: '夜里有货车在河边倾倒黑色污泥。\n气味刺鼻。',
      ongoing: 1,
      accused: null,
      notify_email: null,
      lng: null,
    })
    expect((await opened.db.query('SELECT count(*) AS n FROM attachments WHERE tip_id IS NOT NULL')).rows[0]?.n).toBe(1)
  })

  test('may be urlencoded, with the three required fields alone', async () => {
    const body = new URLSearchParams({ kinds: 'air', description: '半夜有刺鼻气味', 'place.address': '某某小区' })
    expect((await browse('/api/tips', body)).status).toBe(201)
  })

  test('comes back with everything typed, all problems and the photos, and the next attempt needs no photo again', async () => {
    const bad = { ...FIELDS, description: '短', 'place.address': '', occurredOn: '2027-01-01', surprise: 'x' }
    const first = await browse('/api/tips', multipart(bad, [await pngPhoto(), heic()]))
    expect([first.status, first.title]).toEqual([422, '/report/'])
    const form = first.locals?.form
    expect(form?.problems.map((one) => one.path).sort()).toEqual([
      'description',
      'occurredOn',
      'photo',
      'place.address',
      'surprise',
    ])
    expect(form?.problems.find((one) => one.path === 'photo')?.message).toContain('第 2 张')
    expect(form?.values).toMatchObject({ description: '短', kinds: ['solid_waste', 'water'], ongoing: 'on' })
    expect(form?.attachments).toHaveLength(1)
    expect(form?.idempotencyKey).toMatch(/^[\w-]{22,}$/)
    const hidden = {
      attachments: form?.attachments.map((one) => one.id) ?? [],
      idempotencyKey: form?.idempotencyKey ?? '',
    }
    const second = await browse('/api/tips', multipart({ ...FIELDS, ...hidden }))
    expect(second.status).toBe(201)
    const { rows } = await opened.db.query('SELECT tip_id FROM attachments')
    expect(rows.map((row) => row.tip_id !== null)).toEqual([true])
  })

  test('sent twice with its hidden key is one tip with one receipt, and no second photo is kept', async () => {
    const photo = await phonePhoto()
    const post = () =>
      browse('/api/tips', multipart({ ...FIELDS, idempotencyKey: 'form-key-0123456789abcdef' }, [photo]))
    const both = await Promise.all([post(), post()])
    expect(both.map((one) => one.status)).toEqual([201, 201])
    expect(both[0]?.locals?.receipt).toEqual(both[1]?.locals?.receipt)
    expect([await countTips(), countPhotos()]).toEqual([1, 1])
  })

  test('with seven photos is told so, and keeps none of them', async () => {
    const photos = Array(7).fill(await pngPhoto())
    const { status, locals } = await browse('/api/tips', multipart(FIELDS, photos))
    expect([status, locals?.form?.problems[0]?.code, countPhotos()]).toEqual([422, 'too-many', 0])
  })

  test('asked for as JSON is answered as JSON, and a refusal leaves no photo behind', async () => {
    const accept = { accept: 'application/json' }
    const bad = await browse('/api/tips', multipart({ ...FIELDS, description: '' }, [await pngPhoto()]), accept)
    expect([bad.status, JSON.parse(bad.html).code, countPhotos()]).toEqual([422, 'request.invalid', 0])
    const good = await browse('/api/tips', multipart(FIELDS, [await pngPhoto()]), accept)
    expect([good.status, JSON.parse(good.html).ok, countPhotos()]).toEqual([201, true, 1])
  })

  test('that cannot be read, is too large or comes from elsewhere gets the error page', async () => {
    const type = { 'content-type': 'multipart/form-data; boundary=x' }
    const broken = await opened.app.request('/api/tips', { method: 'POST', body: '--x\r\nbroken', headers: type })
    expect([broken.status, (await broken.text()).includes('<title>/error/</title>')]).toEqual([400, true])
    const huge = await browse('/api/tips', new URLSearchParams({ description: 'x'.repeat(70_000) }))
    expect([huge.status, huge.title]).toEqual([413, '/error/'])
    expect((await browse('/api/tips', multipart(FIELDS), { origin: 'https://elsewhere.example' })).status).toBe(403)
  })

  test('a page that cannot be made does not hide that the tip was taken', async () => {
    opened = await openApp({
      render: async () => {
        throw new Error('no entry')
      },
    })
    const { status, html } = await browse('/api/tips', multipart(FIELDS))
    expect([status, JSON.parse(html).ok]).toEqual([201, true])
  })
})

describe('the slow lane', () => {
  beforeEach(async () => {
    opened = await openApp({ intakeLimit: 1 })
    expect((await browse('/api/tips', multipart(FIELDS))).status).toBe(201)
  })

  test('keeps the form, opens after 20 seconds, once', async () => {
    const first = await browse('/api/tips', multipart(FIELDS, [await pngPhoto()]))
    expect([first.status, first.title]).toEqual([200, '/report/waiting/'])
    const wait = first.locals?.wait
    expect(wait).toMatchObject({ seconds: 20, values: { description: FIELDS.description }, problems: [] })
    expect(wait?.attachments).toHaveLength(1)
    const again = () =>
      browse(
        '/api/tips',
        multipart({
          ...FIELDS,
          token: wait?.token ?? '',
          attachments: wait?.attachments.map((one) => one.id) ?? [],
        }),
      )
    opened.at('2026-09-14T10:00:15+08:00')
    const early = await again()
    expect([early.title, early.locals?.wait?.token, early.locals?.wait?.seconds]).toEqual([
      '/report/waiting/',
      wait?.token,
      5,
    ])
    opened.at('2026-09-14T10:00:20+08:00')
    expect((await again()).status).toBe(201)
    expect(await countTips()).toBe(2)
    const spent = await browse('/api/tips', multipart({ ...FIELDS, token: wait?.token ?? '' }))
    expect([spent.title, spent.locals?.wait?.token === wait?.token]).toEqual(['/report/waiting/', false])
  })

  test('keeps the place of who waited and then misspelt something', async () => {
    const token = (await browse('/api/tips', multipart(FIELDS))).locals?.wait?.token ?? ''
    opened.at('2026-09-14T10:00:20+08:00')
    const bad = await browse('/api/tips', multipart({ ...FIELDS, description: '短', token }))
    expect([bad.title, bad.locals?.form?.values.token]).toEqual(['/report/', token])
    expect((await browse('/api/tips', multipart({ ...FIELDS, token }))).status).toBe(201)
  })

  test('opens for one of many with the same token', async () => {
    const token = (await browse('/api/tips', multipart(FIELDS))).locals?.wait?.token ?? ''
    opened.at('2026-09-14T10:00:20+08:00')
    const all = await Promise.all([1, 2, 3, 4].map(() => browse('/api/tips', multipart({ ...FIELDS, token }))))
    expect(all.map((one) => one.status).sort()).toEqual([200, 200, 200, 201])
  })

  test('does not open to a forged token, nor after half an hour', async () => {
    const token = (await browse('/api/tips', multipart(FIELDS))).locals?.wait?.token ?? ''
    const [at = '', nonce, signature] = token.split('.')
    opened.at('2026-09-14T10:00:20+08:00')
    for (const forged of [
      'x',
      '..',
      `${Number(at) - 60}.${nonce}.${signature}`,
      `${at}.${'0'.repeat(32)}.${signature}`,
    ])
      expect((await browse('/api/tips', multipart({ ...FIELDS, token: forged }))).title, forged).toBe(
        '/report/waiting/',
      )
    opened.at('2026-09-14T10:30:01+08:00')
    expect((await browse('/api/tips', multipart({ ...FIELDS, token }))).title).toBe('/report/waiting/')
  })

  test('takes no photos above their rate, says so, and lets the words through', async () => {
    const png = await pngPhoto()
    for (let photo = 0; photo < 6; photo += 1) await browse('/api/attachments', multipart({}, [png]))
    const { title, locals } = await browse('/api/tips', multipart(FIELDS, [png]))
    expect([title, locals?.wait?.attachments, countPhotos()]).toEqual(['/report/waiting/', [], 6])
    expect(locals?.wait?.reason).toContain('凭查询码补交照片')
  })
})
