import type { ComparisonReason } from '../../standard/compare.ts'
import { COMPARISON_REASON_WORDS } from './standard.ts'

/** What a sentence about a result may mention. */
export type CheckAbout = {
  line?: number
  year?: number
  /** A comparison in words. */
  said?: string
  times?: number
  name?: string
  names?: readonly string[]
  why?: ComparisonReason
}
type Word = (about: CheckAbout) => string

/** A list for a sentence; a long one is cut with its number. */
const listed = (names: readonly string[] = []) =>
  names.length <= 8 ? names.join('、') : `${names.slice(0, 8).join('、')}等 ${names.length} 个`

/** What to write instead, where a name is not exact enough to compare. */
const INSTEAD: Readonly<Partial<Record<ComparisonReason, string>>> = {
  species: '如果测的是六价铬请写“铬（六价）”，农用地请报总铬。',
  sum: '请照标准写明是哪几种之和，例如“石油烃（C10-C40）”“滴滴涕总量”，或者分开填报。',
  'no-ph': '请给这个样品补上一行 pH。',
  'no-detection-limit': '请补填检出限。',
  'detection-limit-above-limit': '请核对检出限和单位，必要时换更灵敏的方法。',
}

/** What stands out in results, as sentences that say what to do. */
export const CHECK_WORDS = {
  'repeated-row': ({ line }) => `和第 ${line} 行是同一点位、深度、日期的同一种污染物，请只留一行。`,
  'other-year': ({ year }) => `采样日期不在 ${year} 年，请检查日期或者年度。`,
  'far-over': ({ name }) => `超过标准 100 倍以上，请先核对数值和单位；确实如此的，请在“情况说明”里写明${name}的情况。`,
  'over-limit': ({ said }) => `${said}，请核对后再报。`,
  'future-day': () => '采样日期还没有到，请检查。',
  'not-comparable': ({ why }) => (why ? `${COMPARISON_REASON_WORDS[why]}。${INSTEAD[why] ?? ''}` : '不能和标准比较。'),
  'not-reported': () => '写明没有测，公开时会显示“没有报告”。',
  zero: () => '测定值是 0。没有检出的请填“<检出限”或者“未检出”，不要填 0。',
  'under-detection-limit': () => '测定值低于检出限，请核对；低于检出限的应当填“<检出限”或者“未检出”。',
  'two-detection-limits': () => '测定值里的检出限和“检出限”一列不一致，请核对。',
  'far-above-before': ({ times, year }) => `是 ${year} 年同一位置的 ${times} 倍，请核对。`,
  'far-below-before': ({ times, year }) => `只有 ${year} 年同一位置的 ${times} 分之一，请核对单位和数值。`,
  'unknown-names': ({ names }) =>
    `${listed(names)}不是标准里的名称，不会和限值比较。是标准里的污染物的，请改用标准的名称，或者填上 CAS 号。`,
  'points-gone': ({ names, year }) => `${year} 年测过的点位今年没有数据：${listed(names)}。`,
  'pollutants-gone': ({ names, year }) => `${year} 年测过的项目今年没有数据：${listed(names)}。`,
} as const satisfies Record<string, Word>

export type CheckCode = keyof typeof CHECK_WORDS
