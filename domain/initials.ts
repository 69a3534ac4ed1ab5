/** First character of each letter in the pinyin order of Chinese (CLDR): no word begins with i, u or v. */
const LETTERS = 'abcdefghjklmnopqrstwxyz'
const FIRSTS = Array.from('吖八嚓哒婀发旮哈丌咔垃妈拿喔趴七蚺仨他挖夕丫匝')
const order = new Intl.Collator('zh-CN-u-co-pinyin')

/** Characters that names read in two ways (长垣, 成长; 重庆, 重工; 荥阳, 荥经): both initials are right. */
const TWO_WAYS: Readonly<Record<string, string>> = {
  长: 'cz',
  重: 'zc',
  行: 'xh',
  厦: 'sx',
  乐: 'ly',
  单: 'ds',
  曾: 'zc',
  翟: 'zd',
  朝: 'zc',
  传: 'cz',
  调: 'td',
  弹: 'td',
  藏: 'cz',
  会: 'hk',
  车: 'cj',
  盛: 'sc',
  解: 'jx',
  荥: 'xy',
  泌: 'mb',
  浚: 'jx',
  尉: 'wy',
  泊: 'bp',
  埔: 'bp',
  栅: 'zs',
  镐: 'gh',
  校: 'xj',
  召: 'zs',
  系: 'xj',
  参: 'cs',
  仇: 'qc',
  朴: 'pb',
  强: 'qj',
  查: 'cz',
  幢: 'zc',
  囤: 'td',
  茄: 'qj',
  刹: 'sc',
  粘: 'zn',
  嚣: 'x',
}
/** A name with many such characters is known by this many readings at most. */
const MOST = 16

/**
 * The pinyin initials of a name, as people type them: 「郑州演示电镀」 → `zzysdd`. Letters and digits stay, all else
 * goes. One for each way the name may be read; none when it has no Chinese character.
 */
export function initialsOf(name: string): string[] {
  let readings = ['']
  let hasChinese = false
  for (const character of name.normalize('NFKC').toLowerCase()) {
    const isChinese = /\p{Script=Han}/u.test(character)
    hasChinese ||= isChinese
    const ways = isChinese ? (TWO_WAYS[character] ?? initialOf(character)) : /[a-z0-9]/.test(character) ? character : ''
    if (ways === '') continue
    readings = readings.flatMap((before) => Array.from(ways, (way) => before + way)).slice(0, MOST)
  }
  return hasChinese ? readings.filter((one) => one !== '') : []
}

const known = new Map<string, string>()

function initialOf(character: string): string {
  const there = known.get(character)
  if (there !== undefined) return there
  let letter = ''
  for (const [at, first] of FIRSTS.entries()) {
    if (order.compare(first, character) > 0) break
    letter = LETTERS[at] ?? ''
  }
  known.set(character, letter)
  return letter
}
