import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { runJobs, timetable } from '#api/jobs/timetable.ts'
import { filedBytes } from '#api/senders/filed.ts'
import { recordStore } from '#api/senders/record-store.ts'
import type { Line } from '#api/senders/verify-lines.ts'
import { verifyLog } from '#api/senders/verify-log.ts'
import { keepRecord } from '#db/record.ts'
import { REDACTION_TICKS } from '#domain/tip/redaction.ts'
import { bureau } from '../fixtures/bureau.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { type House, openHouse, SLOW } from '../house.ts'
import type { Person } from '../setup.ts'
import { answered, caseOf, does, tries, upload } from './desk.ts'

const DESCRIPTION = '昨晚十点多，东风渠边有红色罐车往渠里排黑水，味道刺鼻。'
const TEXT = {
  problem: '群众反映有车辆违规排放污水。',
  findings: '经取样，污水来自一家清洗站，一项指标超标。',
  measures: '已责令停排并立案处罚，受影响的水体换水完毕。',
}
const CAPTION = '取样时的渠岸，水面发暗'
const AFTER = '换水以后的同一段渠岸'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A photo of a telephone is covered; then a head may approve it. */
async function cover(here: House, id: string, photo: string, width = 40): Promise<string> {
  const { version } = (await caseOf(here, id)).case
  const drawn = { version, boxes: [{ x: 50, y: 50, width, height: 30 }], ticks: [...REDACTION_TICKS] }
  const { status, body } = await here.ask('POST', `/api/attachments/${photo}/redactions`, drawn, await here.as('qian'))
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

async function rule(here: House, who: Person, id: string, redaction: string, what: 'approval' | 'return') {
  const { version } = (await caseOf(here, id)).case
  const sent = { version, ...(what === 'return' && { reason: '还看得出门牌。' }) }
  const { status, body } = await here.ask('POST', `/api/redactions/${redaction}/${what}`, sent, await here.as(who))
  expect(status, JSON.stringify(body)).toBe(200)
}

const jobs = async (here: House, at: string) => {
  here.at(at)
  await runJobs(here.env, timetable(null))
  await here.env.replay()
}
const problemsOf = (body: { problems: { path: string; code: string }[] }) =>
  body.problems.map(({ path, code }) => `${path} ${code}`)
const bytesAt = async (here: House, path: string) => {
  const response = await here.app.request(path)
  return { status: response.status, type: response.headers.get('content-type'), bytes: await response.bytes() }
}

/** Digests of every file that is public or kept as published. */
function publicDigests(here: House): Set<string> {
  return new Set(
    ['site', 'record'].flatMap((name) =>
      readdirSync(join(here.folder, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => sha(readFileSync(join(entry.parentPath, entry.name)))),
    ),
  )
}

/** What does not hold for somebody who checks a record and every other from outside, and what they looked at. `altered`: a file somebody touched. */
async function verified(here: House, path: string, altered?: string): Promise<{ wrong: string[]; looked: string[] }> {
  const get = async (address: string) => {
    const { status, bytes } = await bytesAt(here, address)
    return { status, body: address === altered ? bytes.with(-1, 0) : bytes }
  }
  const vkeys = [new TextDecoder().decode((await bytesAt(here, '/log/vkey')).bytes).trim()]
  const asked = { promiseVkeys: [], since: [], paths: [path], everything: true, proof: null, promise: null }
  const all: Line[] = []
  for await (const line of verifyLog({ get, vkeys, ...asked, now: here.env.now() })) all.push(line)
  const said = ({ what, detail }: Line) => `${what[1]}: ${detail}`
  return { wrong: all.filter(({ ok }) => ok === false).map(said), looked: all.map(said) }
}

test(
  'covered pictures that a head approved go public with a row: by hash, in the log, without where they came from; corrected; taken back',
  async () => {
    const here = await openHouse({ at: '2026-11-16T09:00:00+08:00', seeded: false })
    const photos = [await upload(here, await phonePhoto()), await upload(here, await phonePhoto(700, 500))] as const
    const tip = await answered(here, { description: DESCRIPTION, kinds: ['water'], attachments: photos })
    const other = await answered(here, {
      description: '另一处堆着废渣，下雨就流到路上。',
      attachments: [await upload(here, await phonePhoto(660, 490))],
    })
    const [good, second, undecided, taken] = [
      await cover(here, tip.id, photos[0]),
      await cover(here, tip.id, photos[1], 60),
      await cover(here, tip.id, photos[1]),
      await cover(here, tip.id, photos[0], 90),
    ]
    const foreign = await cover(here, other.id, (await caseOf(here, other.id)).attachments[0].id)
    await rule(here, 'zheng', other.id, foreign, 'approval')
    for (const one of [good, second, taken]) await rule(here, 'zhao', tip.id, one, 'approval')
    await rule(here, 'zheng', tip.id, taken, 'return')

    // Only what is approved of this case; never a photo itself; captions by the rules of every public text.
    const chosen = async (...photos: { redaction: string; caption: string }[]) =>
      tries(here, 'li', tip.id, 'publication-draft', { ...TEXT, photos })
    for (const redaction of [undecided, taken, foreign, photos[0]])
      expect(problemsOf((await chosen({ redaction, caption: CAPTION })).body)).toEqual(['photos.0 not-in-list'])
    const copied = await chosen(
      { redaction: good, caption: '有红色罐车往渠里排黑水' },
      { redaction: second, caption: '11月3日摄，电话13812345678' },
    )
    expect(problemsOf(copied.body)).toEqual(['photos.0.caption shared', 'photos.1.caption unmasked'])
    expect(problemsOf((await chosen({ redaction: good, caption: ' ' })).body)[0]).toMatch(/^photos\.0\.caption /)
    const one = { redaction: good, caption: CAPTION }
    expect(problemsOf((await chosen(one, one)).body)).toEqual(['photos.1 duplicate'])
    expect((await chosen(one, one, one, one)).status).toBe(422)

    // The head has the very pictures in the draft; one that lost its approval meanwhile holds the row up.
    await does(here, 'li', tip.id, 'publication-draft', { ...TEXT, photos: [one, { ...one, redaction: second }] })
    expect((await caseOf(here, tip.id)).case.publication.draft.photos).toMatchObject([one, { redaction: second }])
    await rule(here, 'zheng', tip.id, second, 'return')
    expect(problemsOf((await tries(here, 'zhao', tip.id, 'publication')).body)).toEqual(['photos.1 not-in-list'])
    const late = await cover(here, tip.id, photos[1], 70)
    await rule(here, 'zhao', tip.id, late, 'approval')
    await does(here, 'li', tip.id, 'publication-draft', { ...TEXT, photos: [one, { ...one, redaction: late }] })
    await does(here, 'zhao', tip.id, 'publication')
    // Nor does one go out whose approval is taken back while the row waits for its day.
    await rule(here, 'zheng', tip.id, late, 'return')
    await jobs(here, '2026-11-26T00:01:00+08:00')

    const { publication, redactions } = { ...(await caseOf(here, tip.id)), ...(await caseOf(here, tip.id)).case }
    const url = `/cases/${publication.number}/`
    const { body: json } = await here.ask('GET', `${url.slice(0, -1)}.json`)
    expect(json.files).toHaveLength(1)
    const [file] = json.files
    expect(file).toMatchObject({ name: `${file.sha256}.jpg`, type: 'image/jpeg' })
    const { width, height, sha256 } = redactions.find((each: { id: string }) => each.id === good)
    expect(sha256).toBe(file.sha256)
    expect(json.data.photos).toEqual([{ file: file.name, caption: CAPTION, width, height }])
    for (const untold of [good, photos[0], 'li', '2026-11-16'])
      expect(JSON.stringify(json), untold).not.toContain(`"${untold}"`)

    const src = `${url}v/1/${file.name}`
    const { html } = await here.read(url)
    const image = /<img[^>]*src="\/cases[^>]*>/.exec(html)?.[0] ?? ''
    for (const said of [src, `alt="${CAPTION}"`, `width="${width}"`, `height="${height}"`, 'loading="lazy"'])
      expect(image).toContain(said)
    expect(html).not.toMatch(/<script(?![^>]*ld\+json)/)
    const served = await bytesAt(here, src)
    expect([served.status, served.type, sha(served.bytes)]).toEqual([200, 'image/jpeg', sha256])
    const about = await sharp(served.bytes).metadata()
    expect([about.exif, about.icc, about.xmp, about.iptc]).toEqual([undefined, undefined, undefined, undefined])
    expect([about.width, about.height]).toEqual([width, height])

    // The log commits to it, and whoever checks from outside finds it as logged.
    const { rows } = await here.db.query('SELECT entry FROM log_leaves WHERE publication IS NOT NULL ORDER BY idx DESC')
    expect(new TextDecoder().decode(rows[0]?.entry as unknown as Uint8Array)).toContain(`sha256:${sha256}`)
    const outside = await verified(here, url)
    expect(outside.wrong).toEqual([])
    expect(outside.looked).toContain(`file: ${src}`)
    const { wrong } = await verified(here, url, src)
    expect(new Set(wrong)).toEqual(new Set([`a file is not the one of the record: ${src}`]))

    // Of all that lies in the store nothing else is in any public file: not a photo, not a picture nobody approved.
    const kept = await here.db.query(
      'SELECT key, sha256 FROM attachments UNION ALL SELECT key, sha256 FROM redactions WHERE sha256 <> ?',
      [sha256],
    )
    expect(kept.rows.length).toBeGreaterThanOrEqual(7)
    const isPublic = (digest: unknown) => publicDigests(here).has(String(digest))
    expect(isPublic(sha256), 'the search finds what is there').toBe(true)
    expect(kept.rows.filter((row) => isPublic(row.sha256))).toEqual([])
    const bytesOf = filedBytes(here.db, here.env.store)
    for (const row of kept.rows)
      expect(await bytesOf(publication.number, `${row.sha256}.jpg`, String(row.sha256))).toBeNull()

    // A correction takes another picture; the version before keeps its own.
    const newer = await cover(here, tip.id, photos[1], 120)
    await rule(here, 'zhao', tip.id, newer, 'approval')
    const change = { changed: '换了一张照片。', basis: '复查记录' }
    const after = { redaction: newer, caption: AFTER }
    await does(here, 'qian', tip.id, 'publication-draft', { ...TEXT, change, photos: [after] })
    await does(here, 'zhao', tip.id, 'publication')
    const { data } = (await here.ask('GET', `${url.slice(0, -1)}.json`)).body
    expect(data.photos).toMatchObject([{ caption: AFTER }])
    const now = `${url}v/2/${data.photos[0].file}`
    expect((await here.read(url)).html).toContain(now)
    expect((await here.read(`${url}v/1/`)).html).toContain(src)
    expect((await here.read(`${url}diff/1-2/`)).text).toContain(AFTER)
    expect([(await bytesAt(here, src)).status, (await bytesAt(here, now)).status]).toEqual([200, 200])
    expect((await verified(here, url)).wrong).toEqual([])

    // Taken back, row and pictures alike are gone.
    await does(here, 'zheng', tip.id, 'publication-withdrawal', { basis: '内容涉及他人隐私，依规撤回。' })
    for (const path of [url, `${url}v/1/`, src, now]) expect((await bytesAt(here, path)).status, path).toBe(410)
    const left = readdirSync(join(here.folder, 'site'), { recursive: true }).map(String)
    expect(left.filter((path) => path.includes(publication.number) && path.endsWith('.jpg'))).toEqual([])
    expect((await verified(here, url)).wrong).toEqual([])
  },
  SLOW,
)

test(
  'a public picture outlives the tip it came with, so that the record can be made anew; the photo itself does not',
  async () => {
    const here = await openHouse({ at: '2026-09-14T10:00:00+08:00', seeded: false })
    Object.assign(here.env, { bureau: { ...bureau, contentYears: 3 } })
    const photo = await upload(here, await phonePhoto())
    const tip = await answered(here, { description: DESCRIPTION, attachments: [photo] })
    const [shown, unused] = [await cover(here, tip.id, photo), await cover(here, tip.id, photo, 90)]
    for (const one of [shown, unused]) await rule(here, 'zhao', tip.id, one, 'approval')
    await does(here, 'li', tip.id, 'publication-draft', { ...TEXT, photos: [{ redaction: shown, caption: CAPTION }] })
    await does(here, 'zhao', tip.id, 'publication')
    await jobs(here, '2026-09-26T00:01:00+08:00')
    const stored = () => readdirSync(join(here.folder, 'photos'))
    expect(stored()).toHaveLength(3)
    const { rows } = await here.db.query('SELECT key, sha256 FROM public_photos')

    here.at('2029-09-15T00:30:00+08:00')
    await purge(here.env)
    expect(stored()).toEqual([rows[0]?.key])
    const store = recordStore(join(here.folder, 'again'), join(here.folder, 'staging'))
    await keepRecord(here.db, store, filedBytes(here.db, here.env.store))
    const again = readdirSync(join(here.folder, 'again'), { recursive: true }).map(String)
    expect(again.filter((path) => path.endsWith(`${rows[0]?.sha256}.jpg`))).toHaveLength(1)
  },
  SLOW,
)
