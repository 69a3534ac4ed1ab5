import { beforeEach, describe, expect, test } from 'vitest'
import { GuardFailed } from '#db/engine.ts'
import { decideOpening, findOpening, takeOpening } from '#db/opening.ts'
import { readPlain } from '#domain/identity/person.ts'
import { type AgeKey, askFor, openWith, REPORTER, secondOfficer, sendNamed, withKeys } from '../fixtures/identity.ts'
import { type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
let officer: AgeKey
let escrow: AgeKey

beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const keys = await withKeys(here)
  officer = keys.officer
  escrow = keys.escrow
})

const post = async (who: Person, path: string, body: unknown = {}) => {
  const { status, body: said } = await here.ask('POST', path, body, await here.as(who))
  return { status, ...said }
}
const approve = (id: string, who: Person = 'zhao') => post(who, `/api/identity/openings/${id}/approval`)
const open = (id: string, who: Person = 'wang') => post(who, `/api/identity/openings/${id}/envelope`)
const unsealed = async (receipt: string) => (await here.ask('POST', '/api/tips/status', { receipt })).body.unsealed
const types = async (subject: string) =>
  (await here.db.query('SELECT type FROM events WHERE subject = ? ORDER BY seq', [subject])).rows.map((row) => row.type)
const tipOf = async (reference: string) =>
  String((await here.db.query('SELECT id FROM tips WHERE reference = ?', [reference])).rows[0]?.id)

describe('opening takes two persons', () => {
  test('asked, approved, opened once: the receipt counts it, the timeline tells it, nobody else sees a word', async () => {
    const { reference, receipt } = await sendNamed(here)
    expect(await unsealed(receipt)).toBe(0)
    const id = await askFor(here, reference)
    expect((await open(id)).code).toBe('identity.not-approved')
    expect((await approve(id)).status).toBe(200)
    const answer = await open(id)
    expect(readPlain(await openWith(officer, answer.sealed))).toEqual({ person: REPORTER })
    expect(readPlain(await openWith(escrow, answer.sealed))).toEqual({ person: REPORTER })
    expect((await open(id)).code).toBe('identity.opened-before')
    expect(await unsealed(receipt)).toBe(1)
    expect(await types(`tip:${await tipOf(reference)}`)).toEqual([
      'tip.received',
      'tip.identity-asked',
      'tip.identity-approved',
      'tip.identity-opened',
    ])
  })

  test('the case tells its staff that somebody is named, how it was sealed and when it was opened, never who', async () => {
    const { reference } = await sendNamed(here)
    const id = await askFor(here, reference)
    await approve(id)
    await open(id)
    const qian = await here.as('qian')
    const [item] = (await here.ask('GET', `/api/cases?q=${reference}`, undefined, qian)).body.items
    const { body } = await here.ask('GET', `/api/cases/${item.id}`, undefined, qian)
    expect(body.tips[0]).toMatchObject({ reporterMode: 'real_name', sealedBy: 'browser' })
    expect(body.identity.map((one: { type: string }) => one.type)).toEqual([
      'tip.identity-asked',
      'tip.identity-approved',
      'tip.identity-opened',
    ])
    expect(JSON.stringify(body)).not.toContain('AGE ENCRYPTED')
  })

  test('a no ends it, and so do ten minutes', async () => {
    const { reference, receipt } = await sendNamed(here)
    const [no, late, stale] = [
      await askFor(here, reference),
      await askFor(here, reference),
      await askFor(here, reference),
    ]
    await post('zhao', `/api/identity/openings/${no}/refusal`)
    expect((await approve(no)).code).toBe('identity.decided')
    expect((await open(no)).code).toBe('identity.not-approved')
    await approve(stale)
    here.at('2026-09-14T10:10:01+08:00')
    expect((await approve(late)).code).toBe('identity.lapsed')
    expect((await open(stale)).code).toBe('identity.lapsed')
    expect(await unsealed(receipt)).toBe(0)
  })

  test('nobody opens alone: in 500 tries of everybody at every door, not one envelope comes out', async () => {
    const { reference } = await sendNamed(here)
    const id = await askFor(here, reference)
    const everybody = ['qian', 'li', 'wang', 'feng', 'chu', 'yan', 'hua'] as const
    const doors = ['approval', 'envelope', 'refusal', 'envelope', 'approval', 'envelope']
    let tries = 0
    for (const who of everybody) {
      const headers = await here.as(who)
      for (let round = 0; round < 12; round += 1)
        for (const door of doors) {
          const { status, body } = await here.ask('POST', `/api/identity/openings/${id}/${door}`, {}, headers)
          expect([403, 404, 409], `${who} ${door}`).toContain(status)
          expect(JSON.stringify(body)).not.toContain('AGE ENCRYPTED')
          tries += 1
        }
    }
    expect(tries).toBeGreaterThanOrEqual(500)
  })

  test('another officer’s request is none at all, and whoever entered the tip opens nothing', async () => {
    await secondOfficer(here)
    const { reference } = await sendNamed(here)
    const id = await askFor(here, reference)
    await approve(id)
    const other = await post('he' as Person, `/api/identity/openings/${id}/envelope`)
    const unknown = await post('he' as Person, '/api/identity/openings/nothing/envelope')
    expect({ ...other, request: '' }).toEqual({ ...unknown, request: '' })
    await here.db.write([{ sql: "UPDATE events SET actor = 'demo-he' WHERE type = 'tip.received'" }])
    const asked = await post('he' as Person, '/api/identity/openings', {
      reference,
      reason: 'answer',
      text: '想知道是谁举报的',
    })
    expect(asked.code).toBe('identity.worked-on-it')
  })

  test('to a head with a tie to the case there is no request', async () => {
    const { reference } = await sendNamed(here)
    const id = await askFor(here, reference)
    await here.db.write([{ sql: `UPDATE cases SET recused = '["demo-zhao"]'` }])
    expect((await approve(id)).code).toBe('identity.not-found')
    expect((await approve(id, 'zheng')).status).toBe(200)
  })

  test('ten a day and not eleven; the next day in Shanghai begins anew', async () => {
    const { reference } = await sendNamed(here)
    for (let n = 0; n < 10; n += 1) {
      const id = await askFor(here, reference)
      await approve(id)
      expect((await open(id)).status).toBe(200)
    }
    const eleventh = await post('wang', '/api/identity/openings', { reference, reason: 'answer', text: '第十一次打开' })
    expect(eleventh.code).toBe('identity.daily-limit')
    here.at('2026-09-15T00:00:00+08:00')
    await askFor(here, reference)
  })

  test('what was moved to another tip, or changed by one letter, is not handed out and not counted', async () => {
    const [one, other] = [await sendNamed(here), await sendNamed(here, { ...REPORTER, name: '另一人' })]
    const [a, b] = [await tipOf(one.reference), await tipOf(other.reference)]
    await here.db.write([
      {
        sql: `UPDATE envelopes SET (sealed, binding) = (SELECT sealed, binding FROM envelopes WHERE tip_id = ?) WHERE tip_id = ?`,
        args: [b, a],
      },
      { sql: "UPDATE envelopes SET sealed = replace(sealed, 'A', 'B') WHERE tip_id = ?", args: [b] },
    ])
    for (const { reference, receipt } of [one, other]) {
      const id = await askFor(here, reference)
      await approve(id)
      expect((await open(id)).code).toBe('identity.envelope-damaged')
      expect(await unsealed(receipt)).toBe(0)
    }
  })
})

