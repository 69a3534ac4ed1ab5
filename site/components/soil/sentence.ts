import type { LandClass } from '#domain/disclosure/schema.ts'
import type { ComparisonReason } from '#domain/standard/compare.ts'
import type { Limit } from '#domain/standard/limit.ts'
import { COMPARISON_REASON_WORDS, comparisonNote, comparisonWords } from '#domain/words/zh/standard.ts'
import { type Judged, type Pollutant, shownOf } from './results.ts'

export type Counts = { over: number; intervention: number; within: number; notComparable: number; notReported: number }

/** How many results stand where. */
export function countsOf(judged: readonly Judged[]): Counts {
  const count = (test: (one: Judged['comparison']) => boolean) => judged.filter((one) => test(one.comparison)).length
  return {
    over: count(({ state }) => state === 'over'),
    intervention: count(({ level }) => level === 'intervention'),
    within: count(({ state }) => state === 'within'),
    notComparable: count(({ state }) => state === 'not_comparable'),
    notReported: count(({ state }) => state === 'not_reported'),
  }
}

/** `84.0 mg/kg`; what is in another unit already says so. */
export function amountOf(judged: Judged): string {
  const text = shownOf(judged)
  return /^[<\d.]+L?$/i.test(text) ? `${text} mg/kg` : text
}

/**
 * The limits some results of one pollutant are held against, e.g. `筛选值 60 mg/kg，管制值 140（GB 36600-2018 表1 序号1）`;
 * from the lowest to the highest where they follow the pH of each sample or changed over the years. Null: there are none.
 */
export function limitWords(judged: readonly Judged[]): string | null {
  const screening = judged.map(({ comparison }) => comparison.screening).filter((limit) => limit !== null)
  const intervention = judged.map(({ comparison }) => comparison.intervention).filter((limit) => limit !== null)
  const [first] = screening
  if (!first) return null
  const differs = new Set(screening.map(({ value }) => value)).size > 1
  const clauses = [...new Set(screening.map(({ clause }) => clause))].join('、')
  const told = intervention.length > 0 ? `，管制值 ${rangeOf(intervention)}` : ''
  return `筛选值 ${rangeOf(screening)} mg/kg${told}（${clauses}${differs ? '，按土地用途和样品的 pH 定' : ''}）`
}

function rangeOf(limits: readonly Limit[]): string {
  const values = limits.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low === high ? String(low) : `${low}—${high}`
}

/** A sentence whose numbers keep their unit at the end of a line. */
export const withUnits = (sentence: string): string => sentence.replaceAll(' mg/kg', '\u00a0mg/kg')

/** Class of a cell whose text is too short to be broken; what somebody wrote at length may break anywhere. */
export const unbroken = (text: string): 'nowrap' | undefined => (text.length <= 9 ? 'nowrap' : undefined)

/** The outcome of a year in one or two sentences, the worst first. Nothing here says that the ground is safe. */
export function outcomeOf(pollutants: readonly Pollutant[], landClass: LandClass): string {
  const over = pollutants.filter(({ state }) => state === 'over')
  const counts = countsOf(pollutants.flatMap(({ all }) => all))
  const [worst] = over
  if (!worst) {
    const rest = counts.notComparable + counts.notReported
    return rest > 0
      ? `能比较的 ${counts.within} 个结果都不超过筛选值；另有 ${rest} 个无法比较。`
      : '结果都不超过筛选值。'
  }
  const { row, comparison } = worst.top
  const names = over.map(({ name }) => name).join('、')
  const most = `${over.length > 1 ? '超得最多的是 ' : ''}${row.point}的${worst.name}：${amountOf(worst.top)}，${comparisonWords(comparison, landClass)}`
  return `${names}超过筛选值，共 ${counts.over} 个结果。${most}。${counts.intervention > 0 ? `其中 ${counts.intervention} 个还超过管制值。` : '没有超过管制值。'}`
}

/** Why results could not be compared, with how many each; the most frequent first. */
export function whyNotCompared(judged: readonly Judged[]): { words: string; count: number }[] {
  const counts = new Map<ComparisonReason, number>()
  for (const { comparison } of judged)
    if (comparison.state === 'not_comparable' && comparison.why)
      counts.set(comparison.why, (counts.get(comparison.why) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([why, count]) => ({ words: COMPARISON_REASON_WORDS[why], count }))
}

/** What a reader should know about the comparisons besides: a class assumed, a background that may apply. */
export function notesOf(judged: readonly Judged[], landClass: LandClass): string[] {
  const notes = judged.map(({ comparison }) => comparisonNote(comparison, landClass))
  return [...new Set(notes.filter((note) => note !== null))]
}
