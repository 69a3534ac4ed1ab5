import * as z from 'zod/mini'

/** Unified social credit code (GB 32100-2015): 18 characters without I, O, S, V, Z, the last one a check character. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Whether a text is a unified social credit code with the right check character. */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text)) return false
  return checkCharacter(text.slice(0, 17)) === text[17]
}

/** The 18th character for the first 17 (GB 32100-2015, modulus 31). */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(first17[at] ?? ''), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

/** Case and spaces folded. */
export const CreditCode = z.string().check(
  z.overwrite((text) => text.replace(/\s/g, '').toUpperCase()),
  z.refine((text) => isCreditCode(text), { error: 'not-a-credit-code' }),
)
