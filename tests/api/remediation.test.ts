import { beforeEach, describe, expect, test } from 'vitest'
import { toCsv } from '#domain/csv.ts'
import { ROW_COLUMNS } from '#domain/disclosure/schema.ts'
import {
  ASSESSOR,
  aNotice,
  anAssessment,
  aRow,
  aTransfer,
  begin,
  CONTRACTOR,
  decide,
  PLATING,
  PLOT,
  published,
  publishOne,
  register,
  send,
  sendReport,
} from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

let here: Opened
beforeEach(async () => {
  here = await openApp()
  await register(here)
})

const begun = async (kind: string, data: Record<string, unknown>) =>
  here.ask('POST', '/api/disclosures', { kind, ...data }, await here.as('yan'))
const shown = async (id: string) =>
  (await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('yan'))).body
const codes = (list: { path: string; code: string }[]) => list.map((one) => `${one.path} ${one.code}`)

describe('a remediation notice', () => {
  test('takes the names of plot and firms from the registers, and finds the standard’s item', async () => {
    const id = await publishOne(here, 'remediation_notice', aNotice({ contractor: { ...CONTRACTOR, name: '别名' } }))
    const [record] = await published(here, 'remediation_notice')
    expect(record.title).toBe('演示旧车间土壤修复')
    expect(record.data).toMatchObject({
      plot: { id: PLOT.id, name: PLOT.name },
      contractor: CONTRACTOR,
      targets: [{ item: 'pb' }],
      stages: {},
    })
    const links = await here.db.query('SELECT relation, target FROM record_links WHERE id = ?', [id])
    expect(links.rows.map((row) => `${row.relation} ${row.target}`)).toEqual(
      expect.arrayContaining([`party ${PLATING}`, `plot ${PLOT.id}`, `institution ${CONTRACTOR.code}`]),
    )
  })

  test.each([
    [{ plot: { id: 'ZY-1999-001' } }, 'plot.id unknown-plot'],
    [{ endsOn: '2026-10-01' }, 'endsOn ends-before-start'],
    [{ stages: { plan: '2026-02-01', construction: '2026-01-01' } }, 'stages.construction stage-order'],
    [{ targets: [...aNotice().targets, ...aNotice().targets] }, 'targets.1.pollutant repeated-target'],
    [{ contractor: { code: '91410102MADEM00013', name: '错' } }, 'contractor.code wrong-format'],
    [{ area: 0 }, 'area too-small'],
  ])('is not even a draft with %j', async (about, problem) => {
    const { status, body } = await begun('remediation_notice', aNotice(about as never))
    expect(status).toBe(422)
    expect(codes(body.problems)).toContain(problem)
  })

  test('needs every part of the board before it is submitted, and names all that is missing', async () => {
    const id = await begin(here, 'yan', 'remediation_notice', { project: '演示' })
    const { body } = await decide(here, id, 'yan', 'submission')
    const missing = body.problems.map((one: { path: string }) => one.path)
    for (const path of ['plot', 'targets', 'area', 'volume', 'process', 'startsOn', 'contractor', 'supervisor'])
      expect(missing).toContain(path)
    for (const path of ['monitor', 'impacts', 'contact', 'complaintChannel', 'filingNo'])
      expect(missing).toContain(path)
  })

  test('that comes after the work began is told to be late before anybody approves it', async () => {
    const id = await begin(here, 'yan', 'remediation_notice', aNotice({ startsOn: '2026-09-13' }))
    expect(codes((await shown(id)).checks)).toEqual(['startsOn notice-late'])
    const early = await begin(here, 'yan', 'remediation_notice', aNotice({ startsOn: '2026-09-14' }))
    expect((await shown(early)).checks).toEqual([])
  })
})

