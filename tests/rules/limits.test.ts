import { expect, test } from 'vitest'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import { codeFiles, type SourceFile } from './tree.ts'

// A bureau may change a limit at the desk: a sentence that says one takes it from the rule in force.

const WHERE = /^(?:domain\/words\/zh|domain\/case|site\/(?:islands|pages|components)|api)\//
/** Where the table itself is, each limit with its article. */
const TABLE = 'domain/case/rule.ts'

/** Times that are no limit of the table, with what they are. */
const OTHERS: Readonly<Record<string, string>> = {
  'domain/words/zh/disclosure.ts 5 个工作日': 'notice of a soil transfer',
  'site/islands/filing/form-transfer.ts 五个工作日': 'notice of a soil transfer',
  'site/components/remediation/TransferView.astro 5 个工作日': 'notice of a soil transfer',
  'site/components/remediation/TransferItem.astro 5 个工作日': 'notice of a soil transfer',
  'domain/words/zh/day.ts 三个工作日': 'what is soon, at the desk',
  'domain/words/zh/digest.ts 三个工作日': 'what is soon, at the desk',
  'domain/words/zh/roster.ts 七天': 'the longest shift',
  'site/islands/desk/ShiftForm.tsx 七天': 'the longest shift',
  'site/islands/desk/InvitationLink.tsx 七天': 'how long a link opens',
  'domain/words/zh/refusal.ts 7 天': 'to change an answer, and to undo a merge',
  'site/islands/desk/decision-effects.ts 7 天': 'to undo a merge',
  'site/pages/log/tips.astro 90 天': 'when a filler is uncovered',
  'site/pages/privacy.astro 两小时': 'how long a counter lives',
  'site/components/privacy/RetentionTable.astro 2 小时': 'how long a counter lives',
  'site/components/privacy/RetentionTable.astro 30 日': 'how long a machine’s log is kept',
}

const NUMERALS: Readonly<Record<number, string>> = {
  2: '两',
  3: '三',
  4: '四',
  5: '五',
  7: '七',
  15: '十五',
  20: '二十',
  30: '三十',
  60: '六十',
  90: '九十',
}
const UNITS = { calendar: '日|天', working: '个?工作日', hours: '个?小时' } as const

/** A limit of the table as somebody may write it: 「30 日」, 「30天」, 「三十日」; no date, no number that goes on. */
const LIMITS = new RegExp(
  CLOCK_RULES.flatMap(({ amount, unit }) =>
    amount === null ? [] : [`(?<![\\d.月二三四五六七八九十百])(?:${amount}|${NUMERALS[amount]}) ?(?:${UNITS[unit]})`],
  ).join('|'),
  'g',
)

/** What is written as fixed text, as `path phrase`; what a comment says is no word of ours to anybody. */
function written(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => WHERE.test(path) && path !== TABLE)
    .flatMap(({ path, text }) => {
      const said = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replaceAll(/\d+ ?月 ?\d+ ?日/g, '')
      return [...said.matchAll(LIMITS)].map(([phrase]) => `${path} ${phrase}`)
    })
}

test('no sentence says a limit that can be changed as fixed text', () => {
  expect([...new Set(written(codeFiles()))].sort()).toEqual(Object.keys(OTHERS).sort())
})

test('the check sees a limit in figures and in characters, and no date', () => {
  const path = 'domain/words/zh/some.ts'
  for (const text of ['收到之日起 30 日内', '收到之日起三十日内', '15天内答复', '2 小时内上报', '5 个工作日内'])
    expect(written([{ path, text }]), text).toHaveLength(1)
  for (const text of ['3 月 30 日', '12月15日', '/** 30 日 */', '130 日', '二十五日'])
    expect(written([{ path, text }]), text).toEqual([])
})
