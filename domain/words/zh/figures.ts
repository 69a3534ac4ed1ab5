import type { Bureau } from '../../bureau.ts'
import { organisationName } from '../../bureau.ts'
import type { Outcome, Remedied } from '../../case/outcome.ts'
import type { RejectionGround } from '../../case/rejection.ts'
import type { IndustryRow } from '../../figures/industry.ts'
import { CROSSED, type Dimension, isCrossed, type Measure } from '../../figures/measure.ts'
import type { Shown } from '../../figures/public.ts'
import type { Channel, TipKind } from '../../tip/kinds.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from './case.ts'
import { REJECTION_WORDS } from './rejection.ts'
import { INDUSTRY_WORDS } from './taxonomy.ts'
import { CHANNEL_WORDS, TIP_KIND_WORDS } from './tip.ts'

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  received: '收到',
  accepted: '受理',
  refused: '不予受理',
  transferred: '移送',
  closed: '办结',
  on_time: '按期办结',
  late: '逾期办结',
  reopened: '重新办理',
  urged: '催办',
  supervised: '督办',
  unsealed: '拆封身份',
}

/** What each figure counts, and the article that asks for it or fixes its limit. */
export const MEASURE_MEANINGS: Readonly<Record<Measure, { meaning: string; article: string }>> = {
  received: {
    meaning: '期内收到的举报，一件事项计一件，按收到之日计；同一事项又有人举报，并入原件，不另计。',
    article: '环境保护部令第15号第六条第（五）项',
  },
  accepted: {
    meaning: '期内决定受理的件数，按受理之日计，不论何时收到。',
    article: '环境保护部令第15号第六条第（五）项',
  },
  refused: { meaning: '期内决定不予受理的件数，按理由分列。', article: '环境保护部令第15号第八条' },
  transferred: { meaning: '期内移送其他单位办理的件数。', article: '《信访工作条例》第四十一条' },
  closed: {
    meaning: '期内办结的件次，按办结之日计；重新办理后再次办结，再计一次。',
    article: '环境保护部令第15号第十一条',
  },
  on_time: {
    meaning:
      '办结件次中，在办结期限内办结的。期限从受理之日起算，按当天的规定；经批准延期的加上延期，上级定了期限的从其期限。',
    article: '环境保护部令第15号第十一条、《信访工作条例》第三十四条',
  },
  late: { meaning: '办结件次中，超过上述期限的。', article: '环境保护部令第15号第十一条、《信访工作条例》第三十四条' },
  reopened: {
    meaning: '本期办结的件次中，后来又重新办理的；公布后才重新办理的，列入下一次修订。',
    article: '《信访工作条例》第三十五条、第三十六条',
  },
  urged: { meaning: '期内催办的次数。', article: '环境保护部令第15号第六条' },
  supervised: { meaning: '期内督办的次数。', article: '《信访工作条例》第四十条、第四十一条' },
  unsealed: { meaning: '期内经两人同意拆封举报人身份的次数。', article: '《信访工作条例》关于保密的规定' },
}

export const RATE_WORDS = {
  onTimeRate: { label: '按期办结率', meaning: '按期办结 ÷ 办结。' },
  reopeningRate: { label: '重新办理率', meaning: '重新办理 ÷ 办结。' },
  medianDays: {
    label: '办理天数中位数',
    meaning: '从受理（重新办理的从重新办理）之日到办结之日的日历天数，排在正中的一个；件数为偶数时取中间两个的平均。',
  },
  p90Days: { label: '九成在几天内办结', meaning: '同上，从短到长排到第九成的一件用了几天。' },
} as const

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  all: '全区',
  kind: '污染类型',
  street: '事发街道',
  channel: '来源渠道',
  industry: '被举报行业',
  office: '承办单位',
  ground: '不予受理的理由',
  outcome: '调查结论',
  remedied: '整改是否到位',
  street_ground: '事发街道和不予受理的理由',
  street_outcome: '事发街道和调查结论',
  street_remedied: '事发街道和整改是否到位',
  kind_outcome: '污染类型和调查结论',
  kind_remedied: '污染类型和整改是否到位',
}

const INDUSTRY_ROW_WORDS: Readonly<Record<IndustryRow, string>> = {
  ...INDUSTRY_WORDS,
  other: '其他行业',
  none: '没有写明',
}

/** What a row is called. */
export function rowWord(by: Dimension, of: string, bureau: Bureau): string {
  if (isCrossed(by)) {
    const [one = '', other = ''] = of.split(':')
    return `${rowWord(CROSSED[by][0], one, bureau)}：${rowWord(CROSSED[by][1], other, bureau)}`
  }
  switch (by) {
    case 'all':
      return '全区合计'
    case 'kind':
      return TIP_KIND_WORDS[of as TipKind]
    case 'channel':
      return CHANNEL_WORDS[of as Channel]
    case 'industry':
      return INDUSTRY_ROW_WORDS[of as IndustryRow] ?? of
    case 'ground':
      return REJECTION_WORDS[of as RejectionGround].label
    case 'outcome':
      return OUTCOME_WORDS[of as Outcome] ?? '没有记录'
    case 'remedied':
      return REMEDIED_WORDS[of as Remedied] ?? '没有记录'
    case 'street':
      return of === 'none' ? '区外或未判明街道' : organisationName(bureau, of)
    case 'office':
      return of === 'none' ? '没有记录' : organisationName(bureau, of)
  }
}

/** `2026年10月`, `2026年`. */
export function periodWord(period: string): string {
  const [year, month] = period.split('-')
  return month ? `${year}年${Number(month)}月` : `${year}年`
}

export const WITHHELD = '不公布'
/** Of a column that a version has. */
export const TOLD_APART = '分列'

/** A count as pages and tables print it. */
export function shownWord(shown: Shown | undefined): string {
  return shown === null || shown === undefined ? WITHHELD : String(shown)
}

/** What a later version says of itself. */
export const REVISION_BASIS =
  '公布以后，本期办结的案件有重新办理的，或者有补录的来件，按新的情况修订；第一次公布的数字仍可查看。'
export const revisionWord = (measure: Measure, before: Shown | undefined, now: Shown | undefined): string =>
  `全区${MEASURE_WORDS[measure]}由 ${shownWord(before)} 改为 ${shownWord(now)}`
export const REVISION_OF_TABLES = '分列的数字有变动'
