import type { Actor } from '../access.ts'
import { dayOf, minuteOf } from '../clock.ts'
import type { NewEvent } from '../event.ts'
import type { FilingKind, Party, PublicRecord, RecordFile } from '../record.ts'
import { type Problem, Refusal } from '../refusal.ts'
import { REPLY_CHANGE } from '../words/zh/disclosure.ts'
import { type Disclosure, type DisclosureInput, type Snapshot, snapshotOf } from './filing.ts'
import { recordOf, withdrawalOf } from './publication.ts'
import { DISCLOSURE_MOVES, disclosureStateAfter, whyNotDisclosure } from './state.ts'

/** What a decision is taken on besides the filing itself. */
export type Circumstances = {
  /** Who files, as the register names them today. */
  party: Party
  /** Report files of this revision. */
  files: readonly RecordFile[]
  /** What still blocks submission, signature and approval (`problemsOfFiling`). */
  problems: readonly Problem[]
  /** The newest public version: what a withdrawal takes away. */
  published: PublicRecord<FilingKind> | null
  /** What an abandoned correction goes back to. */
  snapshot: Snapshot | null
}

export type DecidedDisclosure = {
  next: Disclosure
  event: NewEvent
  /** What becomes public with it: approval and withdrawal only. */
  record: PublicRecord<FilingKind> | null
}

/** A new draft with its event, version 1. `data` was checked as a draft. */
export function openDisclosure(
  opened: Pick<Disclosure, 'id' | 'kind' | 'year' | 'data'>,
  actor: Actor,
  now: Date,
): { next: Disclosure; event: NewEvent } {
  const next: Disclosure = {
    ...opened,
    party: actor.org,
    state: 'draft',
    version: 1,
    revision: 1,
    publishedRevision: null,
    enteredBy: [actor.id],
    signedBy: null,
    returned: 0,
    reasons: [],
    changed: null,
    basis: null,
    reply: null,
    createdOn: dayOf(now),
    submittedOn: null,
    signedOn: null,
    publishedOn: null,
  }
  const { id, kind, year } = opened
  const event = { subject: `disclosure:${id}`, seq: 1, actor: actor.id, at: minuteOf(now) }
  return { next, event: { ...event, type: 'disclosure.created', data: { kind, year } } }
}

/**
 * One decision on a filing: the next row, its event and, for approval and withdrawal, the record that becomes public.
 * @throws Refusal `disclosure.moved-first` when somebody moved it since `version`, what `whyNotDisclosure` says, or
 * `request.invalid` with everything that still blocks it
 */
export function decideDisclosure(
  current: Disclosure,
  { decision, input }: DisclosureInput,
  actor: Actor,
  about: Circumstances,
  now: Date,
): DecidedDisclosure {
  if (input.version !== current.version)
    throw new Refusal('disclosure.moved-first', { current: { version: current.version } })
  const no = whyNotDisclosure(current, decision, actor)
  if (no) throw new Refusal(no, no === 'disclosure.not-from-here' ? { from: current.state } : {})
  const blocked = decision === 'submission' || decision === 'signature' || decision === 'approval'
  if (blocked && about.problems.length > 0) throw new Refusal('request.invalid', { problems: [...about.problems] })

  const today = dayOf(now)
  const next: Disclosure = {
    ...current,
    ...changes(current, { decision, input } as DisclosureInput, actor, about, today),
    state: disclosureStateAfter(current, decision),
    version: current.version + 1,
  }
  return {
    next,
    event: {
      subject: `disclosure:${current.id}`,
      seq: next.version,
      type: DISCLOSURE_MOVES[decision].event,
      actor: actor.id,
      at: minuteOf(now),
      data: {
        from: current.state,
        revision: next.revision,
        ...saidOf(current, { decision, input } as DisclosureInput),
      },
    },
    record: recordAfter(next, decision, about, today),
  }
}

function changes(
  current: Disclosure,
  { decision, input }: DisclosureInput,
  actor: Actor,
  about: Circumstances,
  today: string,
): Partial<Disclosure> {
  switch (decision) {
    case 'change':
      return { data: input.data, enteredBy: [...new Set([...current.enteredBy, actor.id])] }
    case 'submission':
      return {
        submittedOn: today,
        signedBy: null,
        signedOn: null,
        reasons: [],
        enteredBy: [...new Set([...current.enteredBy, actor.id])],
      }
    case 'signature':
      return { signedBy: actor.id, signedOn: today }
    case 'return':
      return {
        reasons: input.reasons,
        signedBy: null,
        signedOn: null,
        // What its own signer hands back never reached the bureau.
        returned: current.returned + (current.state === 'signed' ? 1 : 0),
      }
    case 'approval':
      return { publishedRevision: current.revision, publishedOn: today }
    case 'correction':
      return {
        revision: current.revision + 1,
        changed: input.changed,
        basis: input.basis,
        enteredBy: [actor.id],
        signedBy: null,
        submittedOn: null,
        signedOn: null,
        returned: 0,
        reasons: [],
      }
    case 'reply':
      if (current.state !== 'published')
        return { reply: input.text, enteredBy: [...new Set([...current.enteredBy, actor.id])] }
      return {
        ...REPLY_CHANGE,
        revision: current.revision + 1,
        reply: input.text,
        enteredBy: [actor.id],
        signedBy: null,
        submittedOn: today,
        signedOn: null,
        returned: 0,
        reasons: [],
      }
    case 'abandonment': {
      if (current.publishedRevision === null) return { reasons: [] }
      if (!about.snapshot) throw new Error("couldn't give up a correction: what it set out from is not there")
      // Written before there were replies, a snapshot has none.
      return {
        ...about.snapshot,
        reply: about.snapshot.reply ?? null,
        revision: current.publishedRevision,
        reasons: [],
      }
    }
    case 'withdrawal': {
      const revision = (current.publishedRevision ?? 0) + 1
      return {
        revision,
        publishedRevision: revision,
        publishedOn: today,
        basis: input.basis,
        changed: null,
        reasons: [],
      }
    }
  }
}

/** What the history keeps of a decision. */
function saidOf(current: Disclosure, { decision, input }: DisclosureInput): Record<string, unknown> {
  if (decision === 'return') return { reasons: input.reasons }
  if (decision === 'withdrawal') return { basis: input.basis }
  if (decision === 'reply')
    return { reply: input.text, ...(current.state === 'published' && { snapshot: snapshotOf(current) }) }
  if (decision === 'correction') return { changed: input.changed, basis: input.basis, snapshot: snapshotOf(current) }
  return {}
}

function recordAfter(
  next: Disclosure,
  decision: DisclosureInput['decision'],
  about: Circumstances,
  today: string,
): PublicRecord<FilingKind> | null {
  if (decision === 'approval') return recordOf(next, about.party, about.files, today)
  if (decision !== 'withdrawal') return null
  if (!about.published) throw new Error("couldn't withdraw: nothing is public")
  return withdrawalOf(about.published, next.basis as string, today)
}
