import type { Limits } from '../../case/limits.ts'
import type { Mark, QueueMark, SupervisionGround } from '../../case/mark.ts'
import type { EmergencyGrade, EmergencyStage, EnforcementStage, ReviewDecision } from '../../case/schema.ts'

/** What hangs on a case, as its badge says it. */
export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  urged: '催办',
  supervised: '督办',
  returned: '退回重办',
  extended: '已延期',
  superior: '上级限期',
  joint: '联合办理',
  'competence-open': '管辖待定',
  'competence-elsewhere': '应移送',
  hearing: '听证中',
  unsolved: '要求重办',
  late: '超期',
}

export const QUEUE_MARK_WORDS: Readonly<Record<QueueMark, string>> = {
  ...MARK_WORDS,
  emergency: '紧急',
  review: '复查复核',
}

export const SUPERVISION_WORDS: Readonly<Record<SupervisionGround, string>> = {
  late: '未按规定期限办结',
  'no-feedback': '未按规定反馈办理结果',
  'wrong-procedure': '未按规定程序办理',
  shirking: '推诿、敷衍、拖延',
  'not-executed': '不执行处理意见',
  falsified: '弄虚作假',
}

export const REVIEW_DECISION_WORDS: Readonly<Record<ReviewDecision, string>> = {
  upheld: '维持原处理意见',
  changed: '变更或撤销原处理意见',
  redo: '责令重新办理',
}

export const EMERGENCY_GRADE_WORDS: Readonly<Record<EmergencyGrade, string>> = {
  grave: '重大以上或等级不明',
  lesser: '一般或较大',
  none: '不属于突发环境事件',
}

/** A grade beside by when it must be reported, to choose from. */
export function gradeWord(grade: EmergencyGrade, limits: Limits): string {
  const within = { grave: limits.emergency, lesser: limits['emergency-lesser'], none: null }[grade]
  return within ? `${EMERGENCY_GRADE_WORDS[grade]}（${within}内上报）` : EMERGENCY_GRADE_WORDS[grade]
}

export const EMERGENCY_STAGE_WORDS: Readonly<Record<EmergencyStage, string>> = {
  first: '初报',
  further: '续报',
  result: '处理结果报告',
}

export const ENFORCEMENT_STAGE_WORDS: Readonly<Record<EnforcementStage, string>> = {
  opened: '发现违法线索，开始立案审查',
  filed: '立案',
  decided: '作出处罚决定',
  dropped: '不予立案或不予处罚',
}
