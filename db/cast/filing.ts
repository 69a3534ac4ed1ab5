import { addDays } from '#domain/clock.ts'
import type { FilingKind } from '#domain/record.ts'
import type { PartyKey } from './enterprises.ts'
import type { Person } from './path.ts'

/** What filings of the cast are dated by: the last year that was due, today, and the ids of other filings. */
export type CastTime = {
  last: number
  today: string
  /** The day so many days ago; negative for days to come. */
  ago(days: number): string
  /** Public id of another filing of the cast, by its key. */
  id(key: string): string
}

/** One step in the life of a filing. `editor` and `signer` are those of its party. */
export type FilingStep = {
  on: string
  who: 'editor' | 'signer' | Person
  decision: 'change' | 'submission' | 'signature' | 'return' | 'approval' | 'correction' | 'withdrawal'
  input?: Record<string, unknown>
}

/** A filing of the demo and what was done with it. The first step makes the draft. */
export type CastFiling = {
  key: string
  kind: FilingKind
  party: PartyKey
  year: number | null
  data: Record<string, unknown>
  /** A report, drawn as a PDF when it is played. */
  report?: { name: string; title: string; lines: readonly string[] }
  draftedOn: string
  path: readonly FilingStep[]
}

type Reasons = { path: string; text: string }[]

/** From draft to the head's table on `on`. */
export function signed(on: string): FilingStep[] {
  return [
    { on: addDays(on, -1), who: 'editor', decision: 'submission' },
    { on, who: 'signer', decision: 'signature' },
  ]
}

/** The usual way: submitted, signed, and public on `on`. */
export function published(on: string, head: Person = 'zhao'): FilingStep[] {
  return [...signed(addDays(on, -7)), { on, who: head, decision: 'approval' }]
}

/** The same, once returned by a clerk and put right with `data`. */
export function publishedAfterReturn(on: string, reasons: Reasons, data: Record<string, unknown>): FilingStep[] {
  return [
    ...signed(addDays(on, -16)),
    { on: addDays(on, -13), who: 'qian', decision: 'return', input: { reasons } },
    { on: addDays(on, -9), who: 'editor', decision: 'change', input: { data } },
    ...published(on, 'zheng'),
  ]
}

/** A correction that is signed on `on`, and waits for the bureau. */
export function correctionSigned(
  on: string,
  why: { changed: string; basis: string },
  data: Record<string, unknown>,
): FilingStep[] {
  return [
    { on: addDays(on, -3), who: 'editor', decision: 'correction', input: why },
    { on: addDays(on, -2), who: 'editor', decision: 'change', input: { data } },
    ...signed(on),
  ]
}

/** A correction that is public on `on`. */
export function corrected(
  on: string,
  why: { changed: string; basis: string },
  data: Record<string, unknown>,
): FilingStep[] {
  return [...correctionSigned(addDays(on, -6), why, data), { on, who: 'zheng', decision: 'approval' }]
}
