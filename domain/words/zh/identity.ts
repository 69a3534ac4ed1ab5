import type { SealedBy } from '../../identity/envelope.ts'
import type { OpeningReason, OpeningState } from '../../identity/opening.ts'
import type { RecipientKind } from '../../identity/recipient.ts'
import type { RewrapState } from '../../identity/rewrap.ts'
import type { REPORTER_MODES } from '../../tip/kinds.ts'

type Mode = (typeof REPORTER_MODES)[number]

/** How somebody comes forward, and what follows from it. */
export const REPORTER_WORDS: Readonly<Record<Mode, { label: string; short: string; hint: string }>> = {
  anonymous: { label: '不留，匿名举报', short: '匿名', hint: '我们不知道您是谁，凭查询码联系。' },
  contact_only: { label: '只留联系电话', short: '留了联系方式', hint: '电话加密封存，确有必要时两人批准才打开。' },
  real_name: { label: '实名举报', short: '实名', hint: '依法书面答复；符合规定的可以申请奖励。' },
}

/** One sentence beside each field: who gets to see it. */
export const WHO_SEES = {
  name: '身份保密员经负责人批准才能打开看，受理员和承办人看不到。只留电话的可以不填。',
  phone: '身份保密员经负责人批准才能打开看，受理员和承办人看不到；平时用查询码跟您联系。',
  idNumber: '只有身份保密员核发奖励时，经负责人批准打开看一次。不要奖励就别填。',
} as const

export const SEALED_BY_WORDS: Readonly<Record<SealedBy, string>> = {
  browser: '在举报人的浏览器里封存',
  server: '由服务器代为封存',
  desk: '由登记人员代为封存',
}

export const RECIPIENT_KIND_WORDS: Readonly<Record<RecipientKind, string>> = {
  officer: '身份保密员',
  escrow: '离线托管',
}

/** Whose key opens envelopes that are sealed anew. */
export const OPENED_WITH_WORDS: Readonly<Record<RecipientKind, string>> = {
  officer: '用我的密钥打开',
  escrow: '用离线托管的密钥打开',
}

export const OPENING_REASON_WORDS: Readonly<Record<OpeningReason, string>> = {
  verification: '核实线索，必须当面或电话联系',
  answer: '依法书面答复实名举报人',
  reward: '核发举报奖励',
  safety: '举报人安全受到威胁',
  'legal-order': '司法、纪检监察机关依法调取',
}

export const OPENING_STATE_WORDS: Readonly<Record<OpeningState, string>> = {
  asked: '等负责人批准',
  approved: '已批准，等打开',
  declined: '不同意',
  opened: '已打开',
  lapsed: '过时作废',
}

export const REWRAP_STATE_WORDS: Readonly<Record<RewrapState, string>> = {
  asked: '等负责人批准',
  running: '进行中',
  finished: '完成',
  lapsed: '过时停止',
}
