import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { rowTemplate } from '#domain/disclosure/template.ts'
import { aPdf, aYear, begin, decide, published, publishOne, register, send, sendReport } from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

const HEADER = '点位编号,经度,纬度,采样深度上限m,采样深度下限m,采样日期,污染物,CAS号,测定值,单位,检出限,方法,检测机构'
const GOOD = `${HEADER}
S1,113.512,34.754,0,0.2,2025-06-11,铅,7439-92-1,56.3,mg/kg,10,HJ 491-2019,演示检测
S1,113.512,34.754,0,0.2,2025-06-11,镉,7440-43-9,<0.01,mg/kg,0.01,GB/T 17141-1997,演示检测
S2,,,0,0.2,2025-06-11,汞,,未检出,mg/kg,0.002,HJ 680-2013,演示检测
`
const BROKEN = `${HEADER}
S1,113.512,34.754,0,0.2,2025-13-45,铅,7439-92-1,很多,mg/kg,10,HJ 491-2019,演示检测
S1,,,0,0.2,2025-06-11,镉,7440-43-9,-3,mg/kg,0.01,GB/T 17141-1997,
`

async function open(): Promise<{ here: Opened; id: string }> {
  const here = await openApp()
  await register(here)
  return { here, id: await begin(here, 'yan', 'soil_self_monitoring', { period: 2025 }) }
}

describe('a row file', () => {
  test('replaces the rows, as they were reported; what is censored stays censored', async () => {
    const { here, id } = await open()
    const { status, body } = await send(here, `/api/disclosures/${id}/rows`, 'yan', GOOD, '2025.csv')
    expect([status, body.rows, body.version]).toEqual([200, 3, 2])
    const { body: shown } = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('yan'))
    expect(shown.disclosure.data.rows.map((row: { value: string }) => row.value)).toEqual(['56.3', '<0.01', '未检出'])
    expect(shown.comparisons.map((one: { state: string; mgPerKg: number | null }) => [one.state, one.mgPerKg])).toEqual(
      [
        ['within', 56.3],
        ['within', null],
        ['within', null],
      ],
    )
    await send(here, `/api/disclosures/${id}/rows`, 'yan', GOOD.split('\n').slice(0, 2).join('\n'), '2025.csv')
    const again = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('yan'))
    expect(again.body.disclosure.data.rows).toHaveLength(1)
    expect(again.body.problems).toEqual([])
  })

  test('broken: every problem at once, by line and column, and nothing is saved', async () => {
    const { here, id } = await open()
    const { status, body } = await send(here, `/api/disclosures/${id}/rows`, 'yan', BROKEN, '2025.csv')
    expect([status, body.code]).toEqual([422, 'request.invalid'])
    const found = body.problems.map((one: { line: number; column: string }) => `${one.line} ${one.column}`)
    for (const where of ['2 采样日期', '2 测定值', '3 测定值', '3 检测机构']) expect(found).toContain(where)
    for (const one of body.problems) expect(one.message).toMatch(/\p{Script=Han}/u)
    const { rows } = await here.db.query('SELECT version FROM disclosures WHERE id = ?', [id])
    expect(rows[0]?.version).toBe(1)
  })

  test('what is no table is not accepted, and what is too large neither', async () => {
    const { here, id } = await open()
    const path = `/api/disclosures/${id}/rows`
    const pdf = await send(here, path, 'yan', aPdf('rows'), 'rows.pdf')
    expect([pdf.status, pdf.body.code]).toEqual([415, 'file.undecodable'])
    const large = await send(here, path, 'yan', new Uint8Array(5 * 1024 * 1024 + 100_000), 'rows.csv')
    expect([large.status, large.body.code]).toEqual([413, 'file.too-large'])
    const none = await here.ask('POST', path, new FormData(), await here.as('yan'))
    expect([none.status, none.body.problems[0]]).toMatchObject([422, { path: 'file', code: 'required' }])
  })

  test('the shipped template as it comes has no rows yet, and says so', async () => {
    const { here, id } = await open()
    const { status, body } = await send(here, `/api/disclosures/${id}/rows`, 'yan', rowTemplate(), 'template.xlsx')
    expect(status).toBe(422)
    expect(body.problems.length).toBeGreaterThan(0)
  })

  test('a program may send the file as the body itself', async () => {
    const { here, id } = await open()
    const headers = { ...(await here.as('yan')), 'content-type': 'text/csv' }
    const { status, body } = await here.ask('POST', `/api/disclosures/${id}/rows?version=1`, GOOD, headers)
    expect([status, body.rows]).toEqual([200, 3])
    const late = await here.ask('POST', `/api/disclosures/${id}/rows?version=1`, GOOD, headers)
    expect([late.status, late.body.code]).toEqual([409, 'disclosure.moved-first'])
  })

  test('of two files for one version one wins', async () => {
    const { here, id } = await open()
    const path = `/api/disclosures/${id}/rows`
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => send(here, path, 'yan', GOOD, '2025.csv', { version: '1' })),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409])
  })

  test('a notice has no results, and a signed filing takes none', async () => {
    const { here, id } = await open()
    const notice = await begin(here, 'yan', 'remediation_notice', {})
    const refused = await send(here, `/api/disclosures/${notice}/rows`, 'yan', GOOD, '2025.csv')
    expect([refused.status, refused.body.code]).toEqual([409, 'disclosure.no-rows'])
    await send(here, `/api/disclosures/${id}/rows`, 'yan', GOOD, '2025.csv')
    await decide(here, id, 'yan', 'submission')
    const late = await send(here, `/api/disclosures/${id}/rows`, 'yan', GOOD, '2025.csv')
    expect(late.body).toMatchObject({ code: 'disclosure.not-from-here', from: 'submitted' })
  })
})

