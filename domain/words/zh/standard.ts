import type { LandClass } from '../../disclosure/schema.ts'
import type { Comparison, ComparisonReason } from '../../standard/compare.ts'

export const LAND_CLASS_WORDS: Readonly<Record<LandClass, string>> = {
  class1: '第一类用地',
  class2: '第二类用地',
  unclear: '用地类别未定',
  paddy: '水田',
  other_farmland: '水田以外的农用地',
}

/** What each class of land is, for those who choose one (GB 36600-2018 4.1, GB 15618-2018 table 1). */
export const LAND_CLASS_HINTS: Readonly<Record<LandClass, string>> = {
  class1: '住宅、中小学、医疗、社会福利、社区公园和儿童公园',
  class2: '工业、物流仓储、商业、道路、公用设施和其他绿地',
  unclear: '规划用途还没有确定，按较严的第一类用地比较',
  paddy: '种水稻的耕地，按样品的 pH 选限值',
  other_farmland: '旱地、果园、菜地等，按样品的 pH 选限值',
}

/** The four states of a result. */
export const COMPARISON_WORDS: Readonly<Record<Comparison['state'], string>> = {
  within: '未超过',
  over: '超过',
  not_comparable: '无法比较',
  not_reported: '没有报告',
}

/** Which values of the standard a result exceeds, and what the standard says follows. */
export const LEVEL_WORDS: Readonly<Record<NonNullable<Comparison['level']>, { label: string; meaning: string }>> = {
  screening: { label: '超过筛选值', meaning: '可能有风险，应当进一步调查' },
  intervention: { label: '超过管制值', meaning: '通常存在不可接受的风险，应当采取管控或者修复措施' },
}

/** Why there is no comparison, or what to know about one. */
export const COMPARISON_REASON_WORDS: Readonly<Record<ComparisonReason, string>> = {
  'no-limit': '国家标准没有这一项的限值',
  'not-in-force': '采样时这项国家标准还没有施行',
  'name-cas-differ': '污染物名称和 CAS 号说的不是同一种物质',
  'unknown-unit': '单位不能换算成每千克干土中有多少毫克',
  unreadable: '测定值读不出一个数',
  species: '标准限的是这种元素的另一种形态，例如六价铬和总铬不能互相代替',
  sum: '标准限的是指定几种物质之和，和这里报告的不是同一组物质',
  'no-ph': '没有同一个样品的 pH，而这一项的农用地限值要按 pH 选',
  'no-detection-limit': '没有检出，但没有写明检出限',
  'detection-limit-above-limit': '没有检出，但检出限高于筛选值，不能说明没有超过',
  'below-detection': '没有检出，检出限不高于筛选值',
  'background-may-apply': '砷、钴、钒超过筛选值但不高于当地土壤背景值的，不按污染地块管理',
  'assumed-class1': '用地类别未定，按较严的第一类用地比较',
}

/**
 * A comparison as the end of a sentence, without a full stop: 「是第二类用地筛选值的 1.4 倍」. A ratio that rounds to one
 * is said in words, so that nothing over the limit reads as at it.
 */
export function comparisonWords(comparison: Comparison, landClass: LandClass): string {
  const { state, ratio, why } = comparison
  if (state === 'not_reported') return '没有报告结果'
  if (state === 'not_comparable') return `无法比较：${why ? COMPARISON_REASON_WORDS[why] : '原因不明'}`
  const limit = `${LAND_CLASS_WORDS[landClass === 'unclear' ? 'class1' : landClass]}筛选值`
  if (state === 'over') {
    const times = ratio === null || ratio <= 1 ? `略高于${limit}` : `是${limit}的 ${ratio} 倍`
    return comparison.level === 'intervention' ? `${times}，也超过了管制值` : times
  }
  if (why === 'below-detection' || ratio === null) return `没有检出，未超过${limit}`
  if (ratio >= 1) {
    const equal = comparison.mgPerKg === comparison.screening?.value
    return equal ? `正好等于${limit}，未超过` : `略低于${limit}，未超过`
  }
  return `未超过${limit}，${share(ratio)}`
}

/** What a reader should know besides: a class assumed, a background that may apply. Null when there is nothing. */
export function comparisonNote(comparison: Comparison, landClass: LandClass): string | null {
  const notes: ComparisonReason[] = []
  if (landClass === 'unclear' && comparison.screening) notes.push('assumed-class1')
  if (comparison.why === 'background-may-apply') notes.push('background-may-apply')
  return notes.length === 0 ? null : `${notes.map((one) => COMPARISON_REASON_WORDS[one]).join('；')}。`
}

function share(ratio: number): string {
  return ratio < 0.01 ? '不到它的 1%' : `是它的 ${Number((ratio * 100).toPrecision(2))}%`
}
