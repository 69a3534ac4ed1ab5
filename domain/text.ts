import * as z from 'zod/mini'

/**
 * Text as it is kept: trimmed, line ends alike, freed of what no page, feed or table can carry (control characters,
 * halves of characters) and of what makes a name look like another (marks of direction, spaces without width).
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u{FFFE}\u{FFFF}]/gu, '')
    .replace(/[\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}\u{2066}-\u{2069}\u{FEFF}]/gu, '')
    .trim()
}

/** A field of text, not empty: at most `max` characters once cleaned. */
export const text = (max: number) => z.string().check(z.overwrite(cleanText), z.minLength(1), z.maxLength(max))
