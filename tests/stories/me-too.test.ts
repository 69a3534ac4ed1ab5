import { beforeEach, expect, test } from 'vitest'
import { SIMILAR_PER_HOUR } from '#api/similar.ts'
import { type Opened, openApp } from '../setup.ts'
import { caseOf, does, file, status } from './desk.ts'

let here: Opened
beforeEach(async () => {
  here = await openApp()
})

const PLACE = { address: '演示河与演示路交叉口', lng: 113.55, lat: 34.75, crs: 'WGS84' }
const NEAR = { address: '演示河边', lng: 113.5512, lat: 34.7506, crs: 'WGS84' }
const first = () => file(here, { kinds: ['water'], behaviours: [], place: PLACE })
const ask = async (about: object = {}) =>
  here.ask('POST', '/api/tips/similar', { kinds: ['water'], place: NEAR, ...about })
const items = async (about: object = {}) => (await ask(about)).body.items

/** Four days later somebody from the street office has been there. */
async function visited(id: string): Promise<void> {
  await does(here, 'qian', id, 'acceptance')
  await does(here, 'sun', id, 'assignment', { to: '410102011' })
  here.at('2026-09-18T10:00:00+08:00')
  await does(here, 'li', id, 'investigation', { findings: '现场查看。', on: '2026-09-18' })
}

test('a like case that was visited is told of coarsely, and whoever met it too joins it with a receipt of his own', async () => {
  const one = await first()
  await visited(one.id)
  const found = await items()
  expect(found).toEqual([
    { kinds: ['water'], street: null, streetName: null, week: '2026-W38', status: 'in_progress', label: '办理中' },
  ])
  const two = await here.ask('POST', '/api/tips', {
    kinds: ['water'],
    description: '我也看到河水发黑。',
    place: NEAR,
    meToo: true,
    reporter: { mode: 'anonymous', notify: { email: 'someone@example.invalid' } },
  })
  expect(two.status).toBe(201)
  const seen = await caseOf(here, one.id)
  expect(seen.tips.map((tip: { reference: string }) => tip.reference)).toEqual([one.reference, two.body.reference])
  expect(seen.events.at(-1)).toMatchObject({ type: 'case.tip-joined', data: { meToo: true } })
  expect(two.body.receipt).not.toBe(one.receipt)
  // Each is answered for himself.
  expect(await status(here, two.body.receipt)).toMatchObject({ reference: two.body.reference, status: 'in_progress' })
  await does(here, 'li', one.id, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '已清理。',
  })
  await does(here, 'zhao', one.id, 'closure')
  await does(here, 'qian', one.id, 'reply', { text: '经查属实，已清理。' })
  for (const receipt of [one.receipt, two.body.receipt])
    expect((await status(here, receipt)).messages.map((message: { text: string }) => message.text)).toEqual([
      '经查属实，已清理。',
    ])
})

test('without the choice a tip opens a case of its own, and with it too where nothing is like it', async () => {
  const one = await first()
  await visited(one.id)
  const alone = await file(here, { kinds: ['water'], behaviours: [], place: NEAR })
  expect(alone.id).not.toBe(one.id)
  const far = { address: '别处', lng: 113.6, lat: 34.72, crs: 'WGS84' }
  const other = await file(here, { kinds: ['water'], behaviours: [], place: far, meToo: true })
  expect([one.id, alone.id]).not.toContain(other.id)
})

test('before anybody went there, within three days, and once it is over, nobody learns that there is a case', async () => {
  const one = await first()
  expect(await items(), 'just received').toEqual([])
  await does(here, 'qian', one.id, 'acceptance')
  await does(here, 'sun', one.id, 'assignment', { to: '410102011' })
  here.at('2026-09-18T10:00:00+08:00')
  expect(await items(), 'not visited').toEqual([])
  await does(here, 'li', one.id, 'investigation', { findings: '现场查看。', on: '2026-09-18' })
  expect(await items(), 'visited').toHaveLength(1)
  here.at('2026-10-14T10:00:00+08:00')
  expect(await items(), 'thirty days').toHaveLength(1)
  here.at('2026-10-15T10:00:00+08:00')
  expect(await items(), 'over thirty days').toEqual([])
  here.at('2026-09-18T11:00:00+08:00')
  await does(here, 'li', one.id, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '已清理。',
  })
  await does(here, 'zhao', one.id, 'closure')
  expect(await items(), 'closed').toEqual([])
  const young = await file(here, { kinds: ['water'], behaviours: [], place: PLACE })
  await does(here, 'qian', young.id, 'acceptance')
  await does(here, 'sun', young.id, 'assignment', { to: '410102011' })
  await does(here, 'li', young.id, 'investigation', { findings: '当天查看。', on: '2026-09-18' })
  expect(await items(), 'visited on the day it came').toEqual([])
})

test('a joined receipt tells no more than the offer: without one, the choice changes nothing', async () => {
  const one = await first()
  await does(here, 'qian', one.id, 'acceptance')
  here.at('2026-09-18T10:00:00+08:00')
  const two = await file(here, { kinds: ['water'], behaviours: [], place: NEAR, meToo: true })
  expect(two.id).not.toBe(one.id)
  expect((await status(here, two.receipt)).steps).toHaveLength(1)
})

test('the answer holds no word, number, day or place of a tip, and above the rate it is: none', async () => {
  const one = await first()
  await visited(one.id)
  const { body } = await ask()
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${one.reference}|${one.id}|污泥|演示|113\\.|2026-09`))
  for (let n = 0; n < SIMILAR_PER_HOUR; n += 1) await ask()
  expect(await items()).toEqual([])
  expect((await ask()).status).toBe(200)
})

test('a question in a wrong shape is told what is wrong, and needs neither words nor a reporter', async () => {
  const { status: code, body } = await here.ask('POST', '/api/tips/similar', { kinds: ['moon'], place: {}, text: 'x' })
  expect(code).toBe(422)
  expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['kinds.0', 'place.address', 'text'])
})

test('twenty who met it too at once all join, each with his own receipt', async () => {
  const one = await first()
  await visited(one.id)
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      here.ask('POST', '/api/tips', {
        kinds: ['water'],
        description: `第${n}个人也看到了河水发黑。`,
        place: NEAR,
        meToo: true,
        reporter: { mode: 'anonymous' },
      }),
    ),
  )
  expect(new Set(all.map((answer) => answer.status))).toEqual(new Set([201]))
  expect(new Set(all.map((answer) => answer.body.receipt)).size).toBe(20)
  expect((await caseOf(here, one.id)).tips.length).toBe(21)
})
