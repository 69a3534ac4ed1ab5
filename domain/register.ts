import canonicalize from 'canonicalize'
import type { Actor } from './access.ts'
import type { Bureau } from './bureau.ts'
import { dayOf, minuteOf } from './clock.ts'
import { Enterprise } from './enterprise/schema.ts'
import type { NewEvent } from './event.ts'
import { Institution } from './institution/schema.ts'
import { Plot } from './plot/schema.ts'
import type { PublicRecord, RecordData, RegisterKind } from './record.ts'
import type { Problem } from './refusal.ts'
import { stageProblems } from './remediation/rules.ts'
import { REGISTER_PROBLEM_WORDS } from './words/zh/register.ts'

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

/** What cannot be in an entry beyond the shape of its fields. */
export function registerProblems(entry: Entry, bureau: Bureau): Problem[] {
  const problems: Problem[] = []
  if ('street' in entry && !bureau.streets.some((one) => one.code === entry.street))
    problems.push(said('street', 'unknown-street'))
  if ('stages' in entry) problems.push(...stageProblems(entry.stages, 'stages'))
  if ('listings' in entry)
    entry.listings.forEach((one, at) => {
      if (one.to !== null && one.to < one.from) problems.push(said(`listings.${at}.to`, 'ends-before-start'))
      const before = entry.listings.slice(0, at).filter((other) => other.reason === one.reason)
      if (before.some((other) => overlaps(one, other))) problems.push(said(`listings.${at}.from`, 'repeated-listing'))
    })
  return problems
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

type Years = { from: number; to: number | null }
const overlaps = (one: Years, other: Years) =>
  one.from <= (other.to ?? Number.POSITIVE_INFINITY) && other.from <= (one.to ?? Number.POSITIVE_INFINITY)
