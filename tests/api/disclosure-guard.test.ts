import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aNotice, aYear, begin, decide, publishOne, register } from '../filing.ts'
import { type Opened, openApp, type Person } from '../setup.ts'

async function open(): Promise<Opened> {
  const here = await openApp()
  await register(here)
  return here
}

async function signedYear(here: Opened): Promise<string> {
  const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
  await decide(here, id, 'yan', 'submission')
  await decide(here, id, 'hua', 'signature')
  return id
}

describe('at once', () => {
  test('two heads approve: one wins, one is told; one version is public', async () => {
    const here = await open()
    for (let year = 2021; year <= 2025; year++) {
      const id = await begin(here, 'yan', 'soil_self_monitoring', aYear(year))
      await decide(here, id, 'yan', 'submission')
      await decide(here, id, 'hua', 'signature')
      const [zhao, zheng] = [await here.as('zhao'), await here.as('zheng')]
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          here.ask('POST', `/api/disclosures/${id}/approval`, { version: 3 }, n % 2 ? zhao : zheng),
        ),
      )
      expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
      for (const lost of answers.filter((one) => one.status !== 200))
        expect(lost).toMatchObject({
          status: 409,
          body: { code: 'disclosure.moved-first', current: { version: 4 } },
        })
      const { rows } = await here.db.query('SELECT version FROM publications WHERE id = ?', [id])
      expect(rows).toHaveLength(1)
      const events = await here.db.query("SELECT 1 FROM events WHERE subject = ? AND type = 'disclosure.published'", [
        `disclosure:${id}`,
      ])
      expect(events.rows).toHaveLength(1)
    }
  })

  test('approval and return, withdrawal and correction: never both', async () => {
    const here = await open()
    const [yan, qian, zhao, zheng] = [
      await here.as('yan'),
      await here.as('qian'),
      await here.as('zhao'),
      await here.as('zheng'),
    ]
    const id = await signedYear(here)
    const path = `/api/disclosures/${id}`
    const first = await Promise.all([
      here.ask('POST', `${path}/return`, { version: 3, reasons: [{ path: '', text: '再查' }] }, qian),
      here.ask('POST', `${path}/approval`, { version: 3 }, zhao),
    ])
    expect(first.map((one) => one.status).sort()).toEqual([200, 409])
    const other = await publishOne(here, 'soil_self_monitoring', aYear(2024))
    const second = await Promise.all([
      here.ask('POST', `/api/disclosures/${other}/withdrawal`, { version: 4, basis: '据' }, zheng),
      here.ask('POST', `/api/disclosures/${other}/correction`, { version: 4, changed: '改', basis: '据' }, yan),
    ])
    expect(second.map((one) => one.status).sort()).toEqual([200, 409])
  })

  test('two editors’ windows begin the same year: one filing, the other window is told which', async () => {
    const here = await open()
    const yan = await here.as('yan')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        here.ask('POST', '/api/disclosures', { kind: 'soil_self_monitoring', period: 2025 }, yan),
      ),
    )
    const [won] = answers.filter((one) => one.status === 201)
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1)
    for (const lost of answers.filter((one) => one.status !== 201))
      expect(lost.body).toMatchObject({ code: 'disclosure.period-taken', current: { id: won?.body.id } })
  })

  test('any order of decisions by anybody: history has no gap, and nothing is public that no head approved', async () => {
    const here = await open()
    const people: Person[] = ['yan', 'hua', 'jin', 'wei', 'qian', 'zhao', 'li', 'feng']
    const decisions = [
      'submission',
      'signature',
      'return',
      'approval',
      'correction',
      'reply',
      'abandonment',
      'withdrawal',
    ]
    const input = { reasons: [{ path: '', text: '再查' }], changed: '改', basis: '据' }
    const carried = (decision: string) => {
      if (decision === 'return') return { reasons: input.reasons }
      if (decision === 'withdrawal') return { basis: input.basis }
      if (decision === 'reply') return { text: '已安排复测' }
      return decision === 'correction' ? { changed: input.changed, basis: input.basis } : {}
    }
    let year = 2017
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...decisions)), { maxLength: 25 }),
        async (steps) => {
          const id = await begin(here, 'yan', 'remediation_notice', aNotice({ project: `项目${year++}` }))
          let approvals = 0
          for (const [who, decision] of steps) {
            const { status } = await decide(here, id, who, decision, carried(decision))
            expect([200, 403, 404, 409, 422]).toContain(status)
            if (status === 200 && (decision === 'approval' || decision === 'withdrawal')) {
              expect(who).toBe('zhao')
              approvals += 1
            }
          }
          const { rows } = await here.db.query('SELECT version FROM publications WHERE id = ? ORDER BY position', [id])
          expect(rows.map((row) => Number(row.version))).toEqual(Array.from({ length: approvals }, (_, n) => n + 1))
          const events = await here.db.query('SELECT seq FROM events WHERE subject = ? ORDER BY seq', [
            `disclosure:${id}`,
          ])
          const last = await here.db.query('SELECT version FROM disclosures WHERE id = ?', [id])
          expect(events.rows.map((row) => Number(row.seq))).toEqual(
            Array.from({ length: Number(last.rows[0]?.version) }, (_, n) => n + 1),
          )
        },
      ),
      { numRuns: 25, seed: 20260914 },
    )
  })
})

describe('one’s own entry', () => {
  /** Gives an account another role, as a new invitation would. */
  const become = (here: Opened, who: Person, role: string, org: string) =>
    here.db.write([{ sql: 'UPDATE user SET role = ?, org = ? WHERE id = ?', args: [role, org, `demo-${who}`] }])

  test('whoever entered it signs it not, though a signer by now', async () => {
    const here = await open()
    const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
    await decide(here, id, 'yan', 'submission')
    const { rows } = await here.db.query("SELECT org FROM user WHERE id = 'demo-yan'")
    await become(here, 'yan', 'signer', String(rows[0]?.org))
    const { status, body } = await decide(here, id, 'yan', 'signature')
    expect([status, body.code]).toEqual([403, 'disclosure.own-entry'])
    expect((await decide(here, id, 'hua', 'signature')).status).toBe(200)
  })

  test('whoever entered or signed it approves it not, though a head by now', async () => {
    const here = await open()
    const id = await signedYear(here)
    for (const who of ['yan', 'hua'] as const) {
      await become(here, who, 'head', 'bureau')
      const { status, body } = await decide(here, id, who, 'approval')
      expect([status, body.code], who).toEqual([403, 'disclosure.own-entry'])
    }
    expect((await decide(here, id, 'zhao', 'approval')).status).toBe(200)
  })
})
