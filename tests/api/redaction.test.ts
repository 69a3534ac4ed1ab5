import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { grown, REDACTION_TICKS } from '#domain/tip/redaction.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { type Opened, openApp, type Person } from '../setup.ts'
import { caseOf, does, file, upload } from '../stories/desk.ts'

const ticks = [...REDACTION_TICKS]
/** A face: a bright patch of noise at a known place of a dark photo. */
const FACE = { x: 200, y: 120, width: 60, height: 40 }
async function withFace(): Promise<Uint8Array> {
  const { width, height } = FACE
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(width * height * 3)).map((one) => 128 + (one >> 1)))
  const face = await sharp(noise, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
  const ground = sharp({ create: { width: 640, height: 480, channels: 3, background: '#507090' } })
  return ground
    .composite([{ input: face, left: FACE.x, top: FACE.y }])
    .jpeg({ quality: 95 })
    .toBuffer()
}

let here: Opened
let id: string
let photo: string
beforeEach(async () => {
  here = await openApp()
  photo = await upload(here, await withFace())
  id = (await file(here, { attachments: [photo] })).id
})

const version = async () => (await caseOf(here, id)).case.version
const draw = async (who: Person, about: object = {}, of = photo) =>
  here.ask(
    'POST',
    `/api/attachments/${of}/redactions`,
    { version: await version(), boxes: [FACE], ticks, ...about },
    await here.as(who),
  )
const decide = async (who: Person, what: string, one: string, about: object = {}) =>
  here.ask('POST', `/api/redactions/${one}/${what}`, { version: await version(), ...about }, await here.as(who))
const picture = async (path: string) => {
  const response = await here.app.request(path, { headers: await here.as('qian') })
  return Buffer.from(await response.arrayBuffer())
}
const stored = () => readdirSync(join(here.folder, 'photos')).length

describe('a redacted photo', () => {
  test('has nothing left of what was under a box, to the last pixel, and the rest as it was', async () => {
    const { status, body } = await draw('qian')
    expect([status, body.width, body.height]).toEqual([201, 640, 480])
    const bytes = await picture(`/api/redactions/${body.id}`)
    const [after, before] = await Promise.all(
      [bytes, await picture(`/api/attachments/${photo}`)].map((one) => sharp(one).removeAlpha().raw().toBuffer()),
    )
    let brightest = 0
    let beside = 0
    for (let y = 0; y < 480; y += 1)
      for (let x = 0; x < 640; x += 1) {
        const at = (y * 640 + x) * 3
        const isUnder = x >= 192 && x < 272 && y >= 112 && y < 160
        const isFar = x < 176 || x >= 288 || y < 96 || y >= 176
        for (let channel = 0; channel < 3; channel += 1) {
          const [is, was] = [after?.[at + channel] ?? 255, before?.[at + channel] ?? 0]
          if (isUnder) brightest = Math.max(brightest, is)
          if (isFar) beside = Math.max(beside, Math.abs(is - was))
        }
      }
    // Whole blocks are black, and what decoding smooths around them: their pixels knew of the face.
    expect(brightest).toBeLessThan(40)
    expect(beside).toBeLessThan(12)
    const inner = await sharp(bytes).extract({ left: 208, top: 128, width: 48, height: 24 }).raw().toBuffer()
    expect(Math.max(...inner), 'inside there is black and nothing else').toBeLessThanOrEqual(2)
  })

  test('is the same picture whatever was under the box', async () => {
    const [one, other] = [await withFace(), await withFace()]
    const covered = [grown(FACE, { width: 640, height: 480 })]
    const burnt = await Promise.all([one, other].map((bytes) => burnBoxes(bytes, covered)))
    expect(burnt[0]?.sha256).toBe(burnt[1]?.sha256)
    const bare = await Promise.all([one, other].map((bytes) => burnBoxes(bytes, [])))
    expect(bare[0]?.sha256, 'and without a box it is not').not.toBe(bare[1]?.sha256)
  })

  test('of a large photo is shrunk to what a page needs, after the boxes are burnt in', async () => {
    const [width, height] = [2048, 1536]
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
      .composite([{ input: noise, raw: { width: 200, height: 100, channels: 3 }, left: 1024, top: 512 }])
      .jpeg()
      .toBuffer()
    const covered = await burnBoxes(bytes, [grown({ x: 1024, y: 512, width: 200, height: 100 }, { width, height })])
    expect([covered.width, covered.height]).toEqual([1280, 960])
    const inner = sharp(covered.bytes).extract({ left: 648, top: 328, width: 108, height: 44 })
    expect(Math.max(...(await inner.raw().toBuffer()))).toBeLessThanOrEqual(2)
    const beside = sharp(covered.bytes).extract({ left: 400, top: 200, width: 100, height: 100 })
    expect(Math.min(...(await beside.raw().toBuffer()))).toBeGreaterThan(250)
  })

  test('carries no metadata, lies under a key of its own, and leaves the original alone', async () => {
    const own = await upload(here, await phonePhoto())
    id = (await file(here, { attachments: [own], description: '另一件举报的内容。' })).id
    const before = await picture(`/api/attachments/${own}`)
    const { body } = await draw('qian', { boxes: [] }, own)
    const bytes = await picture(`/api/redactions/${body.id}`)
    const about = await sharp(bytes).metadata()
    expect([about.exif, about.icc, about.xmp, about.iptc]).toEqual([undefined, undefined, undefined, undefined])
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
    expect(await picture(`/api/attachments/${own}`)).toEqual(before)
    const { rows } = await here.db.query('SELECT key FROM redactions UNION ALL SELECT key FROM attachments')
    expect(new Set(rows.map((row) => row.key)).size).toBe(3)
    expect(readFileSync(join(here.folder, 'photos', String(rows[0]?.key)))).toEqual(bytes)
  })

  test('is refused with all that is wrong, and nothing is kept', async () => {
    const before = stored()
    const wrong = await draw('qian', { boxes: [{ ...FACE, x: 600 }], ticks: ticks.slice(1) })
    expect(wrong.body.problems.map((one: { path: string }) => one.path)).toEqual(['boxes.0', 'ticks'])
    expect((await draw('qian', { version: 99 })).body.code).toBe('case.moved-first')
    expect(stored()).toBe(before)
    expect((await here.db.query('SELECT count(*) FROM redactions')).rows[0]?.[0]).toBe(0)
  })

  test('where the host cannot make one is a 503 that says where', async () => {
    here.env.burnBoxes = null
    const { status, body } = await draw('qian')
    expect([status, body.code]).toEqual([503, 'attachment.no-redaction'])
  })

  test('whose writing was cut short is taken away a day later', async () => {
    await here.db.write([`CREATE TRIGGER cut BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'cut'); END`])
    expect((await draw('qian')).status).toBeGreaterThanOrEqual(500)
    expect((await caseOf(here, id)).redactions).toEqual([])
    const before = stored()
    here.at('2026-09-17T00:30:00+08:00')
    await purge(here.env)
    expect(stored()).toBe(before - 1)
    expect((await here.db.query('SELECT count(*) FROM redactions')).rows[0]?.[0]).toBe(0)
  })
})

