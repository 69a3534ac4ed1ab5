import type { DayGroup, Due, Waiting } from '../../case/day.ts'

/** What waits today, and what a person reads when nothing does. */
export const DAY_GROUP_WORDS: Readonly<Record<DayGroup, { name: string; none: string }>> = {
  overdue: { name: '已逾期', none: '没有逾期的' },
  today: { name: '今天到期', none: '没有今天到期的' },
  soon: { name: '三个工作日内到期', none: '近三个工作日没有到期的' },
  proposals: { name: '等我审批', none: '没有等您审批的' },
  returned: { name: '退回重办', none: '没有退回重办的' },
  publications: { name: '公开稿要写或要批', none: '没有要写、要批的公开稿' },
  messages: { name: '举报人来信未处理', none: '来信都处理了' },
  fresh: { name: '上次来过以后新到的', none: '上次来过以后没有新到的' },
}

export const DUE_WORDS: Readonly<Record<Due, string>> = {
  today: DAY_GROUP_WORDS.today.name,
  soon: DAY_GROUP_WORDS.soon.name,
}

export const WAITING_WORDS: Readonly<Record<Waiting, string>> = {
  proposals: DAY_GROUP_WORDS.proposals.name,
  publications: DAY_GROUP_WORDS.publications.name,
  messages: DAY_GROUP_WORDS.messages.name,
}
