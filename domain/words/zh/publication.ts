import type { Outcome, Remedied } from '../../case/outcome.ts'
import type { PublishedCase } from '../../case/publication/record.ts'
import type { TipKind } from '../../tip/kinds.ts'
import { TIP_KIND_WORDS } from './tip.ts'

/** What stands in a public text where something was put out of sight. */
export const MASK_WORDS = {
  email: '〔邮箱已隐去〕',
  account: '〔账号已隐去〕',
  day: '〔日期已隐去〕',
  id: '〔证件号已隐去〕',
  phone: '〔电话已隐去〕',
  number: '〔号码已隐去〕',
  plate: '〔车牌已隐去〕',
} as const

/** That a case is closed, and whether by its last day where its row says so. */
export function closedWord(inTime: boolean | undefined): string {
  return inTime === undefined ? '已办结' : inTime ? '按期办结' : '超期办结'
}

export const PUBLIC_TEXT_WORDS = {
  problem: '反映的问题',
  findings: '调查核实情况',
  measures: '处理和整改情况',
} as const

/** Where a row leads. */
export const ABOUT_WORDS = { enterprise: '企业', plot: '地块', project: '修复项目' } as const

/** What everything a row says is called, on its page and where two versions are compared. */
export const ROW_WORDS: Readonly<Record<keyof PublishedCase, string>> = {
  ...PUBLIC_TEXT_WORDS,
  ...ABOUT_WORDS,
  outcome: '是否属实',
  remedied: '是否整改到位',
  inTime: '是否办结',
  week: '办结的星期',
  days: '从受理到办结',
  street: '行政区域',
  kinds: '污染类型',
  place: '大致位置',
  photos: '照片',
}

/** Where a case was, as fine as it is told. */
export function cellWord({ lng, lat, cell }: { lng: number; lat: number; cell: number }): string {
  return `东经 ${lng}°、北纬 ${lat}° 一带，边长 ${cell} 米的方格`
}

/** Sentences to begin with; staff put in what was found. */
export const PROBLEM_TEMPLATE = (kinds: string): string => `群众反映辖区内存在${kinds}方面的问题。`

export const FINDINGS_TEMPLATES: Readonly<Record<Outcome, string>> = {
  substantiated: '本局派员到场检查，所述情形存在。',
  partly_substantiated: '本局派员到场检查，所述情形一部分存在，其余部分没有发现。',
  unsubstantiated: '本局派员到场检查，没有发现所述情形。',
  unverifiable: '本局派员到场检查，现有线索不足以认定，已列入日常巡查。',
}

export const MEASURES_TEMPLATES: Readonly<Record<Remedied, string>> = {
  yes: '已督促责任方整改，本局复查时整改完毕。',
  by_promise: '责任方书面承诺限期整改，到期由本局复查。',
  no: '已责令责任方改正，整改尚未完成，本局继续跟踪。',
  not_applicable: '不需要整改。',
}

/** What stands beside a field when its text may not be published as it is. */
export const TEXT_PROBLEMS = {
  shared: (passages: readonly string[]) =>
    `有和举报人或内部记录连着相同的文字，请换一种说法：${passages.map((one) => `「${one}」`).join('、')}。`,
  patchwork: '这段文字和举报原文大半相同，只是换了次序，请重新写。',
  unmasked: (found: readonly string[]) =>
    `有能认出个人或具体日期的内容，请隐去：${found.map((one) => `「${one}」`).join('、')}。`,
  named: (names: readonly string[]) => `请去掉这些名字或编号：${names.map((one) => `「${one}」`).join('、')}。`,
  change: '这件已经公开过。更正要写明改了什么、依据是什么。',
  'no-change': '这件还没有公开过，不用写更正说明。',
  gone: (word: string) => `登记册里没有这个${word}，请重新查找后选择。`,
} as const

/** What stands against a picture of a public row; `nth` counts those chosen. */
export const PHOTO_PROBLEMS = {
  unapproved: (nth: number) => `第 ${nth} 张照片没有经负责人批准，或者批准已经收回，请重新选。`,
  twice: (nth: number) => `第 ${nth} 张照片和前面的是同一张。`,
} as const

/** `2026-W46` as people read it. */
export function weekWord(week: string): string {
  const [year, number] = week.split('-W')
  return `${year} 年第 ${Number(number)} 周`
}

/** What a row is called: its number, where and what. */
export function caseTitle(number: string, street: string | null, kinds: readonly TipKind[]): string {
  return `${street ?? '辖区内'}${kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')}问题（${number}）`
}
