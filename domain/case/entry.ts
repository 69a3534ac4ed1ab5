import type { Problem } from '../refusal.ts'
import { ENTRY_WORDS } from '../words/zh/entry.ts'

/** What a staff member writes down of the way a matter reached the bureau, besides the tip itself. */
export type EntrySource = {
  /** Number of the ticket (工单) at the 12345 hotline. */
  ticketNo?: string | undefined
  /** Day that stands on a letter, and day of its postmark. */
  writtenOn?: string | undefined
  postmarkedOn?: string | undefined
}
export type EntryField = keyof EntrySource

/** Which channel each field belongs to: elsewhere it is a mistake. */
export const ENTRY_CHANNEL = {
  ticketNo: 'phone_12345',
  writtenOn: 'letter',
  postmarkedOn: 'letter',
} as const satisfies Record<EntryField, string>
export const ENTRY_SOURCE_FIELDS = Object.keys(ENTRY_CHANNEL) as readonly EntryField[]

/** The source's fields of an entry, those that were filled in; undefined when none was. */
export function sourceOf(entry: EntrySource): EntrySource | undefined {
  const filled = ENTRY_SOURCE_FIELDS.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]]))
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

/**
 * What does not fit together in an entry, beyond its shape: a field of another channel, a letter that came before it was
 * written or posted, a limit that ends before the matter arrived. Looks only at what is there.
 */
export function problemsOfEntry(
  entry: EntrySource & {
    channel?: string | undefined
    receivedOn?: string | undefined
    superiorBy?: string | undefined
  },
  today: string,
): Problem[] {
  const receivedOn = entry.receivedOn ?? today
  const foreign = ENTRY_SOURCE_FIELDS.filter(
    (name) => entry[name] !== undefined && entry.channel !== ENTRY_CHANNEL[name],
  )
  const late = (['writtenOn', 'postmarkedOn'] as const).filter((name) => (entry[name] ?? '') > receivedOn)
  return [
    ...foreign.map((path) => ({ path, code: 'mismatch', message: ENTRY_WORDS.otherChannel[path] })),
    ...late
      .filter((name) => !foreign.includes(name))
      .map((path) => ({ path, code: 'mismatch', message: ENTRY_WORDS.afterReceipt[path] })),
    ...(entry.superiorBy !== undefined && entry.superiorBy < receivedOn
      ? [{ path: 'superiorBy', code: 'mismatch', message: ENTRY_WORDS.limitBeforeReceipt }]
      : []),
  ]
}
