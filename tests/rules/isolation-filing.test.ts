import { beforeAll, expect, test } from 'vitest'
import { aNotice, aPdf, aRow, aYear, BATTERY, begin, PLATING, publishOne, register, send } from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

// Enterprise A never affects or sees B: what `isolation.test.ts` does not knock at door by door.

let here: Opened
let theirs: string
let secret: string

beforeAll(async () => {
  here = await openApp()
  await register(here)
  secret = '只有严填报知道的说明'
  theirs = await begin(here, 'yan', 'effect_assessment', { conclusionText: secret })
})

test('multipart too', async () => {
  for (const part of ['rows', 'files']) {
    const sent = (id: string) => send(here, `/api/disclosures/${id}/${part}`, 'jin', aPdf('x'), 'report.pdf')
    const [foreign, unknown] = [await sent(theirs), await sent('0'.repeat(12))]
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  }
})

test('lists, duties and choices say nothing of the other, whatever is asked for', async () => {
  const notice = await publishOne(here, 'remediation_notice', aNotice())
  for (const who of ['jin', 'wei'] as const)
    for (const path of ['/api/disclosures', `/api/disclosures?party=${PLATING}`, '/api/duties', '/api/projects']) {
      const { body } = await here.ask('GET', path, undefined, await here.as(who))
      const said = JSON.stringify(body)
      for (const word of [theirs, notice, secret, '演示旧车间土壤修复']) expect(said, path).not.toContain(word)
    }
  expect((await here.ask('GET', '/api/projects', undefined, await here.as('yan'))).body.items).toHaveLength(1)
})

test('nobody hangs a filing of theirs on another’s project', async () => {
  const notice = await publishOne(here, 'remediation_notice', aNotice({ project: '又一个项目' }))
  const begun = async (project: string) =>
    here.ask('POST', '/api/disclosures', { kind: 'soil_transfer', project: { id: project } }, await here.as('jin'))
  const [foreign, unknown] = [await begun(notice), await begun('0'.repeat(12))]
  expect(foreign.status).toBe(422)
  expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
})

test('a filing is always its own enterprise’s, whatever is sent', async () => {
  const jin = await here.as('jin')
  const sent = { kind: 'soil_self_monitoring', period: 2025, party: 'x', rows: [aRow()] }
  expect((await here.ask('POST', '/api/disclosures', sent, jin)).body.problems[0]).toMatchObject({ path: 'party' })
  const id = await begin(here, 'jin', 'soil_self_monitoring', aYear())
  const { rows } = await here.db.query('SELECT party FROM disclosures WHERE id = ?', [id])
  expect(rows[0]?.party).toBe(BATTERY)
})

test('the bureau sees no draft, and an auditor moves nothing', async () => {
  for (const who of ['qian', 'zhao', 'feng'] as const) {
    const one = await here.ask('GET', `/api/disclosures/${theirs}`, undefined, await here.as(who))
    expect(one.status, who).toBe(404)
    const { body } = await here.ask('GET', '/api/disclosures?limit=200', undefined, await here.as(who))
    expect(JSON.stringify(body), who).not.toContain(theirs)
  }
  const id = await publishOne(here, 'soil_self_monitoring', aYear(2023))
  const { body } = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('feng'))
  expect(body.moves.filter((one: { allowed: boolean }) => one.allowed)).toEqual([])
})
