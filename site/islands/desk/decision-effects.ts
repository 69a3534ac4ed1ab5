import type { Limits } from '#domain/case/limits.ts'
import type { Decision } from '#domain/case/state.ts'

/** What a decision does. */
const DECISION_EFFECTS: Record<Decision, string | ((limits: Limits) => string)> = {
  registration: '登记后进入审查，应当在时限内决定是否受理。',
  'information-request': '举报人会收到通知，补充以前办件停在「待补充」。',
  acceptance: '受理后开始计算办结时限，接着应当转办或者交办。举报人会看到「办理中」。',
  rejection: '举报人会看到「不受理」和您写的告知内容。',
  forwarding: '办件转到这个部门，由它调查。',
  assignment: '办件交到这个街道办事处，由它调查。',
  'hand-back': '办件退回上一个环节，理由会留在经过里。',
  investigation: '记下一次调查。可以记多次，记下后就能提请办结。',
  'closure-proposal': '提请负责人审批。提请的人不能自己批准办结。',
  closure: '批准后举报人会看到「已办结」，接着由受理员答复。',
  reply: '答复发给这件的每一位举报人。',
  'extension-request': '申请交负责人审批，批准以前期限不变。申请的人不能自己批准。',
  extension: '批准后办结期限延长，举报人会看到延长几天和理由。',
  'follow-up': '记下回访的结果。',
  'review-request': ({ review }) => `举报人不服答复，在期限内申请复查的，登记在这里，${review}的复查期限从今天起算。`,
  review: '举报人会看到复查意见，以及什么时候以前可以申请复核。',
  'recheck-request': ({ recheck }) =>
    `举报人不服复查意见，在期限内申请复核的，登记在这里，${recheck}的复核期限从今天起算。`,
  recheck: '复核意见是终结意见，之后同一事项不再受理。举报人会看到。',
  hearing:
    '听证的日子不计入复核期限（信访工作条例第三十六条）。没有结束的，期限停着；结束了再登记一次，填上结束日期。举报人会看到。',
  transfer: '不归本局办的，移送给主管单位。举报人会看到移送给了谁和理由。',
  merge: '同一事项并到另一件一起办。两边的查询码都继续有效，7 天以内可以撤销。',
  separation: '恢复到并案以前的状态单独办理，查询码照旧。',
  split: '一件里说了几件事的，分开办。举报人用原来的查询码看每一个事项。',
  reopening: '重新回到「已受理」，办结期限从今天重新算。举报人会看到理由。',
  'reopening-refusal': '举报人会看到不重新办理的理由。批准过这件办结的人不能作这个决定。',
  urging: '提醒承办单位抓紧办，他们会收到邮件。',
  supervision: '列入督办，承办单位会收到邮件。定了督办期限的，以它为准。',
  'emergency-grade': (limits) =>
    `核实以后判定等级：决定 ${limits.emergency}还是 ${limits['emergency-lesser']}内上报，或者不是突发事件。`,
  'emergency-report': '记下向上级报告过：先初报，情况有变化就续报，最后报处理结果。初报后突发时限停止。',
  enforcement: '行政处罚单独计时：立案审查和处罚决定各有期限，立案审查经负责人批准可以延长一次。举报可以先办结。',
  'enforcement-extension': '延长立案审查的期限，由负责人批准，只能一次。',
  'joint-handling': '几个单位一起办，由现在的承办单位牵头，办结也由它提出。',
  recusal:
    '声明以后，这件对回避的人关闭：队列、搜索、内容、照片都看不到，也不能办理。不能自己撤回。与一家企业长期有关系的，到「回避」页声明一次即可。',
  'competence-question':
    '别的单位对这件也有管辖权。定下由谁办理以前，不能受理、不予受理、移送或者提请办结；突发事件除外。受理告知的期限照算。举报人会看到是哪些单位。',
  'competence-decision':
    '由本局办理的，接着办；由别的单位办理的，接着移送给它。举报人会看到结果。登记错了可以再登记一次。',
  'publication-draft': '公开稿等负责人批准。写的人不能自己批准。',
  publication: '批准后列入办理结果公开表：办结那一周结束后再过 72 小时才公开，已经过了就立即公开。',
  'publication-return': '公开稿退回重写，理由会留在经过里。',
  'publication-withdrawal': '网址会留着撤回的说明和依据，内容不再公开，也不能再公开。',
  archiving: '归档后不再变动，只能加备注；确有需要可以重新办理。',
  note: '备注不改变办件的状态。',
}

/** What a decision does, said before it is made, with the limits of the case. */
export function effectOf(decision: Decision, limits: Limits): string {
  const effect = DECISION_EFFECTS[decision]
  return typeof effect === 'string' ? effect : effect(limits)
}