describe('who decides', () => {
  test('a head approves, with an event; once', async () => {
    const { id: one } = (await draw('qian')).body
    expect((await decide('zhao', 'approval', one)).body).toMatchObject({ ok: true, state: 'approved' })
    const seen = await caseOf(here, id)
    expect(seen.redactions).toMatchObject([
      { id: one, attachmentId: photo, state: 'approved', decidedOn: '2026-09-14' },
    ])
    expect(seen.redactions[0]).not.toHaveProperty('key')
    expect(seen.events.slice(-2).map((event: { type: string }) => event.type)).toEqual([
      'case.photo-redacted',
      'case.photo-approved',
    ])
    const again = await decide('zheng', 'approval', one)
    expect([again.status, again.body.code, again.body.from]).toEqual([409, 'case.not-from-here', 'approved'])
  })

  test('a head returns it with a reason, and another is drawn', async () => {
    const { id: one } = (await draw('qian')).body
    expect((await decide('zhao', 'return', one, {})).status).toBe(422)
    await decide('zhao', 'return', one, { reason: '倒影里还有车牌。' })
    const { events } = await caseOf(here, id)
    expect(events.at(-1)).toMatchObject({ type: 'case.photo-returned', data: { reason: '倒影里还有车牌。' } })
    expect((await draw('qian')).status).toBe(201)
    expect((await caseOf(here, id)).redactions.map((each: { state: string }) => each.state)).toEqual([
      'returned',
      'drawn',
    ])
  })

  test('a head takes an approval back with a reason; it is not approved again', async () => {
    const { id: one } = (await draw('qian')).body
    await decide('zhao', 'approval', one)
    expect((await decide('zheng', 'return', one, {})).status).toBe(422)
    expect((await decide('qian', 'return', one, { reason: '不行' })).status).toBe(403)
    expect((await decide('zheng', 'return', one, { reason: '看得出门牌。' })).body.state).toBe('returned')
    const { redactions, events } = await caseOf(here, id)
    expect(redactions).toMatchObject([{ id: one, state: 'returned' }])
    expect(events.at(-1)).toMatchObject({ type: 'case.photo-returned', data: { reason: '看得出门牌。' } })
    expect((await decide('zhao', 'approval', one)).body.code).toBe('case.not-from-here')
  })

  test('nobody who draws approves, and nobody draws as a head', async () => {
    const { id: one } = (await draw('qian')).body
    expect((await decide('qian', 'approval', one)).status).toBe(403)
    expect((await draw('zhao')).status).toBe(403)
  })

  test('of two heads at once one decides', async () => {
    const { id: one } = (await draw('qian')).body
    const seen = await version()
    const both = await Promise.all([
      here.ask('POST', `/api/redactions/${one}/approval`, { version: seen }, await here.as('zhao')),
      here.ask('POST', `/api/redactions/${one}/return`, { version: seen, reason: '再看看' }, await here.as('zheng')),
    ])
    expect(both.map((each) => each.status).sort()).toEqual([200, 409])
  })

  test('to a handler of another street none of it exists', async () => {
    await does(here, 'qian', id, 'acceptance')
    await does(here, 'sun', id, 'assignment', { to: '410102011' })
    const drawn = await draw('li')
    expect(drawn.status).toBe(201)
    const nobody = '00000000-0000-4000-8000-000000000000'
    const zhou = await here.as('zhou')
    const body = { version: await version(), boxes: [], ticks }
    const doors = (of: string, one: string) =>
      [
        ['POST', `/api/attachments/${of}/redactions`, body],
        ['GET', `/api/redactions/${one}`, undefined],
      ] as const
    for (const [at, [method, path, sent]] of doors(photo, drawn.body.id).entries()) {
      const [, unknown] = doors(nobody, nobody)[at] ?? []
      const answers = [await here.ask(method, path, sent, zhou), await here.ask(method, unknown ?? '', sent, zhou)]
      expect(answers.map((one) => one.status)).toEqual([404, 404])
      expect({ ...answers[0]?.body, request: '' }).toEqual({ ...answers[1]?.body, request: '' })
    }
  })
})
