import { expect, test } from 'vitest'
import { readPlain } from '#domain/identity/person.ts'
import { aKey, askFor, openWith, REPORTER, sealFor, secondOfficer, sendNamed, withKeys } from '../fixtures/identity.ts'
import { openApp, type Person } from '../setup.ts'
import { status } from './desk.ts'

test('the only officer’s key is lost: the one in escrow opens everything, and it is sealed to the officer who comes next', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const { officer: lost, escrow, ids } = await withKeys(here)
  await secondOfficer(here)
  const HE = 'he' as Person
  const ask = async (who: Person, method: string, path: string, body?: unknown) => {
    const { status, body: said } = await here.ask(method, path, body, await here.as(who))
    return { status, ...said }
  }
  const sent = [await sendNamed(here), await sendNamed(here), await sendNamed(here)]
  expect((await status(here, sent[0]?.receipt ?? '')).resealed).toBe(0)

  // The escrow key still opens: drilled before anything is asked of it.
  const { message } = await ask(HE, 'POST', `/api/recipients/${ids[1]}/drill`, {})
  const answer = (await openWith(escrow, message)).split('\n').at(-1)
  expect((await ask(HE, 'POST', `/api/recipients/${ids[1]}/drill-answer`, { answer })).status).toBe(200)

  // 王密封 and the key are gone. 何继任 makes one, a head compares it; the lost one is ended.
  const mine = await aKey()
  const added = await ask(HE, 'POST', '/api/recipients', { kind: 'officer', recipient: mine.recipient })
  await ask('zhao', 'POST', `/api/recipients/${added.id}/confirmation`, {})
  await ask('zhao', 'POST', `/api/recipients/${ids[0]}/retirement`, {})

  // Nobody does it alone, or without a reason, or with a key that is neither.
  const path = '/api/identity/rewraps'
  expect((await ask(HE, 'POST', path, { text: '', openedWith: 'escrow' })).status).toBe(422)
  expect((await ask(HE, 'POST', path, { text: '王密封的密钥丢失', openedWith: 'mine' })).problems).toMatchObject([
    { path: 'openedWith', message: '用哪把密钥打开不在可选范围内，请从列表中选择。' },
  ])
  const { id } = await ask(HE, 'POST', path, { text: '王密封的密钥丢失', openedWith: 'escrow' })
  expect((await ask(HE, 'GET', `${path}/${id}/envelopes`)).code).toBe('identity.not-approved')
  expect((await ask('zhao', 'GET', '/api/identity')).rewraps[0]).toMatchObject({
    openedWith: 'escrow',
    mayApprove: true,
  })
  expect((await ask('zhao', 'POST', `${path}/${id}/approval`, {})).status).toBe(200)

  // Whoever keeps it brings the key to 何继任's browser. The server has handed out and taken back envelopes, no more.
  const { items, recipients } = await ask(HE, 'GET', `${path}/${id}/envelopes`)
  expect(items).toHaveLength(3)
  await expect(openWith(mine, items[0].sealed)).rejects.toThrow()
  const to = recipients.map((one: { recipient: string }) => one.recipient)
  const back = await ask(HE, 'POST', `${path}/${id}/envelopes`, {
    recipients: recipients.map((one: { id: string }) => one.id),
    items: await Promise.all(
      items.map(async (one: { id: string; sealed: string; digest: string }) => ({
        id: one.id,
        was: one.digest,
        sealed: await sealFor(to, (await openWith(escrow, one.sealed)).padEnd(1024)),
      })),
    ),
  })
  expect(back).toMatchObject({ status: 200, left: 0 })

  // Every envelope is counted, with its event; each reporter reads that it happened, and that nobody was shown a word.
  expect((await ask('feng', 'GET', '/api/identity')).rewraps[0]).toMatchObject({ state: 'finished', resealed: 3 })
  const { rows } = await here.db.query("SELECT data FROM events WHERE type = 'tip.identity-rewrapped'")
  expect(rows.map((row) => JSON.parse(String(row.data)))).toEqual(
    Array.from({ length: 3 }, () => ({ run: id, openedWith: 'escrow' })),
  )
  const finished = await here.db.query("SELECT data FROM events WHERE type = 'rewrap.finished'")
  expect(JSON.parse(String(finished.rows[0]?.data))).toEqual({ resealed: 3 })
  for (const { receipt } of sent) expect(await status(here, receipt)).toMatchObject({ resealed: 1, unsealed: 0 })

  // And an identity is opened again the way it always is, with the new key.
  const opening = await askFor(here, sent[0]?.reference ?? '')
  await ask('zhao', 'POST', `/api/identity/openings/${opening}/approval`, {})
  const { sealed } = await ask('wang', 'POST', `/api/identity/openings/${opening}/envelope`, {})
  expect(readPlain(await openWith(mine, sealed))).toEqual({ person: REPORTER })
  await expect(openWith(lost, sealed)).rejects.toThrow()
})