describe('a soil transfer', () => {
  test('is not submitted without each of the six elements', async () => {
    const project = await publishOne(here, 'remediation_notice', aNotice())
    for (const element of ['time', 'mode', 'route', 'quantity', 'destination', 'disposal']) {
      const { [element as 'mode']: _, ...rest } = aTransfer(project)
      const id = await begin(here, 'yan', 'soil_transfer', rest)
      const { status, body } = await decide(here, id, 'yan', 'submission')
      expect([status, codes(body.problems)]).toEqual([422, [`${element} required`]])
    }
  })

  test('names its project and plot, and is found under both', async () => {
    const project = await publishOne(here, 'remediation_notice', aNotice())
    await publishOne(here, 'soil_transfer', aTransfer(project))
    const [record] = await published(here, 'soil_transfer')
    expect(record.title).toBe('演示旧车间土壤修复：2026-09-22 起的土壤转运')
    expect(record.data).toMatchObject({
      project: { id: project, name: '演示旧车间土壤修复' },
      plot: { name: PLOT.name },
    })
  })

  test('reported on the fifth working day before is in time, on the fourth it is flagged', async () => {
    const project = await publishOne(here, 'remediation_notice', aNotice())
    // 2026-09-10 is a Thursday: the fifth working day after it is the 17th; 20 September is worked for the holiday.
    for (const [from, flags] of [
      ['2026-09-17', []],
      ['2026-09-16', ['reportedOn reported-late']],
    ] as const) {
      const id = await begin(here, 'yan', 'soil_transfer', aTransfer(project, { time: { from, to: '2026-09-30' } }))
      expect(codes((await shown(id)).checks), from).toEqual(flags)
    }
  })

  test('loads whose weights differ by more than 2 % are flagged, exactly 2 % is not', async () => {
    const project = await publishOne(here, 'remediation_notice', aNotice())
    const load = (no: string, out: number, arrived: number | null) => ({ no, on: '2026-09-11', out, in: arrived })
    const time = { from: '2026-09-11', to: '2026-09-30' }
    const loads = [load('1', 25, 24.5), load('2', 25, 24.49), load('3', 25, null), load('4', 25, 25.6)]
    const id = await begin(here, 'yan', 'soil_transfer', aTransfer(project, { time, loads, reportedOn: '2026-09-01' }))
    expect(codes((await shown(id)).checks)).toEqual(['loads.1.in load-off', 'loads.3.in load-off'])
    const twice = await begun(
      'soil_transfer',
      aTransfer(project, { loads: [load('1', 25, null), load('1', 25, null)] }),
    )
    expect(codes(twice.body.problems)).toEqual(['loads.1.no repeated-load'])
  })
})