describe('a report file', () => {
  test('is kept with size and digest; its words are offered', async () => {
    const { here, id } = await open()
    const pdf = aPdf('cadmium in corner K4')
    const { status, body } = await send(here, `/api/disclosures/${id}/files`, 'yan', pdf, 'Lab Report 2025.PDF')
    expect(status).toBe(201)
    expect(body).toEqual({
      ok: true,
      id: expect.any(String),
      version: 2,
      name: 'lab-report-2025.pdf',
      type: 'application/pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      text: 'cadmium in corner K4',
    })
    const read = await here.ask('GET', `/api/disclosures/${id}/files/${body.id}`, undefined, await here.as('hua'))
    expect([read.status, read.headers.get('content-type'), read.body]).toEqual([200, 'application/pdf', pdf])
    expect(read.headers.get('content-disposition')).toContain('attachment')
  })

  test('names no address can carry are counted; the same bytes are the same file', async () => {
    const { here, id } = await open()
    const upload = async (words: string, name: string) =>
      (await sendReport(here, id, 'yan', words, name)).body.name as string
    expect(await upload('a', '检测报告.pdf')).toBe('report.pdf')
    expect(await upload('b', '../../质控报告.pdf')).toBe('report-2.pdf')
    expect(await upload('a', '检测报告（终稿）.pdf')).toBe('report.pdf')
    expect(await upload('c', 'a"b\r\n.pdf')).toBe('report-3.pdf')
    const { body } = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('yan'))
    expect(body.files.map((one: { name: string }) => one.name)).toEqual(['report-2.pdf', 'report-3.pdf', 'report.pdf'])
  })

  test('is a PDF that opens, of at most 20 MB, one of at most ten', async () => {
    const { here, id } = await open()
    const path = `/api/disclosures/${id}/files`
    const text = await send(here, path, 'yan', 'no pdf', 'report.pdf')
    expect([text.status, text.body.code]).toEqual([415, 'file.unsupported'])
    const broken = await send(here, path, 'yan', '%PDF-1.4\nbroken', 'report.pdf')
    expect([broken.status, broken.body.code]).toEqual([415, 'file.undecodable'])
    const large = await send(here, path, 'yan', new Uint8Array(21 * 1024 * 1024), 'report.pdf')
    expect([large.status, large.body.code]).toEqual([413, 'file.too-large'])
    for (let n = 0; n < 10; n++) expect((await sendReport(here, id, 'yan', `${n}`, `${n}.pdf`)).status).toBe(201)
    expect((await sendReport(here, id, 'yan', 'one more', 'more.pdf')).body.problems[0].code).toBe('too-many-files')
    const { rows } = await here.db.query('SELECT count(*) AS n FROM files')
    expect(rows[0]?.n).toBe(10)
  })

  test('goes away while it is a draft; what a public version carries stays with it and with its corrections', async () => {
    const { here, id } = await open()
    const first = (await sendReport(here, id, 'yan', 'first')).body.id
    const remove = async (file: string) =>
      here.ask('DELETE', `/api/disclosures/${id}/files/${file}`, undefined, await here.as('yan'))
    expect((await remove(first)).status).toBe(200)
    expect((await remove(first)).status).toBe(404)
    const { body: kept } = await sendReport(here, id, 'yan', 'second')
    await send(here, `/api/disclosures/${id}/rows`, 'yan', GOOD, 'rows.csv')
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    await decide(here, id, 'zhao', 'approval')
    await decide(here, id, 'yan', 'correction', { changed: '补质控报告', basis: '实验室补充' })
    expect((await remove(kept.id)).body.code).toBe('disclosure.not-from-here')
    await sendReport(here, id, 'yan', 'quality', 'quality.pdf')
    await decide(here, id, 'yan', 'submission')
    await decide(here, id, 'hua', 'signature')
    await decide(here, id, 'zhao', 'approval')
    const versions = await published(here, 'soil_self_monitoring')
    expect(versions.map((one) => one.files.map((file: { name: string }) => file.name))).toEqual([
      ['report.pdf'],
      ['quality.pdf', 'report.pdf'],
    ])
  })

  test('uploaded for a correction that is given up, it goes with it', async () => {
    const { here } = await open()
    const id = await publishOne(here, 'soil_self_monitoring', aYear(2024))
    await decide(here, id, 'yan', 'correction', { changed: '补', basis: '据' })
    await sendReport(here, id, 'yan', 'given up')
    await decide(here, id, 'yan', 'abandonment')
    expect((await here.db.query('SELECT 1 FROM files')).rows).toHaveLength(0)
  })
})
