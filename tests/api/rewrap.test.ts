import { beforeEach, expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { readPlain } from '#domain/identity/person.ts'
import { filesUnder, hits } from '../faults/traces.ts'
import {
  type AgeKey,
  aKey,
  askFor,
  openWith,
  REPORTER,
  sealFor,
  secondOfficer,
  sendNamed,
  withKeys,
} from '../fixtures/identity.ts'
import { type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
let leaver: AgeKey
let escrow: AgeKey
let ids: string[]
/** The second officer, who stays. */
const HE = 'he' as Person

beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const keys = await withKeys(here)
  ;[leaver, escrow, ids] = [keys.officer, keys.escrow, keys.ids]
  await secondOfficer(here)
})

const ask = async (who: Person, method: string, path: string, body?: unknown) => {
  const { status, body: said } = await here.ask(method, path, body, await here.as(who))
  return { status, ...said }
}
const kept = async () =>
  (await here.db.query('SELECT tip_id, sealed, recipients FROM envelopes ORDER BY tip_id')).rows.map((row) => ({
    id: String(row.tip_id),
    sealed: String(row.sealed),
    recipients: row.recipients,
  }))

/** One page of a run: opened with a key and sealed to the keys of today, as the desk does. */
async function page(run: string, key: AgeKey, after = '') {
  const { items, recipients, next } = await ask(HE, 'GET', `/api/identity/rewraps/${run}/envelopes?after=${after}`)
  const to = recipients.map((one: { recipient: string }) => one.recipient)
  const sealed = await Promise.all(
    items.map(async ({ id, sealed, digest }: { id: string; sealed: string; digest: string }) => ({
      id,
      was: digest,
      sealed: await sealFor(to, (await openWith(key, sealed)).padEnd(1024)),
    })),
  )
  const back = await ask(HE, 'POST', `/api/identity/rewraps/${run}/envelopes`, {
    recipients: recipients.map((one: { id: string }) => one.id),
    items: sealed,
  })
  return { back, next, items }
}

/** The second officer's key is there, the first's is ended; a run is asked for and approved. */
async function leave(mine: AgeKey) {
  const added = await ask(HE, 'POST', '/api/recipients', { kind: 'officer', recipient: mine.recipient })
  await ask('zhao', 'POST', `/api/recipients/${added.id}/confirmation`, {})
  return String(added.id)
}
async function run() {
  const { id } = await ask(HE, 'POST', '/api/identity/rewraps', { text: '王密封调离，换钥' })
  expect((await ask(HE, 'GET', `/api/identity/rewraps/${id}/envelopes`)).code).toBe('identity.not-approved')
  expect((await ask('zhao', 'POST', `/api/identity/rewraps/${id}/approval`, {})).status).toBe(200)
  return String(id)
}

test('an officer leaves: another seals all envelopes anew in batches, stopped and taken up again, and the old key opens none', async () => {
  const mine = await aKey()
  await leave(mine)
  // Both officers hold the first ones; the other can therefore open them when the first has gone.
  for (let n = 0; n < 23; n += 1) await sendNamed(here)
  await ask('zhao', 'POST', `/api/recipients/${ids[0]}/retirement`, {})
  const before = await kept()
  const first = await run()
  const one = await page(first, mine)
  expect(one.items).toHaveLength(20)
  expect(one.back).toMatchObject({ status: 200, left: 3 })
  // The browser is closed, the hour is over; the next run finds only what is left.
  here.at('2026-09-14T11:30:00+08:00')
  expect((await ask(HE, 'GET', `/api/identity/rewraps/${first}/envelopes`)).code).toBe('identity.lapsed')
  const second = await run()
  const two = await page(second, mine)
  expect(two.items).toHaveLength(3)
  expect(two.back).toMatchObject({ left: 0 })
  expect((await ask(HE, 'GET', '/api/identity')).rewraps.map((each: { state: string }) => each.state)).toEqual([
    'finished',
    'lapsed',
  ])
  for (const [at, envelope] of (await kept()).entries()) {
    expect(envelope.sealed).not.toBe(before[at]?.sealed)
    expect(readPlain(await openWith(mine, envelope.sealed))).toEqual({ person: REPORTER })
    await expect(openWith(leaver, envelope.sealed)).rejects.toThrow()
  }
  expect(readPlain(await openWith(escrow, (await kept())[0]?.sealed ?? ''))).toEqual({ person: REPORTER })
  const { rows } = await here.db.query("SELECT count(*) AS n FROM events WHERE type = 'tip.identity-rewrapped'")
  expect(Number(rows[0]?.n)).toBe(23)
})

