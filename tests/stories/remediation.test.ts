import { expect, test } from 'vitest'
import { FIRMS } from '#db/cast/institutions.ts'
import { reportPdf } from '#db/cast/report.ts'
import { openHouse, SLOW } from '../house.ts'
import { begin, change, does, filingOf, pdfFile, publish, tries, upload } from './filing.ts'

const PLOT = {
  id: 'ZY-2026-901',
  name: '演示河湾废渣堆场（虚构）',
  address: '郑州市中原区须水街道演示河湾（虚构）',
  street: '410102012',
  area: 3200,
  formerUse: '无主废渣堆场',
  plannedUse: '公园绿地',
  stages: { investigation: '2026-01-08', risk_assessment: '2026-03-02', plan: '2026-05-06' },
  listed: null,
  restriction: null,
  contact: null,
}
const NOTICE = {
  project: '演示河湾废渣堆场修复（虚构）',
  plot: { id: PLOT.id, name: PLOT.name },
  responsibility: 'street_office',
  targets: [
    { pollutant: '砷', target: 20, unit: 'mg/kg', medium: 'soil' },
    { pollutant: '铅', target: 400, unit: 'mg/kg', medium: 'soil' },
  ],
  area: 1600,
  volume: 2400,
  process: '清挖外运，水泥窑协同处置，净土回填。',
  startsOn: '2026-06-20',
  endsOn: '2026-08-20',
  contractor: FIRMS.contractor,
  supervisor: FIRMS.supervisor,
  monitor: FIRMS.laboratory,
  impacts: [{ aspect: 'dust', impact: '清挖扬尘。', measure: '洒水覆盖。' }],
  contact: { name: '陶街道', phone: '0371-0000-0011（演示号码）' },
  complaintChannel: '12345',
  filingNo: '演示修备〔2026〕901号',
  stages: PLOT.stages,
}
const row = (point: string, pollutant: string, value: string) => ({
  ...{ point, depthTop: 0, depthBottom: 0.2, sampledOn: '2026-09-01', pollutant, value, unit: 'mg/kg' },
  institution: FIRMS.assessor.name,
})
const REPORT = ['一、目标：砷 20、铅 400 mg/kg。', '二、结论：全部达到目标。']

