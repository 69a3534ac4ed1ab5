import { type FoundAttachment, findAttachments } from '#db/attachment.ts'
import { type Bureau, currentZones } from '#domain/bureau.ts'
import { problemsOfEntry } from '#domain/case/entry.ts'
import type { CaseInput } from '#domain/case/schema.ts'
import { dayOf } from '#domain/clock.ts'
import { isCalendarDay } from '#domain/day.ts'
import { problem, problemsOf } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { misplaced } from '#domain/tip/misplaced.ts'
import { TipInput } from '#domain/tip/schema.ts'
import type { Env } from './env.ts'

/**
 * A tip, or with `CaseInput` one a clerk enters, as the schema promises it.
 * @throws Refusal `request.invalid` with all problems at once: shape, unknown keys, days to come, photos
 */
export async function readTip(env: Env, sent: unknown): Promise<TipInput>
export async function readTip(env: Env, sent: unknown, schema: typeof CaseInput): Promise<CaseInput>
export async function readTip(env: Env, sent: unknown, schema: typeof CaseInput | typeof TipInput = TipInput) {
  const read = schema.safeParse(sent)
  if (read.success) return read.data
  const { attachments } = (sent ?? {}) as { attachments?: unknown }
  const ids = (Array.isArray(attachments) ? attachments : []).filter((id) => typeof id === 'string').slice(0, 20)
  const today = dayOf(env.now())
  const photos = await findAttachments(env.db, ids, today)
  const problems = [
    ...problemsOf(read.error, sent),
    ...problemsBeside(sent, photos, { today, bureau: env.bureau }, true),
  ]
  throw new Refusal('request.invalid', { problems: onePerPath(problems) })
}

type Beside = { today: string; bureau: Bureau }

/**
 * Throws `request.invalid`, with all problems, when a well-shaped tip is about days to come, answers what was not asked, or
 * names photos that are not there; where `mustBeUnused`, also when its photos are taken and nothing else is wrong (else it may be a repeat).
 */
export function assertRight(
  tip: unknown,
  photos: ReadonlyMap<string, FoundAttachment>,
  beside: Beside,
  mustBeUnused: boolean,
): void {
  if (problemsBeside(tip, photos, beside, mustBeUnused).length === 0) return
  throw new Refusal('request.invalid', { problems: problemsBeside(tip, photos, beside, true) })
}

/**
 * What no schema sees: days after today, a zone that is none of ours, what stands under a kind that was not chosen, photos
 * that are unknown, taken, or named twice.
 */
function problemsBeside(
  sent: unknown,
  photos: ReadonlyMap<string, FoundAttachment>,
  { today, bureau }: Beside,
  mustBeUnused: boolean,
): Problem[] {
  const tip = (sent ?? {}) as Record<string, unknown>
  const days = DAYS.filter((name) => isAfter(tip[name], today))
  const { functionalZone: zone } = (tip.place ?? {}) as { functionalZone?: unknown }
  const isOurs = typeof zone !== 'string' || currentZones(bureau, today).some(({ id }) => id === zone)
  const ids: unknown[] = Array.isArray(tip.attachments) ? tip.attachments : []
  return [
    ...days.map((name) => problem([name], 'in-the-future')),
    ...problemsOfEntry(tip, today).filter(({ path }) => !days.includes(path)),
    ...(isOurs ? [] : [problem(['place', 'functionalZone'], 'not-in-list')]),
    ...misplaced(sent),
    ...photoProblems(ids, photos, mustBeUnused),
  ]
}

const DAYS = ['occurredOn', 'occurredTo', 'receivedOn', 'writtenOn', 'postmarkedOn']

/** Problems of photos named by id, at `attachments.N`. */
export function photoProblems(
  ids: readonly unknown[],
  photos: ReadonlyMap<string, FoundAttachment>,
  mustBeUnused: boolean,
): Problem[] {
  return ids.flatMap((id, at) => {
    const path = ['attachments', String(at)]
    const found = typeof id === 'string' ? photos.get(id) : undefined
    if (!found) return [problem(path, 'not-found')]
    return (mustBeUnused && found.used) || ids.indexOf(id) < at ? [problem(path, 'already-used')] : []
  })
}

function isAfter(day: unknown, today: string): boolean {
  return typeof day === 'string' && isCalendarDay(day) && day > today
}

/** The shape's complaint about a value stands for it; a second one beside it only confuses. */
function onePerPath(problems: Problem[]): Problem[] {
  return problems.filter((one, at) => problems.findIndex((other) => other.path === one.path) === at)
}
