import { expect, test } from 'vitest'
import {
  aNotice,
  anAssessment,
  aRow,
  aTransfer,
  aYear,
  begin,
  CONTRACTOR,
  decide,
  publishOne,
  register,
} from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

async function open(): Promise<Opened> {
  const here = await openApp()
  await register(here)
  return here
}

const codes = (body: { problems: { path: string; code: string; message: string }[] }) => {
  for (const one of body.problems) expect(one.message).toMatch(/\p{Script=Han}.*。$/u)
  return body.problems.map((one) => `${one.path} ${one.code}`).sort()
}

test('what has the wrong shape does not hide what breaks a rule', async () => {
  const here = await open()
  const yan = await here.as('yan')
  const project = await publishOne(here, 'remediation_notice', aNotice())
  const post = async (kind: string, data: object) =>
    codes((await here.ask('POST', '/api/disclosures', { kind, ...data }, yan)).body)
  const notice = aNotice({
    plot: { id: 'ZY-1999-001', name: '无' },
    endsOn: '2026-10-01',
    area: -1,
    stages: { plan: '2026-02-30', risk_assessment: '2026-03-01', construction: '2026-01-01' },
  })
  expect(await post('remediation_notice', { ...notice, colour: 1 })).toEqual([
    'area too-small',
    'colour unknown-key',
    'endsOn ends-before-start',
    'plot.id unknown-plot',
    'stages.construction stage-order',
    'stages.plan not-a-date',
  ])
  const loads = [{ no: '1', on: '2027-01-01', out: -5, in: 1 }, 'no load', { no: '1', on: '2026-09-01', out: 1, in: 1 }]
  expect(await post('soil_transfer', aTransfer(project, { loads, quantity: '500' }))).toEqual([
    'loads.0.on in-the-future',
    'loads.0.out too-small',
    'loads.1 wrong-type',
    'loads.2.no repeated-load',
    'quantity wrong-type',
  ])
  const findings = [{ pollutant: '铅', target: 'x', unit: 'mg/kg', medium: 'air', highest: '1', met: true }, null]
  expect(await post('effect_assessment', anAssessment(project, { assessor: CONTRACTOR, findings }))).toEqual([
    'assessor.code assessor-is-contractor',
    'findings.0.medium not-in-list',
    'findings.0.target wrong-type',
    'findings.1 wrong-type',
  ])
})

test('a changed filing is told of its version, its year and its fields together', async () => {
  const here = await open()
  const id = await begin(here, 'yan', 'soil_self_monitoring', aYear())
  const sent = { version: '1', period: 2024, landClass: 7, constructor: 1, rows: [{ ...aRow(), evil: 1 }] }
  const { status, body } = await here.ask('PUT', `/api/disclosures/${id}`, sent, await here.as('yan'))
  expect(status).toBe(422)
  expect(codes(body)).toEqual([
    'constructor unknown-key',
    'landClass not-in-list',
    'period.year fixed-year',
    'rows.0.evil unknown-key',
    'version wrong-type',
  ])
  expect(JSON.stringify(body), 'no name is taken from what every object has').not.toContain('native code')
})

test('a submission names at once what is missing and what cannot be', async () => {
  const here = await open()
  const rows = [aRow({ sampledOn: '2024-06-11' }), aRow({ pollutant: '铜', cas: undefined, value: '很多' })]
  const id = await begin(here, 'yan', 'soil_self_monitoring', { period: 2025, rows })
  const version = 1
  await here.ask('PUT', `/api/disclosures/${id}`, { version, rows }, await here.as('yan'))
  expect(codes((await decide(here, id, 'yan', 'submission')).body)).toEqual([
    'landClass required',
    'rows.0.sampledOn other-year',
    'rows.1.value unreadable-value',
  ])
  const project = await publishOne(here, 'remediation_notice', aNotice())
  const about = { conclusion: 'not_met', conclusionText: undefined, reportText: undefined }
  const assessment = await begin(here, 'yan', 'effect_assessment', anAssessment(project, about))
  expect(codes((await decide(here, assessment, 'yan', 'submission')).body)).toEqual([
    'conclusion conclusion-differs',
    'conclusionText required',
    'files report-missing',
    'reportText required',
  ])
})

test.each([{}, { period: {} }, { period: { year: '' } }, { period: null }])('no year, no filing: %j', async (about) => {
  const here = await open()
  const sent = { kind: 'soil_self_monitoring', ...about, landClass: 'sea' }
  const { status, body } = await here.ask('POST', '/api/disclosures', sent, await here.as('yan'))
  expect(status).toBe(422)
  expect(codes(body)).toContain('landClass not-in-list')
  const { rows } = await here.db.query('SELECT count(*) AS n FROM disclosures')
  expect(rows[0]?.n).toBe(0)
})

test('what a correction or a withdrawal says carries nothing that a page cannot', async () => {
  const here = await open()
  const id = await publishOne(here, 'soil_self_monitoring', aYear())
  expect((await decide(here, id, 'zhao', 'withdrawal', { basis: ' \u0000\u200b ' })).status).toBe(422)
  await decide(here, id, 'zhao', 'withdrawal', { basis: '报告系\u0000伪造\u202e' })
  const { rows } = await here.db.query('SELECT basis FROM disclosures WHERE id = ?', [id])
  expect(rows[0]?.basis).toBe('报告系伪造')
})
