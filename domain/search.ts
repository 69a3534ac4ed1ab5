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

const runs = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUN) ?? []

function pairs(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}