test('what was opened after a run opens with the new key, and still takes two persons', async () => {
  const mine = await aKey()
  await leave(mine)
  const { reference } = await sendNamed(here)
  await ask('zhao', 'POST', `/api/recipients/${ids[0]}/retirement`, {})
  await page(await run(), mine)
  const id = await askFor(here, reference)
  expect((await ask('wang', 'POST', `/api/identity/openings/${id}/envelope`, {})).code).toBe('identity.not-approved')
  await ask('zhao', 'POST', `/api/identity/openings/${id}/approval`, {})
  const { sealed } = await ask('wang', 'POST', `/api/identity/openings/${id}/envelope`, {})
  expect(readPlain(await openWith(mine, sealed))).toEqual({ person: REPORTER })
})

test('a run hands nothing to anybody but who asked, nor before a head agreed, nor what is for the keys of today already', async () => {
  await sendNamed(here)
  const id = await run()
  const other = await ask('wang', 'GET', `/api/identity/rewraps/${id}/envelopes`)
  const unknown = await ask('wang', 'GET', '/api/identity/rewraps/nothing/envelopes')
  expect({ ...other, request: '' }).toEqual({ ...unknown, request: '' })
  expect((await ask(HE, 'GET', `/api/identity/rewraps/${id}/envelopes`)).items).toEqual([])
  expect((await ask('zheng', 'POST', `/api/identity/rewraps/${id}/approval`, {})).code).toBe('identity.decided')
})

test('what comes back must be for the keys of today, and for the envelope that went out', async () => {
  await sendNamed(here)
  const mine = await aKey()
  await leave(mine)
  const id = await run()
  const { items, recipients } = await ask(HE, 'GET', `/api/identity/rewraps/${id}/envelopes`)
  const today = recipients.map((one: { id: string }) => one.id)
  const to = recipients.map((one: { recipient: string }) => one.recipient)
  const give = async (sealed: string, was = items[0].digest, named = today) =>
    ask(HE, 'POST', `/api/identity/rewraps/${id}/envelopes`, {
      recipients: named,
      items: [{ id: items[0].id, was, sealed }],
    })
  expect((await give(await sealFor(to, 'x'), undefined, ids)).problems[0]).toMatchObject({
    path: 'recipients',
    code: 'mismatch',
  })
  expect((await give(await sealFor(to.slice(0, 2), 'x'))).problems[0]).toMatchObject({
    path: 'items.0.sealed',
    code: 'mismatch',
  })
  const before = await kept()
  expect((await give(await sealFor(to, 'x'), 'another')).results).toEqual([{ id: items[0].id, ok: false }])
  expect(await kept()).toEqual(before)
})

test('180 days after the end of the matter nothing is left to open; before that, or while it is looked at again, all is', async () => {
  const { reference, receipt } = await sendNamed(here)
  const opening = await askFor(here, reference)
  await ask('zhao', 'POST', `/api/identity/openings/${opening}/approval`, {})
  await ask('wang', 'POST', `/api/identity/openings/${opening}/envelope`, {})
  const sealed = (await kept())[0]?.sealed ?? ''
  const words = [sealed.split('\n')[5] ?? '', '依法书面答复实名举报人']
  const left = () => hits(filesUnder(here.folder), words)
  const closed = (state: string) =>
    here.db.write([{ sql: 'UPDATE cases SET state = ?, closed_on = ?', args: [state, '2026-10-01'] }])
  const night = async (day: string) => {
    here.at(`${day}T00:15:00+08:00`)
    await purge(here.env)
  }
  await night('2028-01-01')
  expect(await kept()).toHaveLength(1)
  await closed('review_requested')
  await night('2028-01-01')
  expect(await kept()).toHaveLength(1)
  await closed('replied')
  await night('2027-03-29')
  expect(await kept()).toHaveLength(1)
  expect(left()).not.toEqual([])
  await night('2027-03-30')
  expect(await kept()).toEqual([])
  await here.db.writer.run('PRAGMA wal_checkpoint(TRUNCATE)')
  expect(left()).toEqual([])
  // That it was opened stays, and so does what the receipt says.
  expect((await here.ask('POST', '/api/tips/status', { receipt })).body.unsealed).toBe(1)
  const again = { reference, reason: 'answer', text: '再看一次看看' }
  expect((await ask('wang', 'POST', '/api/identity/openings', again)).code).toBe('identity.not-found')
})
