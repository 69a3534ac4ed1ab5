import { MASK_WORDS } from '../../words/zh/publication.ts'

/**
 * A public text must not be recognisable as what somebody told us: no run of so many letters in common, however it is
 * spaced, punctuated or widened. Whoever is accused knows the words their neighbours use.
 */
export const SHARED_RUN = 8
/** Nor may so large a part of its groups of four letters be in one of them, re-ordered or patched. */
const SHARED_PART = 0.6
/** Shorter texts say little more than that something was found. */
const SHORTEST_COMPARED = 16

/** A part of a text by its UTF-16 offsets. */
export type Passage = { from: number; to: number; text: string }

/** Letters and digits of a text, folded in width and case, each with where it stands; nothing else counts. */
function lettersOf(text: string): { sign: string; from: number; to: number }[] {
  const letters: { sign: string; from: number; to: number }[] = []
  let from = 0
  for (const sign of text) {
    const to = from + sign.length
    for (const folded of sign.normalize('NFKC').toLowerCase())
      if (/[\p{L}\p{N}]/u.test(folded)) letters.push({ sign: folded, from, to })
    from = to
  }
  return letters
}

/** Every group of `length` letters in a row, in their order. */
function groupsOf(letters: readonly { sign: string }[], length: number): string[] {
  const groups: string[] = []
  for (let at = 0; at + length <= letters.length; at++)
    groups.push(
      letters
        .slice(at, at + length)
        .map((one) => one.sign)
        .join(''),
    )
  return groups
}

/**
 * The passages of a text that stand in one of `sources` too, `SHARED_RUN` letters or longer, in the order of the text;
 * none where every shared run is shorter. `known`: texts that are public already.
 */
export function sharedPassages(text: string, sources: readonly string[], known: readonly string[] = []): Passage[] {
  const there = new Set(sources.flatMap((source) => groupsOf(lettersOf(source), SHARED_RUN)))
  for (const one of known) for (const group of groupsOf(lettersOf(one), SHARED_RUN)) there.delete(group)
  const letters = lettersOf(text)
  const passages: Passage[] = []
  for (const [at, group] of groupsOf(letters, SHARED_RUN).entries()) {
    if (!there.has(group)) continue
    const from = letters[at]?.from ?? 0
    const to = letters[at + SHARED_RUN - 1]?.to ?? from
    const last = passages.at(-1)
    if (last && from <= last.to) last.to = to
    else passages.push({ from, to, text: '' })
  }
  return passages.map(({ from, to }) => ({ from, to, text: text.slice(from, to) }))
}

/** Whether a text is a source put in another order: most of its groups of four letters stand in that one. */
export function isPatchwork(text: string, sources: readonly string[]): boolean {
  const letters = lettersOf(text)
  if (letters.length < SHORTEST_COMPARED) return false
  const groups = new Set(groupsOf(letters, 4))
  return sources.some((source) => {
    const there = new Set(groupsOf(lettersOf(source), 4))
    return [...groups].filter((group) => there.has(group)).length >= SHARED_PART * groups.size
  })
}

/** The names in `names` that a text says, however they are spaced. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const said = lettersOf(text)
    .map((one) => one.sign)
    .join('')
  return [...new Set(names)].filter((name) => {
    const folded = lettersOf(name).map((one) => one.sign)
    return folded.length > 1 && said.includes(folded.join(''))
  })
}

export type MaskCode = keyof typeof MASK_WORDS

const DIGIT = '[0-9〇零一二三四五六七八九幺]'
const GAP = '[\\s\\-‐-―_.·•,，、()（）]{0,3}'
const AHEAD = `(?<!${DIGIT})`
const BEHIND = `(?!${DIGIT})`
const digits = (least: number, most: number | '') => `${DIGIT}(?:${GAP}${DIGIT}){${least - 1},${most && most - 1}}`

/** What points at a person or a moment, the narrower first; all of it over a text whose width is folded. */
const PATTERNS: readonly (readonly [MaskCode, RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  [
    'account',
    /(?:微信|薇信|威信|wechat|weixin|v信|vx|wx|qq|扣扣|企鹅|支付宝|抖音)\s*(?:账号|帐号|号码|号|群|id)?\s*[:是为]?\s*[a-z0-9][\w-]{4,}/giu,
  ],
  ['day', /(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]/gu],
  ['day', /(?:[〇零一二三四五六七八九]{4}年)?[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[日号]/gu],
  ['day', /\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)/gu],
  ['id', new RegExp(`${AHEAD}${digits(17, 17)}${GAP}[0-9x]${BEHIND}`, 'giu')],
  ['id', new RegExp(`${AHEAD}${digits(15, 15)}${BEHIND}`, 'gu')],
  ['phone', new RegExp(`${AHEAD}[1一幺]${GAP}${digits(10, 10)}${BEHIND}`, 'gu')],
  ['phone', new RegExp(`${AHEAD}[0零〇]${GAP}${digits(9, 11)}${BEHIND}`, 'gu')],
  ['number', new RegExp(`${AHEAD}${digits(7, '')}${BEHIND}`, 'gu')],
  [
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]\s*[a-z][\s·•.-]*[a-hj-np-z0-9](?:[\s·•.-]*[a-hj-np-z0-9]){3,4}[a-hj-np-z0-9挂学警港澳]/giu,
  ],
]

/**
 * A text with everything that points at a person or a day put out of sight, and what that was. A text that comes back as
 * it went in may be published.
 */
export function masked(text: string): { text: string; found: { code: MaskCode; text: string }[] } {
  const found: { code: MaskCode; text: string }[] = []
  let left = text
  for (const [code, pattern] of PATTERNS) {
    const folded = foldWidth(left)
    let next = ''
    let at = 0
    for (const match of folded.matchAll(pattern)) {
      found.push({ code, text: left.slice(match.index, match.index + match[0].length) })
      next += `${left.slice(at, match.index)}${MASK_WORDS[code]}`
      at = match.index + match[0].length
    }
    left = next + left.slice(at)
  }
  return { text: left, found }
}

/** Full-width forms as plain ones, sign for sign, so that offsets stay. */
function foldWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
}
