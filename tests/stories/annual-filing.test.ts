import { expect, test } from 'vitest'
import { TEMPLATE_XLSX } from '#domain/disclosure/template.ts'
import { openHouse, SLOW } from '../house.ts'
import { begin, change, does, filingOf, filled, publish, tries, upload } from './filing.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const LAB = '河南演示检测技术有限公司（虚构）'
const line = (point: string, pollutant: string, cas: string, value: string | number, unit = 'mg/kg') =>
  [point, 113.5012, 34.7521, 0, 0.5, '2025-09-11', pollutant, cas, value, unit, '0.5', 'HJ 1082-2019', LAB] as const
const GOOD = [
  line('S1', '铬（六价）', '18540-29-9', 8),
  line('S1', '镍', '7440-02-0', 640),
  line('S2', '铬（六价）', '18540-29-9', '<0.5'),
  line('S2', '镍', '7440-02-0', '352'),
]

test(
  'an enterprise fills the template for a year, a broken copy is named cell by cell, and the year becomes public and is corrected',
  async () => {
    const here = await openHouse({ at: '2026-11-24T09:00:00+08:00' })
    const duties = await here.ask('GET', '/api/duties', undefined, await here.as('yan'))
    const late = duties.body.items.find((one: { year: number }) => one.year === 2025)
    expect(late).toMatchObject({ state: 'late', dueOn: '2026-03-15', label: expect.stringContaining('2025') })

    const id = await begin(here, 'yan', 'soil_self_monitoring', { period: { year: 2025 } })
    const template = new Uint8Array(await here.bytesOf(TEMPLATE_XLSX.slice(1)))
    const broken = filled(template, [
      line('S1', '铬（六价）', '18540-29-9', -8),
      line('S1', '不知名的东西', '', '', 'mg/kg'),
      line('S2', '镍', '7440-02-0', 352, 'mg/L/kg'),
    ])
    const refused = await upload(here, 'yan', id, 'rows', new File([new Uint8Array(broken)], '坏.xlsx', { type: XLSX }))
    expect(refused.status).toBe(422)
    const cells = refused.body.problems.map((one: { cell: string }) => one.cell)
    expect(cells).toEqual(expect.arrayContaining(['I2', 'I3']))
    expect(refused.body.problems.every((one: { line: number; message: string }) => one.line > 1 && one.message)).toBe(
      true,
    )
    expect((await filingOf(here, 'yan', id)).disclosure.data.rows).toBeUndefined()

    const good = filled(template, GOOD)
    const taken = await upload(here, 'yan', id, 'rows', new File([new Uint8Array(good)], '年度.xlsx', { type: XLSX }))
    expect(taken, JSON.stringify(taken.body)).toMatchObject({ status: 200, body: { rows: 4 } })
    await change(here, 'yan', id, { landClass: 'class2', statement: '镀铬车间北侧已列入整改。' })

    // Three people: who entered it cannot sign, who signed cannot approve, and the desk sees numbers beside the limit.
    await does(here, 'yan', id, 'submission')
    expect((await tries(here, 'yan', id, 'signature')).status).toBe(403)
    await does(here, 'hua', id, 'signature')
    const desk = await filingOf(here, 'zhao', id)
    expect(desk.comparisons[0]).toMatchObject({ state: 'over', level: 'screening', ratio: 1.4 })
    expect(desk.before.year).toBe(2024)
    await does(here, 'qian', id, 'return', { reasons: [{ path: 'rows.0.value', text: '请附复测记录。' }] })
    expect((await filingOf(here, 'yan', id)).disclosure.reasons).toEqual([
      { path: 'rows.0.value', text: '请附复测记录。' },
    ])
    const url = await publish(here, id, 'yan', 'hua')
    expect(url).toBe(`/disclosures/${id}/`)

    const page = await here.read(url)
    expect(page.status).toBe(200)
    expect(page.text).toContain('是第二类用地筛选值的 1.4 倍')
    expect(page.text).toContain('<0.5')
    expect(page.html).not.toContain('<script src')
    const json = await here.ask('GET', url.replace(/\/$/, '.json'))
    expect(json.body).toMatchObject({ version: 1, returned: 1 })
    const csv = await here.ask('GET', url.replace(/\/$/, '.csv'))
    expect(csv.body).toContain('<0.5')
    for (const feed of ['/disclosures/feed.xml', '/disclosures/feed.json', '/enterprises/91410102MADEM00012/feed.xml'])
      expect((await here.bytesOf(feed.slice(1))).toString(), feed).toContain(id)
    const found = await here.ask('GET', `/api/search?q=${encodeURIComponent('演示电镀')}`)
    expect(found.body.items.map((one: { url: string }) => one.url)).toContain(url)
    expect((await here.read('/enterprises/91410102MADEM00012/')).text).toContain('2025')

    await does(here, 'yan', id, 'correction', { changed: 'S2 镍更正为 325。', basis: '检测机构更正说明 DEMO-1' })
    const draft = (await filingOf(here, 'yan', id)).disclosure.data
    const rows = draft.rows.map((row: { value: string }) => (row.value === '352' ? { ...row, value: '325' } : row))
    await change(here, 'yan', id, { ...draft, rows })
    // What is being corrected stays as it is until the correction is public.
    expect((await here.read(url)).text).toContain('352')
    await publish(here, id, 'yan', 'hua', 'zheng')
    const second = await here.read(url)
    expect(second.text).toContain('325')
    expect(second.text).toContain('检测机构更正说明 DEMO-1')
    expect((await here.read(`${url}v/1/`)).text).toContain('352')
    const diff = await here.read(`${url}diff/1-2/`)
    expect(diff.status).toBe(200)
    expect(diff.text).toMatch(/352.*325/)
  },
  SLOW,
)

test(
  'what one enterprise files, another cannot see or touch',
  async () => {
    const here = await openHouse({ at: '2026-11-24T09:00:00+08:00' })
    const id = await begin(here, 'yan', 'soil_self_monitoring', { period: 2026 })
    const jin = await here.as('jin')
    const theirs = await here.ask('GET', `/api/disclosures/${id}`, undefined, jin)
    const unknown = await here.ask('GET', '/api/disclosures/000000000000', undefined, jin)
    const { request: _, ...one } = theirs.body
    const { request: __, ...other } = unknown.body
    expect([theirs.status, one]).toEqual([404, other])
    const listed = await here.ask('GET', '/api/disclosures', undefined, jin)
    expect(
      listed.body.items.every((item: { party: { code: string } }) => item.party.code === '91410102MADEM00025'),
    ).toBe(true)
  },
  SLOW,
)