describe('an effectiveness assessment', () => {
  let project: string
  beforeEach(async () => {
    project = await publishOne(here, 'remediation_notice', aNotice())
  })

  test('by the contractor is refused when it is entered, by code, by name, and when another contractor is named', async () => {
    for (const about of [
      { assessor: CONTRACTOR },
      { assessor: { code: ASSESSOR.code, name: CONTRACTOR.name }, contractor: CONTRACTOR },
      { assessor: CONTRACTOR, contractor: ASSESSOR },
    ]) {
      const { status, body } = await begun('effect_assessment', anAssessment(project, about))
      if (about.assessor.code === ASSESSOR.code) {
        // A registered firm keeps the name it is registered under.
        expect(status).toBe(201)
        continue
      }
      expect(status).toBe(422)
      expect(codes(body.problems)).toContain('assessor.code assessor-is-contractor')
    }
    const unregistered = { code: '91410102MADEM0008P', name: CONTRACTOR.name }
    const { body } = await begun('effect_assessment', anAssessment(project, { assessor: unregistered }))
    expect(codes(body.problems)).toContain('assessor.code assessor-is-contractor')
    const own = await begun('effect_assessment', anAssessment(project, { assessor: { code: PLATING, name: '自己' } }))
    expect(codes(own.body.problems)).toContain('assessor.code assessor-is-party')
  })

  test('is public with its report, contractor and a last day for objections two months on', async () => {
    const id = await publishOne(here, 'effect_assessment', anAssessment(project))
    const [record] = await published(here, 'effect_assessment')
    expect(record).toMatchObject({
      id,
      files: [{ name: 'report.pdf', type: 'application/pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      data: { contractor: CONTRACTOR, plot: { id: PLOT.id }, objectionsUntil: '2026-11-14', conclusion: 'met' },
    })
  })

  test('waits for its report, a finding for each target, and the conclusion they lead to', async () => {
    const second = aNotice({ project: '两种污染物' })
    second.targets.push({ pollutant: '砷', target: 60, unit: 'mg/kg', medium: 'soil' })
    const other = await publishOne(here, 'remediation_notice', second)
    const id = await begin(here, 'yan', 'effect_assessment', anAssessment(other, { conclusion: 'not_met' }))
    const { body } = await decide(here, id, 'yan', 'submission')
    expect(codes(body.problems)).toEqual([
      'files report-missing',
      'findings target-not-assessed',
      'conclusion conclusion-differs',
    ])
    expect(body.problems[1].message).toContain('砷')
  })

  test('judges by the targets of the notice', async () => {
    const findings = [{ ...anAssessment('').findings[0], target: 2500 }]
    const { body } = await begun('effect_assessment', anAssessment(project, { findings }))
    expect(codes(body.problems)).toEqual(['findings.0.target target-differs'])
  })

  test('whose own numbers speak against it is flagged, not refused', async () => {
    const findings = [{ ...anAssessment('').findings[0], highest: '810' }]
    const rows = [aRow({ value: '900', sampledOn: '2026-08-20' })]
    const id = await begin(here, 'yan', 'effect_assessment', anAssessment(project, { findings, rows }))
    expect(codes((await shown(id)).checks)).toEqual([
      'findings.0.met met-above-target',
      'findings.0.highest rows-higher',
    ])
  })

  test('of groundwater has its results per litre, by row file and by form, each beside the target of its medium', async () => {
    const targets = [
      { pollutant: '铅', target: 800, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '铅', target: 0.1, unit: 'mg/L', medium: 'groundwater' },
    ] as const
    const other = await publishOne(here, 'remediation_notice', aNotice({ project: '土和水', targets: [...targets] }))
    const findings = [
      { ...targets[0], highest: '512', met: true },
      { ...targets[1], highest: '0.05', met: true },
    ]
    const id = await begin(here, 'yan', 'effect_assessment', anAssessment(other, { findings, rows: undefined }))
    const lines = [aRow({ value: '512', sampledOn: '2026-08-20' })]
    lines.push(aRow({ value: '50', unit: 'μg/L', detectionLimit: '0.09', sampledOn: '2026-08-20' }))
    const file = toCsv(
      ROW_COLUMNS.map(([, label]) => label),
      lines.map((line) => ROW_COLUMNS.map(([key]) => line[key as keyof typeof line])),
    )
    const sent = await send(here, `/api/disclosures/${id}/rows`, 'yan', file, 'rows.csv')
    expect([sent.status, codes(sent.body.problems ?? sent.body.checks)]).toEqual([200, []])
    await sendReport(here, id, 'yan')
    expect((await decide(here, id, 'yan', 'submission')).status).toBe(200)

    const year = await begin(here, 'yan', 'soil_self_monitoring', { period: 2025 })
    const refused = await send(here, `/api/disclosures/${year}/rows`, 'yan', file, 'rows.csv')
    expect(refused.status).toBe(422)
    expect(codes(refused.body.problems)).toContain('rows.1.unit unknown-unit')
  })

  test('is not approved once its project is withdrawn', async () => {
    const id = await begin(here, 'yan', 'effect_assessment', anAssessment(project))
    await sendReport(here, id, 'yan')
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    await decide(here, project, 'zhao', 'withdrawal', { basis: '公告有误' })
    const { status, body } = await decide(here, id, 'zheng', 'approval')
    expect(status).toBe(422)
    expect(codes(body.problems)).toContain('project.id unknown-project')
  })
})