test(
  'a notice before the work, two transfers and an assessment by somebody else: one plot tells it all',
  async () => {
    const here = await openHouse({ at: '2026-06-01T09:00:00+08:00' })
    const added = await here.ask('POST', '/api/plots', PLOT, await here.as('qian'))
    expect(added, JSON.stringify(added.body)).toMatchObject({ status: 201 })
    expect((await here.read(`/plots/${PLOT.id}/`)).text).toContain(PLOT.name)

    const notice = await begin(here, 'tao', 'remediation_notice', NOTICE)
    here.at('2026-06-10T09:00:00+08:00')
    const board = await publish(here, notice, 'tao', 'jiang')
    const page = await here.read(board)
    expect(page.text).toContain('演示修备〔2026〕901号')
    expect(page.text).toContain(FIRMS.contractor.name)
    expect((await here.read(`${board}board/`)).html).toContain('<svg')

    // Two journeys, each told to both bureaus in advance; the second arrived lighter than it left.
    const journey = (from: string, to: string, reportedOn: string) => ({
      project: { id: notice, name: NOTICE.project },
      plot: NOTICE.plot,
      time: { from, to },
      mode: '密闭自卸货车',
      route: '演示环路（虚构）',
      quantity: 100,
      destination: { name: '虚构水泥有限公司（虚构）', address: '演示市虚构县' },
      disposal: '水泥窑协同处置',
      hazardous: false,
      originBureau: '郑州市生态环境局（演示）',
      destinationBureau: '演示市生态环境局（虚构）',
      reportedOn,
    })
    const urls: string[] = []
    for (const [data, arrived] of [
      [journey('2026-07-06', '2026-07-08', '2026-06-22'), 50],
      [journey('2026-07-20', '2026-07-22', '2026-07-03'), 47.9],
    ] as const) {
      here.at(`${data.reportedOn}T09:00:00+08:00`)
      const id = await begin(here, 'tao', 'soil_transfer', data)
      const url = await publish(here, id, 'tao', 'jiang', 'zheng')
      here.at(`${data.time.to}T18:00:00+08:00`)
      await does(here, 'tao', id, 'correction', { changed: '补入称重记录。', basis: '两端磅单' })
      const loads = [
        { no: '1', on: data.time.from, out: 50, in: 50 },
        { no: '2', on: data.time.to, out: 50, in: arrived },
      ]
      await change(here, 'tao', id, { ...data, loads })
      await publish(here, id, 'tao', 'jiang')
      urls.push(url)
    }
    expect((await here.read(urls[0] as string)).text).not.toContain('4.2')
    expect((await here.read(urls[1] as string)).text).toContain('4.2')

    here.at('2026-09-20T09:00:00+08:00')
    const found = [
      { pollutant: '砷', target: 20, unit: 'mg/kg', medium: 'soil', highest: '14.2', met: true },
      { pollutant: '铅', target: 400, unit: 'mg/kg', medium: 'soil', highest: '188', met: true },
    ]
    const data = {
      project: { id: notice, name: NOTICE.project },
      plot: NOTICE.plot,
      assessor: FIRMS.assessor,
      contractor: FIRMS.contractor,
      assessedOn: '2026-09-15',
      findings: found,
      rows: [row('K1', '砷', '14.2'), row('K1', '铅', '188'), row('K2', '砷', '<0.01'), row('K2', '铅', '61')],
      conclusion: 'met',
      conclusionText: '全部达到修复目标。',
      aftercare: '保持覆盖层，三年内每年监测一次地下水。',
      objectionContact: '0371-0000-0024（演示号码）',
      reportText: REPORT.join('\n'),
    }
    const own = await here.ask(
      'POST',
      '/api/disclosures',
      { kind: 'effect_assessment', ...data, assessor: FIRMS.contractor },
      await here.as('tao'),
    )
    expect(own).toMatchObject({ status: 422, body: { problems: [{ path: 'assessor.code' }] } })

    const id = await begin(here, 'tao', 'effect_assessment', { ...data, conclusion: 'not_met' })
    const blocked = await tries(here, 'tao', id, 'submission')
    expect(blocked.body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['conclusion', 'files'])
    await change(here, 'tao', id, data)
    const bytes = reportPdf('效果评估报告（虚构）', REPORT)
    const stored = await upload(here, 'tao', id, 'files', pdfFile(bytes, '评估报告.pdf'))
    expect(stored, JSON.stringify(stored.body)).toMatchObject({ status: 201, body: { size: bytes.length } })
    const url = await publish(here, id, 'tao', 'jiang')

    const assessment = await here.read(url)
    expect(assessment.text).toContain('全部达到修复目标')
    expect(assessment.text).toContain(stored.body.sha256.slice(0, 8))
    const json = (await here.ask('GET', url.replace(/\/$/, '.json'))).body
    expect(json.data.objectionsUntil).toBe('2026-11-20')
    expect(await here.bytesOf(`${url.slice(1)}v/1/${stored.body.name}`)).toEqual(Buffer.from(bytes))

    // The plot, the project and the assessor's page each lead to all of it.
    const plot = await here.read(`/plots/${PLOT.id}/`)
    for (const address of [board, ...urls, url]) expect(plot.html, address).toContain(`href="${address}"`)
    expect((await here.read(board)).html).toContain(`href="${url}"`)
    expect((await here.read(`/institutions/${FIRMS.assessor.code}/`)).html).toContain(`href="${url}"`)
  },
  SLOW,
)

test(
  'a notice that comes after the excavators is published, and says how late it is',
  async () => {
    const here = await openHouse({ at: '2026-06-25T09:00:00+08:00' })
    await here.ask('POST', '/api/plots', PLOT, await here.as('qian'))
    const id = await begin(here, 'tao', 'remediation_notice', NOTICE)
    const { checks } = await filingOf(here, 'tao', id)
    expect(checks.map((one: { level: string }) => one.level)).toContain('warning')
    const { text } = await here.read(await publish(here, id, 'tao', 'jiang'))
    expect(text).toMatch(/晚.{0,6}5 ?天|5 ?天.{0,8}(晚|迟)/)
  },
  SLOW,
)
