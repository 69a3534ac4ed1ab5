import { beforeEach, describe, expect, test } from 'vitest'
import { type AgeKey, aKey, openWith, sealFor, withKeys } from '../fixtures/identity.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
let officer: AgeKey
let escrow: AgeKey
let ids: string[]

beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const keys = await withKeys(here)
  ;[officer, escrow, ids] = [keys.officer, keys.escrow, keys.ids]
})

const post = async (who: Person, path: string, body: unknown = {}) => {
  const { status, body: said } = await here.ask('POST', path, body, await here.as(who))
  return { status, ...said }
}

describe('keys', () => {
  test('anybody sees the keys that count, with their fingerprints, and nothing of who holds them', async () => {
    const { body } = await here.ask('GET', '/api/recipients')
    expect(body.modes).toEqual(['anonymous', 'contact_only', 'real_name'])
    expect(body.items.map((one: object) => Object.keys(one))).toEqual([
      ['id', 'kind', 'recipient', 'fingerprint', 'validFrom'],
      ['id', 'kind', 'recipient', 'fingerprint', 'validFrom'],
    ])
  })

  test('nobody puts a key into use alone, and the same key is registered once', async () => {
    const { recipient } = await aKey()
    const added = await post('wang', '/api/recipients', { kind: 'escrow', recipient, label: '纪检室' })
    expect(added.status).toBe(201)
    expect((await here.ask('GET', '/api/recipients')).body.items).toHaveLength(2)
    expect((await post('wang', '/api/recipients', { kind: 'escrow', recipient })).code).toBe('identity.recipient-taken')
    const [yes, no] = await Promise.all([
      post('zhao', `/api/recipients/${added.id}/confirmation`),
      post('zheng', `/api/recipients/${added.id}/confirmation`),
    ])
    expect([yes.status, no.status].sort()).toEqual([200, 409])
    expect((await here.ask('GET', '/api/recipients')).body.items).toHaveLength(3)
  })

  test('a key with a typing mistake, a hybrid key and a secret key are refused', async () => {
    const { recipient, secret } = await aKey()
    const typo = recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
    for (const wrong of [typo, secret, 'age1pq1xyz', ''])
      expect((await post('wang', '/api/recipients', { kind: 'escrow', recipient: wrong })).status).toBe(422)
  })

  test('with the last key of a kind gone, only anonymous is left, and a page loaded before is told so', async () => {
    await post('zhao', `/api/recipients/${ids[1]}/retirement`)
    expect((await here.ask('GET', '/api/recipients')).body.modes).toEqual(['anonymous'])
    const sealed = await sealFor([officer.recipient, escrow.recipient], '柳河边')
    const tip = aTip({ reporter: { mode: 'real_name', sealed } })
    expect((await here.ask('POST', '/api/tips', tip)).body.code).toBe('tip.mode-not-offered')
    expect((await post('zhao', `/api/recipients/${ids[1]}/retirement`)).code).toBe('identity.retired')
  })

  test('a suspended officer’s key no longer counts', async () => {
    await here.ask('POST', '/api/staff/demo-wang/suspension', {}, await here.as('chu'))
    expect((await here.ask('GET', '/api/recipients')).body.modes).toEqual(['anonymous'])
  })

  test('a drill of the key in escrow succeeds with the answer that only it can read, and is overdue after its span', async () => {
    const drilled = async () => {
      const { body } = await here.ask('GET', '/api/identity', undefined, await here.as('wang'))
      return body.recipients[1]
    }
    expect(await drilled()).toMatchObject({ drilledOn: null, drillDue: '2027-03-13', drillOverdue: false })
    here.at('2027-03-14T10:00:00+08:00')
    expect((await drilled()).drillOverdue).toBe(true)
    const begun = await post('wang', `/api/recipients/${ids[1]}/drill`)
    await expect(openWith(officer, begun.message)).rejects.toThrow()
    const answer = (await openWith(escrow, begun.message)).split('\n').at(-1) as string
    const say = (said: string) => post('wang', `/api/recipients/${ids[1]}/drill-answer`, { answer: said })
    expect((await say('0000-0000-0000-0000')).code).toBe('identity.wrong-answer')
    expect((await say(answer.toLowerCase())).status).toBe(200)
    expect((await say(answer)).code).toBe('identity.not-found')
    expect(await drilled()).toMatchObject({ drilledOn: '2027-03-14', drillOverdue: false })
    expect((await post('wang', `/api/recipients/${ids[0]}/drill`)).code).toBe('identity.not-found')
  })
})

describe('what comes with a tip', () => {
  const send = async (reporter: Record<string, unknown>) => {
    const { status, body } = await here.ask('POST', '/api/tips', aTip({ reporter }))
    return { status, problems: body.problems?.map((one: { path: string; code: string }) => `${one.path} ${one.code}`) }
  }
  const both = () => sealFor([officer.recipient, escrow.recipient], '柳河边')

  test('a named tip without an envelope, with one for a single key, or an anonymous one with an envelope is refused', async () => {
    expect(await send({ mode: 'real_name' })).toEqual({ status: 422, problems: ['reporter.sealed required'] })
    const single = await sealFor([officer.recipient], '柳河边')
    expect((await send({ mode: 'real_name', sealed: single })).problems).toEqual(['reporter.sealed too-few'])
    expect((await send({ mode: 'anonymous', sealed: await both() })).problems).toEqual(['reporter.sealed unknown-key'])
    expect((await send({ mode: 'real_name', sealed: '柳河边' })).problems).toEqual(['reporter.sealed wrong-format'])
    expect((await send({ mode: 'real_name', sealed: await both() })).status).toBe(201)
  })

  test('recipients that were never ours are refused, and so is a number that does not fit', async () => {
    const { recipient } = await aKey()
    const added = await post('wang', '/api/recipients', { kind: 'escrow', recipient })
    const named = (recipients: (string | undefined)[]) =>
      both().then((sealed) => send({ mode: 'real_name', sealed, recipients }))
    expect((await named([ids[0], added.id])).problems).toEqual(['reporter.recipients not-in-list'])
    expect((await named([...ids, ids[0]])).problems).toEqual([
      'reporter.sealed mismatch',
      'reporter.recipients not-in-list',
    ])
    expect((await named(ids)).status).toBe(201)
  })
})
