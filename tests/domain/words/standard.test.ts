import { describe, expect, test } from 'vitest'
import type { LandClass } from '#domain/disclosure/schema.ts'
import { compare } from '#domain/standard/compare.ts'
import { CHECK_WORDS } from '#domain/words/zh/check.ts'
import { ROW_PROBLEM_WORDS } from '#domain/words/zh/rows.ts'
import { comparisonNote, comparisonWords } from '#domain/words/zh/standard.ts'
import { TEMPLATE_HINTS } from '#domain/words/zh/template.ts'

const of = (pollutant: string, value: string, landClass: LandClass, ph: number | null = null) =>
  compare({ pollutant, value, unit: 'mg/kg', sampledOn: '2025-05-06' }, { landClass, ph })
const said = (pollutant: string, value: string, landClass: LandClass, ph: number | null = null) =>
  comparisonWords(of(pollutant, value, landClass, ph), landClass)

describe('a comparison in words', () => {
  test.each([
    ['铅', '1120', 'class2', '是第二类用地筛选值的 1.4 倍'],
    ['铅', '2600', 'class2', '是第二类用地筛选值的 3.3 倍，也超过了管制值'],
    ['铅', '800', 'class2', '正好等于第二类用地筛选值，未超过'],
    ['铅', '800.5', 'class2', '略高于第二类用地筛选值'],
    ['铅', '799.5', 'class2', '略低于第二类用地筛选值，未超过'],
    ['铅', '280', 'class2', '未超过第二类用地筛选值，是它的 35%'],
    ['铅', '1', 'class2', '未超过第二类用地筛选值，不到它的 1%'],
    ['铅', '<1', 'class2', '没有检出，未超过第二类用地筛选值'],
    ['铅', '未检测', 'class2', '没有报告结果'],
    ['铬', '10', 'class2', '无法比较：标准限的是这种元素的另一种形态，例如六价铬和总铬不能互相代替'],
    ['镉', '0.5', 'paddy', '无法比较：没有同一个样品的 pH，而这一项的农用地限值要按 pH 选'],
  ] as const)('%s %s, %s: %s', (pollutant, value, landClass, words) => {
    expect(said(pollutant, value, landClass)).toBe(words)
  })

  test('farmland and land without a class', () => {
    expect(said('镉', '0.5', 'paddy', 6.5)).toBe('是水田筛选值的 1.3 倍')
    expect(said('铅', '480', 'unclear')).toBe('是第一类用地筛选值的 1.2 倍')
    expect(comparisonNote(of('铅', '480', 'unclear'), 'unclear')).toBe('用地类别未定，按较严的第一类用地比较。')
    expect(comparisonNote(of('砷', '21', 'class1'), 'class1')).toContain('背景值')
    expect(comparisonNote(of('铅', '21', 'class1'), 'class1')).toBeNull()
  })
})

test('every problem and check is a whole sentence', () => {
  const about = {
    column: '单位',
    said: 'x',
    line: 2,
    name: '铅',
    names: ['铅'],
    count: 3,
    min: '0',
    max: '1',
    year: 2025,
    times: 12,
    why: 'sum' as const,
  }
  for (const word of [...Object.values(ROW_PROBLEM_WORDS), ...Object.values(CHECK_WORDS)]) {
    expect(word(about)).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(word(about)).not.toMatch(/undefined|NaN/)
  }
})

test('hints of the template fit where spreadsheet programs show them', () => {
  for (const { title, text } of Object.values(TEMPLATE_HINTS)) {
    expect(title.length).toBeLessThanOrEqual(32)
    expect(text.length).toBeLessThanOrEqual(255)
  }
})
