import canonicalize from 'canonicalize'
import * as z from 'zod/mini'
import type { Actor } from './access.ts'
import type { Bureau } from './bureau.ts'
import { dayOf, minuteOf } from './clock.ts'
import { Enterprise } from './enterprise/schema.ts'
import type { NewEvent } from './event.ts'
import { Institution } from './institution/schema.ts'
import { Plot } from './plot/schema.ts'
import { problemsOf, withoutFaults } from './problems.ts'
import type { PublicRecord, RecordData, RegisterKind } from './record.ts'
import type { Problem } from './refusal.ts'
import { type Partly, stageProblems } from './remediation/rules.ts'
import { REGISTER_PROBLEM_WORDS, registerFieldWord } from './words/zh/register.ts'

type Entry = RecordData[RegisterKind]

/** The registers the bureau keeps: where they lie, what an entry looks like. */
export const REGISTERS = {
  enterprises: { kind: 'enterprise', schema: Enterprise },
  plots: { kind: 'plot', schema: Plot },
  institutions: { kind: 'institution', schema: Institution },
} as const satisfies Record<string, { kind: RegisterKind; schema: unknown }>

/** What an entry is known by: its credit code, or the number of a plot. */
export function registerId(entry: Entry): string {
  return 'id' in entry ? entry.id : entry.code
}

/** Whether a save would change nothing: the order of fields is no change. */
export function isSameEntry(one: Entry, other: Entry | null): boolean {
  return canonicalize(one) === canonicalize(other)
}

/** An entry as it was sent: the entry, or everything wrong with it at once. */
export function readEntry(
  schema: z.ZodMiniType<Entry>,
  sent: unknown,
  bureau: Bureau,
): { entry: Entry; problems: [] } | { entry: null; problems: Problem[] } {
  const read = z.safeParse(schema, sent)
  const shape = read.success ? [] : problemsOf(read.error, sent, registerFieldWord)
  const sound = read.success ? read.data : (withoutFaults(sent, shape) as Partly<Entry>)
  const problems = [...shape, ...registerProblems(sound, bureau)]
  return read.success && problems.length === 0 ? { entry: read.data, problems: [] } : { entry: null, problems }
}

/** What cannot be in an entry beyond the shape of its fields; parts may be missing. */
export function registerProblems(entry: Partly<Entry>, bureau: Bureau): Problem[] {
  const problems: Problem[] = []
  if ('street' in entry && !bureau.streets.some((one) => one.code === entry.street))
    problems.push(said('street', 'unknown-street'))
  if ('stages' in entry) problems.push(...stageProblems(entry.stages ?? {}, 'stages'))
  const listings = ('listings' in entry && entry.listings) || []
  listings.forEach((one, at) => {
    const { reason, from, to } = one
    if (reason === undefined || from === undefined || to === undefined) return
    if (to !== null && to < from) problems.push(said(`listings.${at}.to`, 'ends-before-start'))
    const before = listings.slice(0, at).filter((other) => other.reason === reason)
    if (before.some((other) => overlaps({ from, to }, other)))
      problems.push(said(`listings.${at}.from`, 'repeated-listing'))
  })
  return problems
}

/** A renamed enterprise is found by the name it had, also when whoever renamed it did not write that down. */
export function withFormerName<E extends Entry>(entry: E, before: Entry): E {
  if (!('formerNames' in entry) || entry.name === before.name || entry.formerNames.includes(before.name)) return entry
  return { ...entry, formerNames: [before.name, ...entry.formerNames] }
}

/** An entry's next version as it becomes public at once, with its event. `version` counts from 1. */
export function registerVersion(
  kind: RegisterKind,
  entry: Entry,
  version: number,
  actor: Pick<Actor, 'id'>,
  now: Date,
): { record: PublicRecord<RegisterKind>; event: NewEvent } {
  const id = registerId(entry)
  const record = {
    kind,
    id,
    version,
    title: entry.name,
    publishedOn: dayOf(now),
    filedOn: null,
    party: null,
    change: null,
    withdrawn: null,
    returned: 0,
    files: [],
    data: entry,
  } as unknown as PublicRecord<RegisterKind>
  const event: NewEvent = {
    subject: `${kind}:${id}`,
    seq: version,
    type: version === 1 ? 'register.added' : 'register.changed',
    actor: actor.id,
    at: minuteOf(now),
    data: {},
  }
  return { record, event }
}

export function said(path: string, code: keyof typeof REGISTER_PROBLEM_WORDS): Problem {
  return { path, code, message: REGISTER_PROBLEM_WORDS[code] }
}

type Years = { from?: number | undefined; to?: number | null | undefined }
const overlaps = (one: Years, other: Years) =>
  (one.from ?? Number.NaN) <= (other.to ?? Number.POSITIVE_INFINITY) &&
  (other.from ?? Number.NaN) <= (one.to ?? Number.POSITIVE_INFINITY)
