const RUN = /[\p{L}\p{N}]+/gu

/**
 * Text as overlapping pairs of characters, so that two-character Chinese words are found by index. A run of letters
 * or digits `天地人` becomes `天地 地人 人` (the last alone, so that every character begins a word). Case and width
 * are folded.
 */
export function bigrams(text: string): string {
  return runs(text)
    .flatMap((run) => [...pairs(run), ...Array.from(run).slice(-1)])
    .join(' ')
}

/**
 * What was typed into a search box as an FTS5 expression over `bigrams`: every run must occur, unbroken.
 * Null when there is nothing to look for. A single character finds words that contain it.
 */
export function searchExpression(query: string): string | null {
  const phrases = runs(query).map((run) => (Array.from(run).length === 1 ? `"${run}"*` : `"${pairs(run).join(' ')}"`))
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

/**
 * Text as the index of records keeps it: words as pairs of characters, but what has digits in it (years, codes, permit
 * and outlet numbers) as one token, because the pairs of digits are the same few everywhere.
 */
export function recordTerms(text: string): string {
  return words(text)
    .flatMap((word) => (hasDigit(word) ? [word] : [...pairs(word), ...Array.from(word).slice(-1)]))
    .join(' ')
}

/** What was typed as an FTS5 expression over `recordTerms`. Numbers of four characters and more may be unfinished. */
export function recordExpression(query: string): string | null {
  const phrases = words(query).map((word) => {
    if (hasDigit(word)) return word.length < 4 ? `"${word}"` : `"${word}"*`
    if (Array.from(word).length > 1) return `"${pairs(word).join(' ')}"`
    return /[a-z]/.test(word) ? `"${word}"` : `"${word}"*`
  })
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

/** A name or number without what typists vary: width, case, brackets, dashes, spaces. Names are the same when this is. */
export function foldedName(text: string): string {
  return runs(text).join('')
}

const runs = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUN) ?? []

/** Runs, with what has digits in it split off. */
const words = (text: string): string[] =>
  runs(text)
    .flatMap((run) => run.split(/([a-z0-9]*[0-9][a-z0-9]*)/))
    .filter((word) => word !== '')

const hasDigit = (word: string): boolean => /[0-9]/.test(word)

function pairs(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}
