import type { GrantKind, GrantState } from '../../grant.ts'

export const GRANT_KIND_WORDS: Readonly<Record<GrantKind, string>> = {
  invitation: '邀请加入',
  renewal: '重发邀请',
  role: '调整岗位',
  reinstatement: '恢复账号',
}

export const GRANT_STATE_WORDS: Readonly<Record<GrantState, string>> = {
  waiting: '待确认',
  confirmed: '已确认',
  alone: '没有第二人可以确认，已直接生效',
  declined: '已撤回或不同意',
}
