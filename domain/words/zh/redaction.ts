import type { RedactionState, RedactionTick } from '../../tip/redaction.ts'

export const REDACTION_TICK_WORDS: Readonly<Record<RedactionTick, string>> = {
  faces: '没有看得清的人脸',
  plates: '没有看得清的车牌',
  house_numbers: '没有门牌号、单元号',
  reflections: '玻璃、水面的倒影里也没有',
}

export const REDACTION_STATE_WORDS: Readonly<Record<RedactionState, string>> = {
  begun: '正在生成',
  drawn: '等负责人批准',
  approved: '已批准，可以公开',
  returned: '已退回',
}
