import type { ClockStep } from '../../case/deadline.ts'
import type { Outcome, Remedied } from '../../case/outcome.ts'
import type { RejectionGround } from '../../case/rejection.ts'
import type { CaseState, Decision } from '../../case/state.ts'
import type { PublicStatus } from '../../case/status.ts'
import type { PublicStep } from '../../case/timeline.ts'
import type { EventType } from '../../event.ts'

export const CASE_STATE_WORDS: Readonly<Record<CaseState, string>> = {
  received: '已接收',
  registered: '已登记',
  need_info: '待补充线索',
  accepted: '已受理',
  rejected: '不予受理',
  forwarded: '已转送',
  assigned: '已交办',
  investigating: '调查处理中',
  closure_proposed: '拟办结',
  closed: '已办结',
  replied: '已答复',
  archived: '已归档',
}

export const PUBLIC_STATUS_WORDS: Readonly<Record<PublicStatus, string>> = {
  pending: '未办理',
  in_progress: '办理中',
  closed: '已办结',
  not_accepted: '不受理',
}

/** A decision as a button says it. */
export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  registration: '登记',
  'information-request': '请举报人补充',
  acceptance: '受理',
  rejection: '不予受理',
  forwarding: '转送部门',
  assignment: '交办街道',
  'hand-back': '退回',
  investigation: '记录调查',
  'closure-proposal': '提出办结建议',
  closure: '批准办结',
  reply: '答复举报人',
  archiving: '归档',
  note: '内部备注',
}

export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  'tip.received': '收到举报',
  'tip.message-sent': '举报人来信',
  'case.opened': '收到举报',
  'case.tip-joined': '并入同一事项的举报',
  'case.list-repeated': '上级清单再次交办',
  'case.registered': '登记',
  'case.information-requested': '请举报人补充线索',
  'case.accepted': '受理',
  'case.rejected': '不予受理',
  'case.forwarded': '转送部门',
  'case.assigned': '交办街道办事处',
  'case.handed-back': '退回',
  'case.investigated': '开展调查',
  'case.closure-proposed': '提出办结建议',
  'case.closed': '办结',
  'case.replied': '答复举报人',
  'case.archived': '归档',
  'case.noted': '内部备注',
  'case.deadline-recomputed': '按新公布的放假安排重算期限',
  'disclosure.created': '新建填报',
  'disclosure.changed': '修改填报',
  'disclosure.submitted': '提交签字',
  'disclosure.signed': '签字报送',
  'disclosure.returned': '退回修改',
  'disclosure.published': '审核通过并公开',
  'disclosure.correction-begun': '开始更正',
  'disclosure.abandoned': '放弃修改',
  'disclosure.withdrawn': '撤回公开',
  'register.added': '登记',
  'register.changed': '变更登记',
  'staff.invited': '邀请人员',
  'staff.joined': '人员接受邀请',
  'staff.suspended': '停用账号',
  'staff.reinstated': '恢复账号',
}

/** A step as its reporter reads it. */
export const PUBLIC_STEP_WORDS: Readonly<Record<PublicStep, string>> = {
  received: '收到举报',
  registered: '已登记',
  'information-requested': '请您补充线索',
  accepted: '已受理',
  rejected: '不予受理',
  forwarded: '已转送',
  assigned: '已交办',
  investigated: '已开展调查',
  closed: '已办结',
  replied: '已答复您',
}

/** A limit as a duty: what must be done by then. */
export const STEP_WORDS: Readonly<Record<ClockStep, string>> = {
  emergency: '突发情况报告',
  accept: '告知是否受理',
  forward: '转送或交办',
  'hand-back': '可以退回',
  close: '办结',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  substantiated: '属实',
  partly_substantiated: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
}

/** Closed is not fixed: what became of the harm itself. */
export const REMEDIED_WORDS: Readonly<Record<Remedied, string>> = {
  yes: '已整改，现场已核实',
  by_promise: '责任方承诺整改，尚未核实',
  no: '尚未整改',
  not_applicable: '无需整改',
}

/** Marks what the clerk has to fill in before a suggested text may go out. */
export const TO_FILL_IN = '（请填写'

/** Each ground with what must be told: the clerk starts from this text and makes it fit. */
export const REJECTION_WORDS: Readonly<Record<RejectionGround, { label: string; tell: string }>> = {
  'not-remit': {
    label: '不属于生态环境部门职责',
    tell: '您反映的事项不属于生态环境部门的职责范围，依法由（请填写主管部门）负责，请向该部门反映，电话：（请填写）。',
  },
  'litigation-arbitration-review': {
    label: '应当或已经通过诉讼、仲裁、行政复议解决',
    tell: '您反映的事项应当（或已经）通过诉讼、仲裁或行政复议解决，请依照法律规定向（请填写：人民法院、仲裁机构或行政复议机关）提出。',
  },
  'duplicate-open': {
    label: '同一事项已经受理，正在办理',
    tell: '您反映的事项我们已经受理，正在办理，不重复受理。您可以用原来的查询码查看进度和结果。',
  },
  'same-facts-after-reply': {
    label: '已答复，以同一事实和理由再次提出',
    tell: '您反映的事项已经答复。如对答复不满意，可以自收到答复之日起 30 日内申请复查。',
  },
  'final-after-recheck': {
    label: '已经复核终结',
    tell: '您反映的事项已经复核终结，以同一事实和理由再次提出的，依法不再受理。',
  },
  'level-skip-open': {
    label: '下级机关正在法定期限内办理',
    tell: '您反映的事项正由（请填写机关）在法定期限内办理，请等待办理结果。',
  },
  'clue-insufficient': {
    label: '线索不详，经询问仍无法办理',
    tell: '您提供的线索还不足以确定地点、对象或行为，我们无法展开调查。如有新的线索（时间、地点、照片、名称或车牌），欢迎再次举报。',
  },
  'discipline-or-police': {
    label: '属于纪检监察或公安机关管辖',
    tell: '您反映的事项属于（请填写：纪检监察机关或公安机关）管辖，请向该机关反映；情况紧急请拨打 110。',
  },
}
