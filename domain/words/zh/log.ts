import type { Step } from '../../log/check.ts'
import type { Leaf, TipStatus } from '../../log/leaf.ts'
import type { LogFault } from '../../log/standing.ts'

/** Why the log stands still, for everybody to read. */
export const LOG_FAULT_WORDS: Readonly<Record<LogFault, string>> = {
  'database-older': '数据库比已经公开的日志旧，像是从较早的备份恢复的。接着往下写，就会和已经公开的矛盾，所以停住。',
  'other-root': '同样的条数，数据库算出的总指纹和已经公开的不一样。',
  'other-log': '已经公开的日志不是这个数据库的。',
  altered: '数据库里的条目缺了，或者和签过名的不一样。',
  'published-unreadable': '已经公开的检查点读不出来，不知道日志写到了哪里。',
  'key-missing': '签名用的密钥不在这台机器上。',
  'other-key': '这台机器上的密钥不是这本日志的。',
  fault: '写日志时出了故障，系统正在重试。',
}

/** What a leaf is called. */
export const LEAF_WORDS: Readonly<Record<Leaf['t'], string>> = {
  disclosure: '公布一版',
  withdraw: '撤回',
  tip: '举报的指纹（或填充条目）',
  'tip-status': '举报的结果',
  key: '更换签名密钥',
  day: '日期',
}

/** What the log says became of a tip. */
export const LOGGED_STATUS_WORDS: Readonly<Record<TipStatus, string>> = {
  accepted: '受理',
  extended: '延期',
  refused: '不受理',
  transferred: '移送',
  closed: '办结',
  dummy: '揭开，是填充条目',
}

type StepWord = { title: string; ok: string; bad: string }

/** The steps of a check, for whoever reads the result. */
export const STEP_WORDS: Readonly<Record<Step['step'] | 'newest', StepWord>> = {
  digest: {
    title: '算出这份内容的指纹',
    ok: '由浏览器现算，不是本站给的。',
    bad: '这不是一份公布过的记录，算不出可比的指纹。',
  },
  leaf: {
    title: '和登记的那一条对上',
    ok: '登记的编号、版次、日期和指纹，与这份内容完全一致。',
    bad: '与登记的不一致：内容和当初公布时登记的不是同一份。',
  },
  path: {
    title: '从这一条合算到总指纹',
    ok: '和旁边的指纹逐层合算，正好得到总指纹。',
    bad: '合算不出那个总指纹：这一条不在那本日志里，或者证明被改过。',
  },
  root: {
    title: '今天的日志还接着那本',
    ok: '今天公开的日志完整包含那时的全部条目，这一条还在原处。',
    bad: '今天公开的日志对不上：有条目被改、被删，或者换了一本。',
  },
  signature: {
    title: '签名',
    ok: '确实是这把公钥签的，签了就赖不掉。',
    bad: '签名不对：不是这把公钥签的，或者签过以后被改了。',
  },
  promise: {
    title: '承诺兑现了没有',
    ok: '',
    bad: '期限已经过了，日志里没有这一条。这份承诺加上公开的日志，就是证据，请保存好。',
  },
  newest: {
    title: '后面没有更新的版本',
    ok: '从这一条往后看到了最后一条，没有登记过这份记录更新的版本。',
    bad: '日志里登记过更新的版本，网站给的却是旧的。',
  },
}

/** What a check names beside a step, for whoever looks closer: its plain parts in Chinese, values as they are. */
const DETAILS: readonly (readonly [RegExp, string])[] = [
  [/^(\w+) is (.*) in the log, (.*) in the record$/, '$1：日志里是 $2，这份内容里是 $3'],
  [/^leaf (\d+): /, '第 $1 条（从 0 数起）：'],
  [/^(\d+) hashes to /, '$1 个旁边的指纹，合到 '],
  [/^no leaf yet, due .*$/, '还没有这一条'],
  [/^no leaf, was due (.*)$/, '没有这一条，期限是 $1'],
  [/^the log of (\d+) does not continue the one of (\d+)$/, '今天的 $1 条接不上那时的 $2 条'],
  [/^the log has another entry at (\d+)$/, '日志的第 $1 条是别的内容'],
  [/^(.*): is not there$/, '$1：没有这个文件'],
  [/^(.*): not what (?:the signed root is made of|the tile above it says)$/, '$1：这个文件被改过'],
  [/^(.*): entry (\d+) is not what was logged$/, '$1：第 $2 条被改过'],
  [/\b(\d+) leaves(, )?/g, '$1 条 '],
]

/** The detail of a step of `domain/log/check.ts`, or of what was thrown while the log was read, for people to read. */
export function detailWords(detail: string): string {
  return DETAILS.reduce((text, [pattern, words]) => text.replace(pattern, words), detail)
}
