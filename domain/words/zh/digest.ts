import type { DayGroup } from '../../case/day.ts'

/** A mail says nothing of the matter, not even that there is one: its groups have plainer names than the desk's. */
const GROUPS: Readonly<Record<DayGroup, string>> = {
  overdue: '已逾期',
  today: '今天到期',
  soon: '三个工作日内到期',
  proposals: '等您审批',
  returned: '退回重办',
  publications: '公开稿要写或要批',
  messages: '来信未处理',
  fresh: '新到',
}

export const DIGEST_WORDS = {
  week: (received: number, closed: number) => `上周收到 ${received} 件，办结 ${closed} 件。`,
  group: (group: DayGroup, total: number) => `${GROUPS[group]}：${total} 件`,
  stop: '不想再收到这份摘要，请在工作台“我的一天”页底关闭。',
} as const
