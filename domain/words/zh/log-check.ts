import type { Finding, FindingCode, FindingPlace } from '../../log/finding.ts'

/** What each finding of the nightly comparison says. */
export const FINDING_WORDS: Readonly<Record<FindingCode, string>> = {
  'leaf.missing': '日志缺少这一条',
  'leaf.unreadable': '条目不是规定的格式',
  'leaf.hash': '条目与它的哈希不一致',
  'leaf.record': '条目与数据库里公布的内容不一致',
  'leaf.no-publication': '条目说已经公布，数据库里没有这次公布',
  'leaf.no-tip': '条目承诺的举报在数据库里不存在',
  'leaf.commitment': '举报的内容与日志里的承诺不一致',
  'leaf.tip-columns': '举报的内容与当初承诺的原文不一致',
  'leaf.cover': '填充条目与它的开启值不一致',
  'leaf.cover-overdue': '填充条目到期没有开启',
  'leaf.status': '状态条目与办理记录不一致',
  'leaf.status-missing': '办理记录里的状态没有写进日志',
  'row.subtree': '数据库里的子树哈希与条目不一致',
  'row.state': '日志的状态行与条目不一致',
  'row.tip-late': '举报超过期限没有写进日志',
  'checkpoint.root': '检查点的根与条目不一致',
  'checkpoint.note': '检查点的文字或签名不正确',
  'file.missing': '应当公开的日志文件不存在',
  'file.differs': '公开的日志文件与数据库不一致',
  'file.surplus': '公开的日志文件在数据库里没有来历',
  'publication.no-leaf': '已经公布，日志里没有',
  'publication.columns': '公布的登记行与公布的内容不一致',
  'record.missing': '公开档案里的文件不存在',
  'record.differs': '公开档案里的文件与日志里的摘要不一致',
  'served.missing': '网站上应有的文件不存在',
  'served.differs': '网站上的文件与日志里的摘要不一致',
  'served.not-gone': '已经撤回，网站上仍能读到',
  'check.cut-short': '这一项核对没有做完',
}

/** Where a finding is, as a person finds it. */
export function placeText(at: FindingPlace): string {
  if ('leaf' in at) return `日志第 ${at.leaf} 条`
  return 'path' in at ? at.path : `数据库 ${at.row}`
}

/** A finding as one line, e.g. 「日志第 12 条：……（leaf.no-tip）」. */
export function findingText({ code, at }: Finding): string {
  return `${placeText(at)}：${FINDING_WORDS[code]}（${code}）`
}
