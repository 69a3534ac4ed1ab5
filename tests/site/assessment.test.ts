import { describe, expect, test } from 'vitest'
import type { AssessmentPage, PageLocals } from '#domain/page.ts'
import { recordAddress } from '#domain/record.ts'
import { sampleLocals } from '#site/sample.ts'
import { assessmentFailed, assessmentMet } from '#site/sample-projects.ts'
import { bureau } from '../fixtures/bureau.ts'
import { frameOf, page, textOf } from './build.ts'

const failed = recordAddress(assessmentFailed.kind, assessmentFailed.id)
const met = recordAddress(assessmentMet.kind, assessmentMet.id)
const sample = sampleLocals(failed, bureau).assessment as AssessmentPage
const data = assessmentFailed.data
if (!data) throw new Error('the sample is whole')
const of = (about: Partial<typeof data>): Partial<PageLocals> => ({
  assessment: { ...sample, record: { ...assessmentFailed, data: { ...data, ...about } } },
})
const html = await page(failed)
const text = textOf(html)

describe('an assessment', () => {
  test('says first whether the targets are met', async () => {
    expect(text).toMatch(/结论 没有达到修复目标.*每种污染物达标没有/)
    expect(textOf(await page(met))).toMatch(/结论 达到修复目标/)
  })

  test('says of every pollutant what was allowed, what was found, and whether that is met', () => {
    const rows = [...html.matchAll(/<tr[^>]*>(?:(?!<\/tr>).)*(?:达标|没达标)(?:(?!<\/tr>).)*<\/tr>/gs)].map(([row]) =>
      textOf(row),
    )
    expect(rows).toHaveLength(data.findings.length)
    for (const [at, finding] of data.findings.entries()) {
      expect(rows[at]).toContain(`${finding.target}`)
      expect(rows[at]).toContain(finding.highest)
      expect(rows[at]?.includes('没达标')).toBe(!finding.met)
    }
  })

  test('shows every result at every point, and marks those above the target', () => {
    for (const row of data.rows) expect(text).toContain(`${row.point} ${row.depthTop}–${row.depthBottom} 米`)
    expect(text.match(/高于目标 \d+/g)).toEqual(['高于目标 268', '高于目标 171'])
    expect(text).toContain('1 个无法和目标比较')
  })

  test('says beside the verdict where its own numbers speak against it, and nothing where they do not', async () => {
    const [finding] = data.findings as [(typeof data.findings)[number]]
    const lenient = { ...finding, highest: `${finding.target + 1}`, met: true }
    const doubted = textOf(await page(failed, of({ findings: [lenient], rows: [], conclusion: 'met' })))
    expect(doubted).toMatch(/达标 对不上 .+：测得最高的结果高于目标，评估单位仍判为达标/)
    expect(textOf(await page(met))).not.toContain('对不上')
  })

  test('with very many results shows those above the target and leads to all of them', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({
      ...(data.rows[0] as (typeof data.rows)[number]),
      point: `P${at}`,
      value: at === 4321 ? '4000' : '12',
    }))
    const long = await page(failed, of({ rows }))
    expect(textOf(long)).toContain('P4321')
    expect(textOf(long)).not.toContain('P4320')
    expect(long).toContain(`href="${failed.slice(0, -1)}.csv"`)
    expect(long.length).toBeLessThan(60_000)
  })

  test('says until when anybody may object, and afterwards that this is over', async () => {
    expect(text).toContain('期限已在2026年11月4日结束')
    const onLastDay = { ...frameOf(), asOf: '2026-11-04' }
    expect(textOf(await page(failed, { frame: onLastDay }))).toContain('2026年11月4日前（含当天）可以提意见')
    expect(textOf(await page(failed, { frame: { ...onLastDay, asOf: '2026-11-05' } }))).not.toContain('可以提意见')
  })

  test('offers the report with its size and digest, and its words as a page', async () => {
    const [file] = assessmentFailed.files
    expect(html).toContain(`href="${failed}v/1/${file?.name}"`)
    expect(text).toContain('6.0 MB')
    expect(text).toContain(file?.sha256)
    expect(html).toContain(`href="${failed}text/"`)
    const words = textOf(await page(`${failed}text/`))
    for (const line of data.reportText.trim().split(/\n+/)) expect(words).toContain(line)
  })

  test('names assessor and contractor, and that they are not the same', () => {
    expect(text).toContain(data.assessor.name)
    expect(text).toContain(data.contractor.name)
    expect(text).toContain('和施工单位不是同一家')
  })
})