describe('races', () => {
  test('of two approvals one counts, and of twenty openings one', async () => {
    const { reference, receipt } = await sendNamed(here)
    const id = await askFor(here, reference)
    const approvals = await Promise.all([approve(id), approve(id, 'zheng')])
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409])
    const headers = await here.as('wang')
    const openings = await Promise.all(
      Array.from({ length: 20 }, () => here.ask('POST', `/api/identity/openings/${id}/envelope`, {}, headers)),
    )
    expect(openings.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await unsealed(receipt)).toBe(1)
  })

  test('what the routes looked at is asked again in the commit: a second yes, a second opening, an eleventh', async () => {
    const { reference } = await sendNamed(here)
    const now = here.env.now()
    const id = await askFor(here, reference)
    const stale = await findOpening(here.db, id)
    if (!stale) throw new Error('no such request')
    await decideOpening(here.db, stale, true, 'demo-zhao', now)
    await expect(decideOpening(here.db, stale, true, 'demo-zheng', now)).rejects.toBeInstanceOf(GuardFailed)
    await takeOpening(here.db, stale, 'demo-wang', now)
    await expect(takeOpening(here.db, stale, 'demo-wang', now)).rejects.toBeInstanceOf(GuardFailed)
    const next = await findOpening(here.db, await askFor(here, reference))
    if (!next) throw new Error('no such request')
    await decideOpening(here.db, next, true, 'demo-zhao', now)
    await here.db.write([
      {
        sql: `INSERT INTO openings(id, tip_id, reason, text, asked_by, asked_at, decided_by, decided_at, approved, opened_at, opened_on)
              WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 9)
              SELECT 'x' || n, ?, 'answer', '', 'a', 1, 'b', 1, 1, 1, '2026-09-14' FROM n`,
        args: [next.tipId],
      },
    ])
    await expect(takeOpening(here.db, next, 'demo-wang', now)).rejects.toBeInstanceOf(GuardFailed)
  })

  test('the database itself refuses one person for two', async () => {
    const { reference } = await sendNamed(here)
    const id = await askFor(here, reference)
    const write = (sql: string) => here.db.write([{ sql, args: [id] }])
    await expect(write('UPDATE openings SET decided_by = asked_by, approved = 1 WHERE id = ?')).rejects.toThrow(/CHECK/)
    await expect(write('UPDATE openings SET opened_at = 1 WHERE id = ?')).rejects.toThrow(/CHECK/)
  })
})

describe('who sees what', () => {
  test('the officer sees their own requests, a head all, the auditor that it happened but not about which tip', async () => {
    await secondOfficer(here)
    const { reference } = await sendNamed(here)
    await askFor(here, reference)
    const seen = async (who: string) =>
      (await here.ask('GET', '/api/identity', undefined, await here.as(who as Person))).body
    expect((await seen('wang')).openings[0]).toMatchObject({ reference, mine: true, mayDecide: false, state: 'asked' })
    expect((await seen('zhao')).openings[0]).toMatchObject({ reference, mine: false, mayDecide: true })
    expect((await seen('he')).openings).toEqual([])
    const audited = await seen('feng')
    expect(audited.openings[0]).toMatchObject({ askedByName: '王密封', reason: 'answer', state: 'asked' })
    expect(JSON.stringify(audited)).not.toContain(reference)
    expect(JSON.stringify(audited)).not.toContain('依法书面答复')
    for (const who of ['wang', 'zhao', 'feng']) expect(JSON.stringify(await seen(who))).not.toContain(REPORTER.name)
  })
})
