import type { RejectionGround } from '../../case/rejection.ts'

/** Marks what the clerk has to fill in before a suggested text may go out. */
export const TO_FILL_IN = '（请填写'

/** Each ground with what must be told, with the variables of a text: the clerk starts from it and makes it fit. */
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
    tell: '您反映的事项已经答复。如对答复不满意，可以自收到答复之日起 {{申请复查的期限}}内申请复查。',
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
