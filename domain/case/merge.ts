import { problem } from '../problems.ts'
import { Refusal } from '../refusal.ts'
import type { MakeEvent, Saved } from './decide.ts'
import type { Case } from './schema.ts'
import { OPEN_STATES } from './state.ts'

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES)

/**
 * The case another one is merged into: what is polluted adds up, and every limit runs from the earlier day, so that
 * merging makes nobody wait longer. Points the merged case (`next`) at it.
 * @throws Refusal `request.invalid` when there is no such other case, `case.merge-needs-reopening` when it is closed,
 * `case.merge-needs-acceptance` when only the merged one was accepted
 */
export function mergedInto(current: Case, next: Case, into: Case | undefined, event: MakeEvent): Saved {
  if (!into || into.id === current.id || into.state === 'merged')
    throw new Refusal('request.invalid', { problems: [problem(['into'], 'not-in-list')] })
  if (!OPEN.has(into.state))
    throw new Refusal('case.merge-needs-reopening', { into: { id: into.id, reference: into.reference } })
  if (current.acceptedOn && !into.acceptedOn) throw new Refusal('case.merge-needs-acceptance')
  next.mergedInto = into.id
  const joined: Case = {
    ...into,
    version: into.version + 1,
    kinds: [...new Set([...into.kinds, ...current.kinds])],
    receivedOn: earlier(into.receivedOn, current.receivedOn),
    acceptedOn: into.acceptedOn && earlier(into.acceptedOn, current.acceptedOn ?? into.acceptedOn),
    emergencyAt: into.emergencyAt ?? current.emergencyAt,
    superiorBy: into.superiorBy && current.superiorBy ? earlier(into.superiorBy, current.superiorBy) : into.superiorBy,
    nationalPlatformNo: into.nationalPlatformNo ?? current.nationalPlatformNo,
    competence: into.competence ?? current.competence,
    recused: [...new Set([...into.recused, ...current.recused])],
  }
  const { receivedOn, acceptedOn, emergencyAt } = into
  return {
    next: joined,
    event: event('case.merged-in', joined, {
      case: current.id,
      reference: current.reference,
      before: { receivedOn, acceptedOn, emergencyAt },
    }),
  }
}

/** The case another one comes out of again. Its limits stay where they are: nobody gains time by it. */
export function separatedFrom(next: Case, into: Case, event: MakeEvent): Saved {
  const left: Case = { ...into, version: into.version + 1 }
  return { next: left, event: event('case.separated-off', left, { case: next.id, reference: next.reference }) }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}
