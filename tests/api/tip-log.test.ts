import { beforeAll, describe, expect, test } from 'vitest'
import { checkPromise, checkReceipt } from '#domain/log/check.ts'
import { openLog } from '#domain/log/client.ts'
import { leavesOf } from '#domain/log/leaf.ts'
import { openNote, readVkey, type Verifier } from '#domain/log/note.ts'
import { promiseDeadline, readPromise } from '#domain/log/promise.ts'
import { readProof } from '#domain/log/receipt.ts'
import { type House, openHouse, SLOW } from '../house.ts'
import { aTip, openApp } from '../setup.ts'
import { changed } from '../stories/desk.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
/** A demo has a batch of tips every minute. */
const MINUTE = 60_000

let house: House
let key: Verifier
let promiseKey: Verifier
beforeAll(async () => {
  house = await openHouse({ at: '2026-09-14T10:00:00+08:00' })
  const keyAt = async (path: string) => readVkey(String((await house.ask('GET', path)).body).trimEnd())
  key = await keyAt('/log/vkey')
  promiseKey = await keyAt('/log/promise-vkey')
}, SLOW)

const open = () => openLog({ fetch: house.env.logFiles, verifiers: [key] })
const nextBatch = async () => {
  house.at(new Date(house.env.now().getTime() + MINUTE).toISOString())
  await house.batch()
}

describe('a tip', () => {
  test('is promised to the log at once: the same note whenever it is sent again, and the leaf comes by its deadline', async () => {
    const headers = { 'idempotency-key': 'log-promise-0123456789abcdef' }
    const tip = aTip({ description: '夜里有车往沟里倒白色泥浆。' })
    const first = await house.ask('POST', '/api/tips', tip, headers)
    const again = await house.ask('POST', '/api/tips', tip, headers)
    expect(first.status).toBe(201)
    expect(await again.response.text()).toBe(await first.response.text())

    const { body } = openNote(first.body.promise, [promiseKey])
    const promise = readPromise(body)
    expect(promise.origin).toBe('localhost:8787/log')
    expect(promise.deadline).toBe(promiseDeadline('2026-09-14'))
    expect(new Date(promise.deadline * 1000).toISOString()).toBe('2026-09-15T16:00:00.000Z')

    const asOf = house.env.now().getTime() / 1000
    const look = async (at: number) => {
      const leaves = leavesOf((await open()).entries())
      return checkPromise({ note: first.body.promise, verifiers: [promiseKey], leaves, asOf: at })
    }
    expect(await look(asOf)).toMatchObject({ index: null, steps: [{ ok: true }, { step: 'promise', ok: true }] })
    // The control: had the leaf not come by then, the promise would be evidence.
    expect(await look(promise.deadline + 1)).toMatchObject({ steps: [{ ok: true }, { step: 'promise', ok: false }] })
    await nextBatch()
    expect((await look(promise.deadline + 1)).index).toBeGreaterThan(0)
  })

  test('has no proof before its leaf, and one that holds after it; the JSON, the form and the promise say the same', async () => {
    const sent = await house.ask('POST', '/api/tips', aTip({ description: '厂区后墙有管子往外流黑水。' }))
    const { receipt, reference, promise } = sent.body
    const status = () => house.ask('POST', '/api/tips/status', { receipt })
    expect((await status()).body.proof).toBeUndefined()
    const early = await house.ask('POST', '/api/tips/proof', { receipt })
    expect([early.status, early.body.code]).toEqual([404, 'log.tip-waiting'])

    await nextBatch()
    const { body } = await status()
    const steps = await checkReceipt({ proof: body.proof, verifiers: [key], open })
    expect(steps.filter(({ ok }) => !ok)).toEqual([])
    expect(steps.map(({ step }) => step)).toEqual(['leaf', 'path', 'root', 'signature'])
    const found = await checkPromise({
      note: promise,
      verifiers: [promiseKey],
      leaves: leavesOf((await open()).entries()),
      asOf: 0,
    })
    expect(readProof(body.proof).index).toBe(found.index)
    expect(body.proof).not.toContain('黑水')

    const form = `receipt=${receipt}`
    const proof = await house.ask('POST', '/api/tips/proof', form, FORM)
    expect(proof.status).toBe(200)
    expect(proof.body).toBe(body.proof)
    expect(proof.headers.get('content-disposition')).toBe(`attachment; filename="${reference}.tlog-proof"`)
    expect(proof.headers.get('cache-control')).toBe('no-store')
    const kept = await house.ask('POST', '/api/tips/promise', form, FORM)
    expect(kept.body).toBe(promise)
    expect(kept.headers.get('content-disposition')).toBe(`attachment; filename="${reference}.promise.txt"`)
  })

  test('of somebody else is not told by either: a strange receipt gets the one answer', async () => {
    for (const path of ['/api/tips/proof', '/api/tips/promise']) {
      const { status, body } = await house.ask('POST', path, { receipt: '0000-0000-0000-0000-0000-0000' })
      expect([status, body.code], path).toEqual([404, 'tip.not-found'])
    }
  })

  test('stands on the receipt page with its promise, to be taken along without a script', async () => {
    const fields = new URLSearchParams({ kinds: 'water', description: '沟里的水发黑。', 'place.address': '化工路桥下' })
    const { status, body } = await house.ask('POST', '/api/tips', fields.toString(), FORM)
    expect(status).toBe(201)
    expect(body).toContain('env-tip-promise/v1\nlocalhost:8787/log\n')
    const [, receipt = ''] = /action="\/api\/tips\/promise".*?name="receipt" value="([^"]+)"/s.exec(body) ?? []
    expect((await house.ask('POST', '/api/tips/promise', `receipt=${receipt}`, FORM)).status).toBe(200)
  })

  test('that a clerk entered gets no promise, as its deadline may be over, but a proof like any other', async () => {
    const letter = {
      ...aTip({ description: '来信反映，村后鱼塘边堆了油桶。' }),
      channel: 'letter',
      receivedOn: '2026-09-01',
    }
    const { status, body } = await house.ask('POST', '/api/cases', letter, await house.as('qian'))
    expect([status, body.problems]).toEqual([201, undefined])
    const form = `receipt=${await changed(house, body.receipt)}`
    const asked = await house.ask('POST', '/api/tips/promise', form, { ...FORM, accept: 'application/json' })
    expect([asked.status, asked.body.code]).toEqual([404, 'log.no-promise'])
    const page = await house.ask('POST', '/api/tips/status', form, FORM)
    expect([page.status, String(page.body).includes('action="/api/tips/promise"')]).toEqual([200, false])
    await nextBatch()
    expect((await house.ask('POST', '/api/tips/proof', form, FORM)).status).toBe(200)
  })

  test('is taken without a promise where no key signs any', async () => {
    const keyless = await openApp()
    const { status, body } = await keyless.ask('POST', '/api/tips', aTip())
    expect(status).toBe(201)
    expect(body.promise).toBeUndefined()
    const asked = await keyless.ask('POST', '/api/tips/promise', { receipt: body.receipt })
    expect([asked.status, asked.body.code]).toEqual([404, 'log.no-promise'])
  })

  test('is taken although its promise cannot be signed', async () => {
    const { signPromise } = house.env
    house.env.signPromise = () => Promise.reject(new Error('no'))
    const { status, body } = await house.ask('POST', '/api/tips', aTip())
    house.env.signPromise = signPromise
    expect([status, body.promise]).toEqual([201, undefined])
  })
})
