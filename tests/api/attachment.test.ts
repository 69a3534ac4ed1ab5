import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PhotoStore } from '#api/env.ts'
import { purgeAttachments } from '#db/attachment.ts'
import { heic, mov, mp4, phonePhoto, pixelBomb, pngPhoto, svg, webpPhoto } from '../fixtures/photos.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

const run = promisify(execFile)
let opened: Opened
beforeAll(async () => {
  opened = await openApp()
})

const NOBODY = '00000000-0000-4000-8000-000000000000'

function formOf(...photos: Uint8Array[]): FormData {
  const form = new FormData()
  for (const photo of photos)
    form.append('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), '张三的照片.jpg')
  return form
}

async function upload(photo: Uint8Array, at: Opened = opened) {
  return at.ask('POST', '/api/attachments', formOf(photo))
}

const files = (at: Opened = opened) => readdirSync(join(at.folder, 'photos'))
async function left(at: Opened = opened) {
  const { rows } = await at.db.query('SELECT count(*) AS n FROM attachments')
  return { rows: rows[0]?.n, files: files(at).length }
}

describe('a photo', () => {
  test('is turned upright, written anew under a random name, and answered with its digest and size', async () => {
    const { status, body } = await upload(await phonePhoto(640, 480))
    expect(status).toBe(201)
    expect(body).toEqual({
      ok: true,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      width: 480,
      height: 640,
    })
    const { rows } = await opened.db.query('SELECT key FROM attachments WHERE id = ?', [body.id])
    expect(rows[0]?.key).toMatch(/^[0-9a-f]{32}$/)
    expect(rows[0]?.key).not.toBe(body.id)
    const bytes = readFileSync(join(opened.folder, 'photos', String(rows[0]?.key)))
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(digest).toBe(body.sha256)
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  test('may be JPEG, PNG or WebP, and is shrunk to 2048 px', async () => {
    for (const photo of [await pngPhoto(), await webpPhoto()]) expect((await upload(photo)).status).toBe(201)
    expect((await upload(await phonePhoto(2600, 1300))).body).toMatchObject({ width: 1024, height: 2048 })
  })

  test('that is none, or not whole, is refused with what to do, and nothing is left behind', async () => {
    const photo = await phonePhoto()
    const corrupt = photo.slice()
    corrupt.fill(0xff, 700, Math.floor(photo.length / 2))
    const png = await pngPhoto()
    const before = await left()
    const wrong: [string, Uint8Array, number, string][] = [
      ['a HEIC', heic(), 415, 'attachment.heic'],
      ['an MP4', mp4(), 415, 'attachment.video'],
      ['a QuickTime film', mov(), 415, 'attachment.video'],
      ['an SVG', svg(), 415, 'attachment.unsupported'],
      ['a text', new TextEncoder().encode('hello'), 415, 'attachment.unsupported'],
      ['a truncated JPEG', photo.slice(0, 9000), 415, 'attachment.undecodable'],
      ['a corrupt JPEG', corrupt, 415, 'attachment.undecodable'],
      ['a truncated PNG', png.slice(0, png.length - 30), 415, 'attachment.undecodable'],
      ['a bare JPEG head', photo.slice(0, 4), 415, 'attachment.undecodable'],
      ['a pixel bomb', pixelBomb(), 413, 'attachment.too-many-pixels'],
      ['10 MB and a byte', new Uint8Array(10 * 1024 * 1024 + 1).fill(1), 413, 'attachment.too-large'],
      ['11 MB', new Uint8Array(11 * 1024 * 1024), 413, 'attachment.too-large'],
    ]
    for (const [name, bytes, status, code] of wrong) {
      const answer = await upload(bytes)
      expect([name, answer.status, answer.body.code]).toEqual([name, status, code])
    }
    expect(await left()).toEqual(before)
  })

  test('comes alone, in the field `photo`', async () => {
    const photo = await pngPhoto()
    const before = await left()
    const two = await opened.ask('POST', '/api/attachments', formOf(photo, photo))
    expect([two.status, two.body.problems?.[0].code]).toEqual([422, 'too-many'])
    const none = await opened.ask('POST', '/api/attachments', new FormData())
    expect([none.status, none.body.problems?.[0]]).toMatchObject([422, { path: 'photo', code: 'required' }])
    const other = formOf(photo)
    other.append('description', 'x')
    expect((await opened.ask('POST', '/api/attachments', other)).body.problems).toMatchObject([
      { path: 'description', code: 'unknown-key' },
    ])
    const json = await opened.ask('POST', '/api/attachments', { photo: 'x' })
    expect([json.status, json.body.code]).toEqual([400, 'request.unreadable'])
    expect(await left()).toEqual(before)
  })

  test('that cannot be written leaves no row', async () => {
    const store: PhotoStore = {
      put: async () => {
        throw new Error('disk full')
      },
      get: async () => null,
      remove: async () => {},
    }
    const own = await openApp({ store })
    const { status, body } = await upload(await pngPhoto(), own)
    expect([status, body.code]).toEqual([500, 'service.fault'])
    expect(await left(own)).toEqual({ rows: 0, files: 0 })
  })

  test('is never one of many decoded at once, and all of many arrive', async () => {
    const photo = await phonePhoto()
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(photo)))
    expect(answers.map((one) => one.status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map((one) => one.body.sha256)).size).toBe(1)
  })
})

describe('photos of a tip', () => {
  test('belong to it alone and to nobody else after it', async () => {
    const id = (await upload(await pngPhoto())).body.id
    const first = await opened.ask('POST', '/api/tips', aTip({ attachments: [id] }))
    expect(first.status).toBe(201)
    const again = await opened.ask('POST', '/api/tips', aTip({ attachments: [id, NOBODY, id] }))
    expect(again.status).toBe(422)
    expect(again.body.problems).toMatchObject([
      { path: 'attachments.0', code: 'already-used' },
      { path: 'attachments.1', code: 'not-found' },
      { path: 'attachments.2', code: 'already-used' },
    ])
  })

  test('are at most six', async () => {
    const { body } = await opened.ask('POST', '/api/tips', aTip({ attachments: Array(7).fill(NOBODY) }))
    expect(body.problems[0]).toMatchObject({ path: 'attachments', code: 'too-many' })
  })

  test('two tips race for one photo and one gets it', async () => {
    const id = (await upload(await pngPhoto())).body.id
    const both = await Promise.all([1, 2, 3, 4].map(() => opened.ask('POST', '/api/tips', aTip({ attachments: [id] }))))
    expect(both.map((one) => one.status).sort()).toEqual([201, 422, 422, 422])
  })

  test('a repeat under the same key is answered, though its photos are used by now', async () => {
    const id = (await upload(await pngPhoto())).body.id
    const post = () =>
      opened.ask('POST', '/api/tips', aTip({ attachments: [id] }), { 'idempotency-key': 'photo-key-0123456789abcd' })
    const first = await post()
    expect(first.status).toBe(201)
    expect((await post()).body).toEqual(first.body)
  })

  test('are committed by digest', async () => {
    const { id, sha256 } = (await upload(await phonePhoto())).body
    const { body } = await opened.ask('POST', '/api/tips', aTip({ attachments: [id] }))
    const { rows } = await opened.db.query('SELECT content FROM tips WHERE reference = ?', [body.reference])
    const content = JSON.parse(new TextDecoder().decode(rows[0]?.content as ArrayBuffer))
    expect(content.attachments).toEqual([sha256])
  })

  test('are read by the staff who may read the case, as a download; for all others they do not exist', async () => {
    const id = (await upload(await pngPhoto())).body.id
    const unclaimed = await opened.ask('GET', `/api/attachments/${id}`, undefined, await opened.as('qian'))
    await opened.ask('POST', '/api/tips', aTip({ attachments: [id] }))
    const clerk = await opened.ask('GET', `/api/attachments/${id}`, undefined, await opened.as('qian'))
    expect(clerk.status).toBe(200)
    expect(Object.fromEntries(clerk.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="${id}.jpg"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    const handler = await opened.ask('GET', `/api/attachments/${id}`, undefined, await opened.as('li'))
    const unknown = await opened.ask('GET', `/api/attachments/${NOBODY}`, undefined, await opened.as('li'))
    expect([unclaimed.status, handler.status, unknown.status]).toEqual([404, 404, 404])
    expect({ ...handler.body, request: '' }).toEqual({ ...unknown.body, request: '' })
    expect((await opened.ask('GET', `/api/attachments/${id}`)).status).toBe(401)
  })
})

test('photos nobody sent with anything are gone two days later, and only those', async () => {
  const own = await openApp()
  const [lost, used] = [(await upload(await pngPhoto(), own)).body.id, (await upload(await pngPhoto(), own)).body.id]
  await own.ask('POST', '/api/tips', aTip({ attachments: [used] }))
  expect(await purgeAttachments(own.db, own.env.store, '2026-09-15')).toBe(0)
  expect(await purgeAttachments(own.db, own.env.store, '2026-09-16')).toBe(1)
  expect(await left(own)).toEqual({ rows: 1, files: 1 })
  const late = await own.ask('POST', '/api/tips', aTip({ attachments: [lost] }))
  expect(late.body.problems).toMatchObject([{ path: 'attachments.0', code: 'not-found' }])
})

afterAll(async () => {
  // Every file these tests stored, looked at by an independent program.
  const folder = join(opened.folder, 'photos')
  const { stdout } = await run('exiftool', [
    '-j',
    '-G1',
    '-a',
    '-u',
    '-U',
    ...files().map((name) => join(folder, name)),
  ])
  const allowed =
    /^(SourceFile|ExifTool:ExifToolVersion|System:.*|File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution|ThumbnailWidth|ThumbnailHeight)|Composite:(ImageSize|Megapixels))$/
  const found = JSON.parse(stdout) as Record<string, unknown>[]
  expect(found.length).toBeGreaterThan(10)
  for (const photo of found) expect(Object.keys(photo).filter((tag) => !allowed.test(tag))).toEqual([])
  expect(files().every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true)
})
