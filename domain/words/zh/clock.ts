import type { ClockStep } from '../../case/deadline.ts'
import type { Exceeded } from '../../case/late.ts'
import type { RuleId } from '../../case/rule.ts'

/** A limit as a duty: what must be done by then; of the windows, what may be. */
export const STEP_WORDS: Readonly<Record<ClockStep, string>> = {
  emergency: '突发情况报告',
  accept: '告知是否受理',
  forward: '转送或交办',
  'hand-back': '可以退回',
  close: '办结',
  'review-request': '可以申请复查',
  review: '作出复查意见',
  'recheck-request': '可以申请复核',
  recheck: '作出复核意见',
  'reopening-answer': '答复重办要求',
  'enforcement-filing': '决定是否立案',
  'enforcement-decision': '作出处罚决定',
}

/** A limit that is over, as its reporter reads it. */
export const EXCEEDED_WORDS: Readonly<Record<Exceeded, string>> = {
  law: '已超过法定期限',
  bureau: '已超过期限',
}

/** Each rule for the public: what it is called, from when it counts, who does what. */
export const RULE_WORDS: Readonly<Record<RuleId, { name: string; from: string; who: string }>> = {
  emergency: { name: '突发情况报告', from: '从接到举报起', who: '等级重大或不明的，值班人员核实并上报' },
  'emergency-lesser': { name: '突发情况报告（一般或较大）', from: '从接到举报起', who: '值班人员核实并上报' },
  accept: { name: '告知是否受理', from: '从收到举报起', who: '告诉您受理还是不受理' },
  forward: { name: '转送或交办', from: '从受理起', who: '转送部门，或交办街道办事处' },
  'hand-back': { name: '可以退回', from: '从收到交办起', who: '承办单位认为派错了，可以说明理由退回' },
  close: { name: '办结', from: '从受理起', who: '查清、处理、办结，并答复您' },
  extension: {
    name: '延期',
    from: '加在办结期限上',
    who: '情况复杂的，经负责人批准可以延长，一共不超过这些天，并告诉您理由',
  },
  superior: { name: '上级限期', from: '由上级确定', who: '上级交办的，按上级定的期限办结' },
  'review-request': { name: '申请复查', from: '从收到答复起', who: '您对答复不满意的，可以申请复查' },
  review: { name: '复查', from: '从收到复查申请起', who: '作出复查意见并告诉您' },
  'recheck-request': { name: '申请复核', from: '从收到复查意见起', who: '您对复查意见不服的，可以申请复核' },
  recheck: { name: '复核', from: '从收到复核申请起', who: '作出复核意见并告诉您，之后不再有第三轮' },
  survey: { name: '回访', from: '从答复起', who: '满这些天后，查询页会问您问题解决了没有' },
  'reopening-answer': {
    name: '答复重办要求',
    from: '从您说没有解决起',
    who: '负责人决定重新办理，或者告诉您不重新办理的理由',
  },
  'enforcement-filing': { name: '立案审查', from: '从发现违法线索起', who: '执法人员决定是否立案处罚' },
  'enforcement-filing-extension': { name: '立案审查延长', from: '加在立案期限上', who: '情况复杂的，经批准可以延长' },
  'enforcement-decision': { name: '处罚决定', from: '从立案起', who: '作出行政处罚决定；举报可以先办结，处罚继续办' },
  publication: { name: '公开办理结果', from: '从办结起', who: '另写公开稿，由另一位负责人批准，列入办理结果公开表' },
}

/** `2026-11-05` → `2026年11月5日`. */
export function dayWord(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${date}日`
}
