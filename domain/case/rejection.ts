/** Grounds for 不予受理: code → source. What each obliges us to tell is worded in `words/zh/case.ts`. */
export const REJECTIONS = {
  'not-remit': { article: '《环保举报热线工作管理办法》（环境保护部令第15号）第八条第（二）项' },
  'litigation-arbitration-review': { article: '《环保举报热线工作管理办法》（令第15号）第八条第（三）项' },
  'duplicate-open': { article: '《环保举报热线工作管理办法》（令第15号）第八条第（四）项' },
  'same-facts-after-reply': { article: '《环保举报热线工作管理办法》（令第15号）第八条第（五）项' },
  'final-after-recheck': { article: '《信访工作条例》第三十六条第三款' },
  'level-skip-open': { article: '《信访工作条例》第十九条第三款' },
  'clue-insufficient': { article: '生态环境部举报情况通报所列做法（线索不详）' },
  'discipline-or-police': { article: '《信访工作条例》第二十二条、第三十条' },
} as const
export type RejectionGround = keyof typeof REJECTIONS
export const REJECTION_GROUNDS = [
  'not-remit',
  'litigation-arbitration-review',
  'duplicate-open',
  'same-facts-after-reply',
  'final-after-recheck',
  'level-skip-open',
  'clue-insufficient',
  'discipline-or-police',
] as const satisfies readonly RejectionGround[]
