import * as z from 'zod/mini'
import { problem, problemsOf } from '../problems.ts'
import type { Problem } from '../refusal.ts'
import { text } from '../text.ts'

/**
 * Who a reporter is. The number of the identity card is sensitive (个人信息保护法 art. 28): only whoever wants a reward
 * gives it, with a consent of its own (art. 29).
 */
export const Person = z.strictObject({
  name: z.optional(text(40)),
  phone: z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{7,20}$/)),
  idNumber: z.optional(
    z.string().check(
      z.trim(),
      z.overwrite((value) => value.toUpperCase()),
    ),
  ),
  consent: z.optional(z.boolean()),
})
export type Person = z.infer<typeof Person>

/** Names of the form's fields; nothing else carries a word of who somebody is. */
export const PERSON_FIELDS = ['identity.name', 'identity.phone', 'identity.idNumber', 'identity.consent'] as const

export type NamedMode = 'contact_only' | 'real_name'

/** Everything wrong with what somebody says of themselves, at the paths of the form. */
export function personProblems(sent: unknown, mode: NamedMode): Problem[] {
  const about = (sent ?? {}) as Record<string, unknown>
  const read = z.safeParse(Person, sent)
  const problems = read.success ? [] : problemsOf(read.error, sent)
  const add = (name: string, code: 'required' | 'wrong-format') => problems.push(problem([name], code))
  if (mode === 'real_name' && !about.name && !problems.some(({ path }) => path === 'name')) add('name', 'required')
  if (about.idNumber && typeof about.idNumber === 'string') {
    if (!isIdNumber(about.idNumber)) add('idNumber', 'wrong-format')
    if (about.consent !== true) add('consent', 'required')
  }
  return problems.map((one) => ({
    ...one,
    path: `identity.${one.path}`,
    message: problem(['identity', one.path], one.code as 'required').message,
  }))
}

/** A citizen's identity number with its check digit right (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(typed: string): boolean {
  const number = typed.trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = [...number].reduce((total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * 2 ** (17 - at), 0)
  return sum % 11 === 1
}

/** Bytes in every envelope: enough for the longest person, and so many for the shortest. */
export const SEALED_BYTES = 1024

/**
 * What is sealed: JSON in UTF-8, filled up with spaces, so that the length of an envelope tells nothing and whoever opens
 * one offline can read it as it is.
 */
export function plainOf(person: Person, mode: NamedMode): Uint8Array {
  const { name, phone, idNumber, consent } = person
  const said = { v: 1, mode, ...(name && { name }), phone, ...(idNumber && { idNumber, consent: consent === true }) }
  const bytes = new TextEncoder().encode(JSON.stringify(said))
  if (bytes.length > SEALED_BYTES) throw new Error("couldn't seal: longer than any person the schema lets through")
  const filled = new Uint8Array(SEALED_BYTES).fill(0x20)
  filled.set(bytes)
  return filled
}

/** What an opened envelope says; one that another program sealed may hold any text, and is shown as it is. */
export function readPlain(opened: string): { person: Person } | { text: string } {
  try {
    const { v: _v, mode: _mode, ...rest } = JSON.parse(opened) as Record<string, unknown>
    const read = z.safeParse(Person, rest)
    return read.success ? { person: read.data } : { text: opened.trim() }
  } catch {
    return { text: opened.trim() }
  }
}
