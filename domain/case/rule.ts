/** Every limit of the procedure by name. Configuration can name these and no other. */
export const RULE_IDS = [
  'accept',
  'forward',
  'hand-back',
  'close',
  'extension',
  'superior',
  'review-request',
  'review',
  'recheck-request',
  'recheck',
  'survey',
  'reopening-answer',
  'emergency',
  'emergency-lesser',
  'enforcement-filing',
  'enforcement-filing-extension',
  'enforcement-decision',
  'publication',
] as const
export type RuleId = (typeof RULE_IDS)[number]

export const UNITS = ['calendar', 'working', 'hours'] as const
export type Unit = (typeof UNITS)[number]

/**
 * One limit as it stands in force over some days. `amount` is null where somebody else sets the day. `unconfirmed`: the
 * source was read only in restatements, or not at all; pages say so. The first and last day are `YYYY-MM-DD`, null for open.
 */
export type Rule = {
  id: RuleId
  amount: number | null
  unit: Unit
  article: string
  unconfirmed: boolean
  validFrom: string | null
  validTo: string | null
}

const HOTLINE = '《环保举报热线工作管理办法》（环境保护部令第15号）'
const PETITIONS = '《信访工作条例》'
const SINCE_2011 = '2011-03-01'
const SINCE_2022 = '2022-05-01'

const rule = (id: RuleId, amount: number | null, unit: Unit, article: string, about: Partial<Rule> = {}): Rule => ({
  id,
  amount,
  unit,
  article,
  unconfirmed: false,
  validFrom: null,
  validTo: null,
  ...about,
})

/** What the law says, oldest first under each name; a later row in force on a day wins over an earlier one. */
export const CLOCK_RULES: readonly Rule[] = [
  rule('emergency', 2, 'hours', '《突发环境事件信息报告办法》（环境保护部令第17号）', { validFrom: '2011-05-01' }),
  rule('emergency-lesser', 4, 'hours', '《突发环境事件信息报告办法》（环境保护部令第17号）第三条', {
    validFrom: '2011-05-01',
  }),
  rule('accept', 15, 'calendar', `${HOTLINE}、${PETITIONS}第二十三条`, { validFrom: SINCE_2011 }),
  rule('forward', 3, 'working', '《环保举报热线工作管理办法》（令第15号）第九条、第十条', {
    validFrom: SINCE_2011,
    unconfirmed: true,
  }),
  rule('hand-back', 5, 'working', `${PETITIONS}第二十三条第三款`, { validFrom: SINCE_2022 }),
  rule('close', 60, 'calendar', `《环保举报热线工作管理办法》（令第15号）第十一条、${PETITIONS}第三十四条`, {
    validFrom: SINCE_2011,
  }),
  rule('extension', 30, 'calendar', `${PETITIONS}第三十四条`, { validFrom: SINCE_2011 }),
  rule('superior', null, 'calendar', '《环保举报热线工作管理办法》（令第15号）第十一条（上级交办的期限优先）', {
    validFrom: SINCE_2011,
    unconfirmed: true,
  }),
  rule('review-request', 30, 'calendar', `${PETITIONS}第三十五条`, { validFrom: SINCE_2022 }),
  rule('review', 30, 'calendar', `${PETITIONS}第三十五条`, { validFrom: SINCE_2022 }),
  rule('recheck-request', 30, 'calendar', `${PETITIONS}第三十六条`, { validFrom: SINCE_2022 }),
  rule('recheck', 30, 'calendar', `${PETITIONS}第三十六条（听证时间不计入）`, { validFrom: SINCE_2022 }),
  rule('survey', 7, 'calendar', '《环境保护公众参与办法》（处理结果告知举报人）；回访的日数为本系统建议', {
    validFrom: '2015-09-01',
    unconfirmed: true,
  }),
  rule('reopening-answer', 15, 'calendar', '参照《信访工作条例》第二十三条；答复重办要求的日数为本系统建议', {
    validFrom: SINCE_2022,
    unconfirmed: true,
  }),
  rule('enforcement-filing', 15, 'calendar', '《生态环境行政处罚办法》（2023年）关于立案期限的规定', {
    validFrom: '2023-07-01',
    unconfirmed: true,
  }),
  rule('enforcement-filing-extension', 15, 'calendar', '《生态环境行政处罚办法》（2023年）关于立案期限的规定', {
    validFrom: '2023-07-01',
    unconfirmed: true,
  }),
  rule('enforcement-decision', 90, 'calendar', '《行政处罚法》第六十条', { validFrom: '2021-07-15' }),
  rule('publication', 20, 'working', '《政府信息公开条例》第二十六条', { validFrom: '2019-05-15' }),
]

/** A limit as `content/bureau.json` gives it. */
type Configured = Omit<Rule, 'id' | 'validTo'> & { rule: RuleId; validTo?: string | undefined }

/** The law's rules with those the bureau configured after them, in the order of their names. */
export function rulesOf(bureau: { clockRules?: readonly Configured[] | undefined }): readonly Rule[] {
  const configured = bureau.clockRules ?? []
  if (configured.length === 0) return CLOCK_RULES
  return RULE_IDS.flatMap((id) => [
    ...CLOCK_RULES.filter((one) => one.id === id),
    ...configured
      .filter((one) => one.rule === id)
      .map(({ rule: _, ...one }): Rule => ({ id, ...one, validTo: one.validTo ?? null })),
  ])
}

/**
 * The rule in force on the day a limit starts: the last one that covers it. A day before all of them is counted by the
 * oldest, for a case of that day has a limit too.
 */
export function ruleOn(rules: readonly Rule[], id: RuleId, on: string): Rule {
  const named = rules.filter((one) => one.id === id)
  const day = on.slice(0, 10)
  const found = named.findLast(
    (one) => (one.validFrom === null || one.validFrom <= day) && (one.validTo === null || day <= one.validTo),
  )
  const rule = found ?? named[0]
  if (!rule) throw new Error(`couldn't find rule ${id}`)
  return rule
}

/** What whoever reported has time for: shorter is no stricter duty, it takes from them. */
export const WINDOWS_OF_REPORTERS: readonly RuleId[] = ['review-request', 'recheck-request']

/**
 * Why a bureau may not have this limit, undefined when it may: stricter than a confirmed one, never laxer, and a time of
 * the reporter's never shorter. What nobody confirmed it may correct.
 */
export function whyNotAmount(
  id: RuleId,
  amount: number,
  unit: Unit,
): 'set-by-superior' | 'other-unit' | 'laxer' | 'shorter' | undefined {
  const law = CLOCK_RULES.filter((one) => one.id === id).at(-1)
  if (!law || law.amount === null) return 'set-by-superior'
  if (law.unconfirmed) return undefined
  if (unit !== law.unit) return 'other-unit'
  if (WINDOWS_OF_REPORTERS.includes(id)) return amount < law.amount ? 'shorter' : undefined
  return amount > law.amount ? 'laxer' : undefined
}
