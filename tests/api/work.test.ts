import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { beforeEach, describe, expect, test } from 'vitest'
import { pngPhoto } from '../fixtures/photos.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openApp({ intakeLimit: 1 })
})

const post = (tip: unknown = aTip(), headers: Record<string, string> = {}) =>
  opened.ask('POST', '/api/tips', tip, headers)

async function solve(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

async function countTips(): Promise<unknown> {
  return (await opened.db.query('SELECT count(*) AS n FROM tips')).rows[0]?.n
}

describe('above the rate', () => {
  test('work is asked, and whoever brings it gets through, once', async () => {
    expect((await post()).status).toBe(201)
    const asked = await post()
    expect([asked.status, asked.body.code]).toEqual([428, 'tip.work-required'])
    expect(asked.body.challenge).toMatchObject({
      kind: 'altcha',
      parameters: { algorithm: 'PBKDF2/SHA-256', cost: 5000 },
    })
    const work = { 'x-work': await solve(asked.body.challenge) }
    expect((await post(aTip(), work)).status).toBe(201)
    const again = await post(aTip(), work)
    expect([again.status, again.body.code]).toEqual([428, 'tip.work-required'])
    expect(again.body.challenge.signature).not.toBe(asked.body.challenge.signature)
    expect(await countTips()).toBe(2)
  })

  test('one solution sent many times at once opens the door once', async () => {
    await post()
    const work = { 'x-work': await solve((await post()).body.challenge) }
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(aTip(), work)))
    expect(answers.map((one) => one.status).sort()).toEqual([201, 428, 428, 428, 428, 428])
  })

  test('a wrong, changed, foreign or expired solution asks anew and never fails', async () => {
    await post()
    const { challenge } = (await post()).body
    const right = JSON.parse(atob(await solve(challenge)))
    const forged = (change: (payload: typeof right) => void) => {
      const copy = structuredClone(right)
      change(copy)
      return btoa(JSON.stringify(copy))
    }
    const wrong = [
      'nonsense',
      '',
      btoa('null'),
      btoa('{}'),
      btoa('{"challenge":{"parameters":null,"signature":"x"}}'),
      forged((payload) => (payload.solution.derivedKey = '00'.repeat(32))),
      forged((payload) => delete payload.solution),
      forged((payload) => (payload.challenge.parameters.cost = 1)),
      forged((payload) => (payload.challenge.parameters.data.expires += 1)),
      forged((payload) => (payload.challenge.signature = payload.challenge.signature.toUpperCase())),
      'turnstile:token',
    ]
    for (const work of wrong) {
      const { status, body } = await post(aTip(), { 'x-work': work })
      expect([work, status, body.code]).toEqual([work, 428, 'tip.work-required'])
    }
    opened.at('2026-09-14T10:10:01+08:00')
    expect((await post(aTip(), { 'x-work': btoa(JSON.stringify(right)) })).status).toBe(428)
  })

  test('neither a repeat nor a refusal counts, and a repeat pays no work', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await post({})).status).toBe(422)
    const key = { 'idempotency-key': 'work-key-0123456789abcdef' }
    const first = await post(aTip(), key)
    expect(first.status).toBe(201)
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await post(aTip(), key)).body).toEqual(first.body)
    expect((await post()).status).toBe(428)
  })

  test('another address is not over, and an hour later nobody is', async () => {
    await post()
    const other = await opened.app.request(
      '/api/tips',
      { method: 'POST', body: JSON.stringify(aTip()), headers: { 'content-type': 'application/json' } },
      { address: '198.51.100.9' },
    )
    expect(other.status).toBe(201)
    expect((await post()).status).toBe(428)
    opened.at('2026-09-14T11:00:01+08:00')
    expect((await post()).status).toBe(201)
  })

  test('what is wrong is said before any work is asked', async () => {
    await post()
    expect((await post({ kinds: [] })).status).toBe(422)
  })

  test('photos ask for work above six times the rate, and a solution opens once there too', async () => {
    const upload = async (headers: Record<string, string> = {}) => {
      const form = new FormData()
      form.append('photo', new Blob([new Uint8Array(await pngPhoto())]))
      return opened.ask('POST', '/api/attachments', form, headers)
    }
    for (let photo = 0; photo < 6; photo += 1) expect((await upload()).status).toBe(201)
    const asked = await upload()
    expect([asked.status, asked.body.code]).toEqual([428, 'tip.work-required'])
    const work = { 'x-work': await solve(asked.body.challenge) }
    expect((await upload(work)).status).toBe(201)
    expect((await upload(work)).status).toBe(428)
    expect((await opened.db.query('SELECT count(*) AS n FROM attachments')).rows[0]?.n).toBe(7)
  })
})
