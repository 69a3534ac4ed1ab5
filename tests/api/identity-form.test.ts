import { beforeEach, describe, expect, test } from 'vitest'
import { plainOf, readPlain } from '#domain/identity/person.ts'
import { filesUnder, hits } from '../faults/traces.ts'
import { type AgeKey, aNamedTip, openWith, sealFor, withKeys } from '../fixtures/identity.ts'
import { type Opened, openApp } from '../setup.ts'

const NAME = '柳河边见证人'
const PHONE = '19900007351'
const ID = '11010519491231002X'
const WORDS = [NAME, PHONE, ID]

let here: Opened
let officer: AgeKey
let escrow: AgeKey

beforeEach(async () => {
  here = await openApp()
  ;({ officer, escrow } = await withKeys(here))
})

const FIELDS = {
  kinds: 'solid_waste',
  description: '夜里有货车在河边倾倒黑色污泥，气味刺鼻。',
  'place.address': '西流湖街道某某路南段河堤',
  'reporter.mode': 'real_name',
  'identity.name': NAME,
  'identity.phone': PHONE,
}
/** The plain form, as a browser without a script sends it. */
const form = (about: Record<string, string> = {}, accept = 'text/html') =>
  here.ask('POST', '/api/tips', new URLSearchParams({ ...FIELDS, ...about }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    accept,
  })
const envelopes = async () => (await here.db.query('SELECT sealed, sealed_by, recipients FROM envelopes')).rows
const localsOf = (page: string) => JSON.parse(/<pre>(.*)<\/pre>/s.exec(page)?.[1] ?? '{}')

/** Where a word of who somebody is stands in anything an instance keeps or says, however it is written. */
function found(): string[] {
  const said = Buffer.from(JSON.stringify([here.logs, here.mails]))
  return hits([...filesUnder(here.folder), { name: 'said', bytes: said }], WORDS)
}

describe('a form without a script', () => {
  test('is sealed on arrival to every key there is, and says so', async () => {
    expect((await form({ 'identity.idNumber': ID, 'identity.consent': 'on' })).status).toBe(201)
    const [kept] = await envelopes()
    expect(kept).toMatchObject({ sealed_by: 'server' })
    for (const key of [officer, escrow])
      expect(readPlain(await openWith(key, String(kept?.sealed)))).toEqual({
        person: { name: NAME, phone: PHONE, idNumber: ID, consent: true },
      })
    expect(found()).toEqual([])
  })

  test('pressed twice is one tip with the same receipt; with another name under its key it is refused', async () => {
    const idempotencyKey = 'f'.repeat(40)
    const json = 'application/json'
    const [once, twice] = [await form({ idempotencyKey }, json), await form({ idempotencyKey }, json)]
    expect(once.body.receipt).toBe(twice.body.receipt)
    expect(await envelopes()).toHaveLength(1)
    const other = await form({ idempotencyKey, 'identity.name': '另一人' }, json)
    expect(other.body.code).toBe('request.idempotency-key-reused')
    expect(found()).toEqual([])
  })

  test('with something missing it comes back whole, all problems at once, and nothing of it is kept', async () => {
    const { status, body } = await form({ description: '短', 'identity.phone': '打我电话', 'identity.name': NAME })
    expect(status).toBe(422)
    const { form: again } = localsOf(String(body))
    expect(again.problems.map((one: { path: string }) => one.path)).toEqual(['description', 'identity.phone'])
    expect(again.values).toMatchObject({ 'identity.name': NAME, 'identity.phone': '打我电话' })
    expect(await envelopes()).toEqual([])
    expect(found()).toEqual([])
  })

  test('sent anonymously, what stands in the other fields is dropped', async () => {
    expect((await form({ 'reporter.mode': 'anonymous' })).status).toBe(201)
    expect(await envelopes()).toEqual([])
    expect(found()).toEqual([])
  })

  test('when the keys are gone, the page says so beside the choice and loses nothing', async () => {
    await here.db.write([{ sql: "UPDATE recipients SET retired_on = '2026-09-14'" }])
    const { status, body } = await form()
    expect(status).toBe(422)
    const { form: again } = localsOf(String(body))
    expect(again.problems.map((one: { path: string }) => one.path)).toEqual(['reporter.mode'])
    expect(again.values['identity.name']).toBe(NAME)
    expect((await form({}, 'application/json')).body.code).toBe('tip.mode-not-offered')
    expect(found()).toEqual([])
  })

  test('that a script sealed but could not send itself is taken as sealed in the browser', async () => {
    const sealed = await sealFor([officer.recipient, escrow.recipient], plainOf({ phone: PHONE }, 'contact_only'))
    const { 'identity.name': _n, 'identity.phone': _p, ...plain } = FIELDS
    const body = new URLSearchParams({
      ...plain,
      'reporter.mode': 'contact_only',
      'reporter.sealed': sealed,
    }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
    expect((await here.ask('POST', '/api/tips', body, headers)).status).toBe(201)
    expect((await envelopes())[0]).toMatchObject({ sealed_by: 'browser', recipients: null })
  })
})

describe('no byte of ours says who somebody is', () => {
  test('whichever way they come: by script, by form, over the rate, by a clerk, refused, with a fault', async () => {
    const person = { name: NAME, phone: PHONE, idNumber: ID, consent: true }
    const tip = await aNamedTip(here, person)
    expect((await here.ask('POST', '/api/tips', tip)).status).toBe(201)
    expect((await form()).status).toBe(201)
    const entered = { ...tip, channel: 'visit' }
    expect((await here.ask('POST', '/api/cases', entered, await here.as('qian'))).status).toBe(201)
    expect((await envelopes()).map((one) => one.sealed_by)).toEqual(['browser', 'server', 'desk'])
    // Who writes it in the open is refused, and what they wrote is in no answer and no log.
    const open = await here.ask('POST', '/api/tips', {
      ...tip,
      reporter: { mode: 'real_name', name: NAME, phone: PHONE },
    })
    expect(open.status).toBe(422)
    expect(JSON.stringify(open.body)).not.toContain(NAME)
    here.env.intakeLimit = 0
    expect((await form()).status).toBe(200)
    here.env.db = { ...here.db, write: () => Promise.reject(new Error(`couldn't: ${NAME}`)) }
    here.env.intakeLimit = 1000
    expect((await form()).status).toBe(500)
    expect(found()).toEqual([])
  })

  test('the search can fail: what is in the open is found, in the log of writes too', async () => {
    const tip = { ...(await aNamedTip(here)), description: `我是${NAME}，电话${PHONE}` }
    await here.ask('POST', '/api/tips', tip)
    const places = found().map((one) => one.split(':')[0])
    expect(places).toContain('jingtu.db-wal')
    expect(found().join()).toContain(PHONE)
  })
})
