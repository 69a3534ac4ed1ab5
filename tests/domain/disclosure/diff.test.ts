import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffOf } from '#domain/disclosure/diff.ts'
import type { SoilRow, SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import type { PublicRecord } from '#domain/record.ts'
import type { EffectAssessment } from '#domain/remediation/assessment.ts'

const row = (more: Partial<SoilRow> = {}): SoilRow => ({
  point: 'S1',
  depthTop: 0,
  depthBottom: 0.2,
  sampledOn: '2025-05-06',
  pollutant: '铅',
  value: '30',
  unit: 'mg/kg',
  institution: '净源检测',
  ...more,
})
const BASE: SoilSelfMonitoring = {
  period: { year: 2025 },
  landClass: 'class2',
  rows: [row(), row({ pollutant: '镉', value: '<0.01' })],
}

function version(
  data: Partial<SoilSelfMonitoring>,
  more: Partial<PublicRecord<'soil_self_monitoring'>> = {},
): PublicRecord {
  return {
    kind: 'soil_self_monitoring',
    id: 'x',
    version: 1,
    title: '2025 年土壤自行监测',
    publishedOn: '2026-03-01',
    party: { code: '91410102MADEM00012', name: '晨星电镀（虚构）有限公司' },
    change: null,
    withdrawn: null,
    returned: 0,
    files: [],
    data: { ...BASE, ...data },
    ...more,
  } as PublicRecord
}

describe('two versions of a report', () => {
  test('that say the same differ in nothing, wherever the rows stand', () => {
    expect(diffOf(version({}), version({}))).toEqual([])
    expect(diffOf(version({}), version({ rows: BASE.rows.toReversed() }))).toEqual([])
    expect(diffOf(version({}), version({}, { version: 2, publishedOn: '2026-04-01', returned: 2 }))).toEqual([])
  })

  test('a changed number is one line that names point, depth, day and pollutant', () => {
    expect(diffOf(version({}), version({ rows: [row({ value: '300' }), ...BASE.rows.slice(1)] }))).toEqual([
      { path: 'rows.0.value', label: 'S1，0–0.2 米，2025-05-06，铅：测定值（mg/kg）', from: '30', to: '300' },
    ])
  })

  test('a row that came and one that went are a line each', () => {
    expect(diffOf(version({}), version({ rows: [row({ point: 'S2' }), ...BASE.rows.slice(1)] }))).toEqual([
      { path: 'rows.0', label: 'S2，0–0.2 米，2025-05-06，铅', from: null, to: '30 mg/kg' },
      { path: 'rows.0', label: 'S1，0–0.2 米，2025-05-06，铅', from: '30 mg/kg', to: null },
    ])
  })

  test('choices and what was left out are said in words', () => {
    expect(diffOf(version({ statement: '一' }), version({ landClass: 'class1' }))).toEqual([
      { path: 'landClass', label: '用地类别', from: '第二类用地', to: '第一类用地' },
      { path: 'statement', label: '情况说明', from: '一', to: null },
    ])
  })

  test('of a long text only what differs is given', () => {
    const long = '土'.repeat(300)
    const [line] = diffOf(version({ statement: `${long}甲${long}` }), version({ statement: `${long}乙${long}` }))
    expect(line).toEqual({
      path: 'statement',
      label: '情况说明',
      from: `…${'土'.repeat(30)}甲${'土'.repeat(30)}…`,
      to: `…${'土'.repeat(30)}乙${'土'.repeat(30)}…`,
    })
  })

  test('files differ by their digest', () => {
    const file = { name: '报告.pdf', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }
    const lines = diffOf(
      version({}, { files: [file] }),
      version({}, { files: [{ ...file, size: 11, sha256: 'b'.repeat(64) }] }),
    )
    expect(lines.map(({ label }) => label)).toEqual(['文件 报告.pdf：大小', '文件 报告.pdf：SHA-256'])
  })

  test('a withdrawal takes everything away', () => {
    const lines = diffOf(version({}), version({}, { data: null, withdrawn: { basis: '依据' } }))
    expect(lines).not.toHaveLength(0)
    expect(lines.every((one) => one.to === null)).toBe(true)
  })

  test('an assessment: targets by pollutant and medium, truths as yes and no', () => {
    const finding = {
      pollutant: '铅',
      item: 'pb',
      target: 400,
      unit: 'mg/kg',
      medium: 'soil',
      highest: '390',
      met: true,
    } as const
    const of = (findings: EffectAssessment['findings'], conclusion: EffectAssessment['conclusion']) =>
      version({ findings, conclusion } as never)
    expect(
      diffOf(
        of([finding], 'met'),
        of(
          [
            { ...finding, medium: 'groundwater' },
            { ...finding, highest: '410', met: false },
          ],
          'not_met',
        ),
      ),
    ).toEqual([
      { path: 'findings.0', label: '地下水中的铅', from: null, to: '最高 390，目标 400 mg/kg，达到' },
      { path: 'findings.1.highest', label: '土壤中的铅：最高值（mg/kg）', from: '390', to: '410' },
      { path: 'findings.1.met', label: '土壤中的铅：是否达标', from: '是', to: '否' },
      { path: 'conclusion', label: '评估结论', from: '达到修复目标', to: '没有达到修复目标' },
    ])
  })

  test('whatever the versions, no line says the same twice, and the other way round it is the same lines turned', () => {
    const rows = fc.array(
      fc
        .record({
          point: fc.constantFrom('S1', 'S2'),
          pollutant: fc.constantFrom('铅', 'Pb', '镉', 'x'),
          value: fc.constantFrom('1', '2'),
        })
        .map((more) => row(more)),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const there = diffOf(version({ rows: a }), version({ rows: b }))
        const back = diffOf(version({ rows: b }), version({ rows: a }))
        for (const { from, to } of there) expect(from).not.toBe(to)
        const turned = (lines: typeof there) => lines.map(({ from, to }) => JSON.stringify([from, to])).sort()
        expect(turned(there)).toEqual(turned(back.map((one) => ({ ...one, from: one.to, to: one.from }))))
      }),
    )
  })
})
