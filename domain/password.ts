/** Characters a password must have at least. */
export const PASSWORD_MIN = 12
/** Characters a password may have at most, so that hashing stays bounded. */
export const PASSWORD_MAX = 128

export const PASSWORD_PROBLEMS = ['too-short', 'too-long', 'too-uniform', 'too-common', 'about-yourself'] as const
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number]

/** What most guessed passwords are made of; the rest of such a password is digits and signs. */
const COMMON = [
  ...[
    'password',
    'passw0rd',
    'p@ssw0rd',
    'p@ssword',
    'admin',
    'administrator',
    'root',
    'welcome',
    'letmein',
    'iloveyou',
  ],
  ...['monkey', 'dragon', 'sunshine', 'princess', 'football', 'master', 'superman', 'changeme', 'default', 'guest'],
  ...['woaini', 'woaiwojia', 'wodemima', 'mima', 'zhongguo', 'zhengzhou', 'zhongyuan', 'henan', 'beijing', 'shengtai'],
  ...['huanbao', 'huanjing', 'shengtaiju', 'huanbaoju', 'jingtu', 'taobao', 'weixin', 'qq', 'abc', 'test'],
]

/** Keyboard rows, columns and counting, forwards; backwards is tried too. */
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop[]qwertyuiop',
  'asdfghjkl;asdfghjkl',
  'zxcvbnm,./zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '!qaz@wsx#edc$rfv%tgb^yhn&ujm',
  '!@#$%^&*()_+',
]

/**
 * Why a password cannot be taken, or null when it can. Length counts characters, not bytes.
 * `about` is what others know of its owner: e-mail and name, whose parts must not make up the password.
 * Follows NIST SP 800-63B §5.1.1.2: long, not among the usual guesses, no composition rules.
 */
export function whyNotPassword(password: string, about: readonly string[]): PasswordProblem | null {
  const length = Array.from(password).length
  if (length < PASSWORD_MIN) return 'too-short'
  if (length > PASSWORD_MAX) return 'too-long'
  const text = password.toLowerCase()
  if (new Set(text).size < 5 || isRepeated(text)) return 'too-uniform'
  const own = about.flatMap(partsOf)
  if (leftAfter(text, own) < 6 && own.some((one) => text.includes(one))) return 'about-yourself'
  if (leftAfter(text, [...COMMON, ...own]) < 4 || leftAfterWalks(text) < 4) return 'too-common'
  return null
}

/** What others would try of a name or an e-mail address: both halves whole, and every longer piece. */
function partsOf(known: string): string[] {
  const halves = known.toLowerCase().split('@')
  const pieces = halves.flatMap((half) => [half, ...half.split(/[^\p{L}\p{N}]+/u)])
  return pieces.filter((piece) => piece.length >= (/\p{Script=Han}/u.test(piece) ? 2 : 4))
}

/** True for one short piece written again and again. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text === text.slice(0, size).repeat(text.length / size)) return size < 8
  }
  return false
}

/** Letters left when the words are taken out; digits and signs do not make a password. */
function leftAfter(text: string, words: readonly string[]): number {
  let left = text
  for (const word of [...words].sort((one, other) => other.length - one.length)) left = left.replaceAll(word, '')
  return Array.from(left.replace(/[\d\p{P}\p{S}\s]/gu, '')).length + (left === text ? PASSWORD_MIN : 0)
}

/** Characters left when runs of four or more along a keyboard or the alphabet are taken out. */
function leftAfterWalks(text: string): number {
  const walks = WALKS.flatMap((walk) => [walk, Array.from(walk).reverse().join('')])
  let left = 0
  for (let at = 0; at < text.length; ) {
    let run = 0
    while (at + run < text.length && walks.some((walk) => walk.includes(text.slice(at, at + run + 1)))) run++
    if (run < 4) left++
    at += run < 4 ? 1 : run
  }
  return left
}
