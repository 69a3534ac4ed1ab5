import { findRecord } from '#db/register.ts'
import { listDutyPeople } from '#db/roster.ts'
import type { Actor } from '#domain/access.ts'
import { currentDepartments, currentStreets } from '#domain/bureau.ts'
import { dayOf } from '#domain/clock.ts'
import type { CheckInInput, Inspection, InspectionInput } from '#domain/inspection.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { findingText, INSPECTION_PROBLEM_WORDS, inspectionFieldWord } from '#domain/words/zh/inspection.ts'
import type { Env } from './env.ts'
import { takeTip } from './intake.ts'

/**
 * A planned inspection with what the register says of its place.
 * @throws Refusal `request.invalid` with everything that does not fit together
 */
export async function placeOf(env: Env, input: InspectionInput): Promise<InspectionInput> {
  const { place, placeId } = input
  const record = place === 'address' ? null : await findRecord(env.db, place, placeId ?? '')
  const known = record && 'data' in record ? (record.data as { name: string; address: string; street: string }) : null
  const planned = known ? { ...input, name: known.name, address: known.address, street: known.street } : input
  const problems: Problem[] = []
  const add = (path: string, code: string, message: string) => problems.push({ path, code, message })
  if (place !== 'address' && !known) add('placeId', 'not-in-list', INSPECTION_PROBLEM_WORDS.notRegistered)
  if (place === 'address' && (input.name.trim() === '' || input.address.trim() === ''))
    add('address', 'required', INSPECTION_PROBLEM_WORDS.noAddress)
  if (input.to < input.from) add('to', 'mismatch', INSPECTION_PROBLEM_WORDS.backwards)
  const streets = currentStreets(env.bureau, dayOf(env.now()))
  const isOffice = [
    ...streets.map((one) => one.code),
    ...currentDepartments(env.bureau, dayOf(env.now())).map((one) => one.id),
  ].includes(input.org)
  if (!isOffice) problems.push(problem(['org'], 'not-in-list', {}, inspectionFieldWord))
  if (place === 'address' && !streets.some((one) => one.code === input.street))
    problems.push(problem(['street'], 'not-in-list', {}, inspectionFieldWord))
  if (input.userId !== null) {
    const people = await listDutyPeople(env.db)
    if (!people.some(({ id, org }) => id === input.userId && org === input.org))
      add('userId', 'mismatch', INSPECTION_PROBLEM_WORDS.personElsewhere)
  }
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
  return planned
}

/** What is found says of which kind it is. @throws Refusal `request.invalid` */
export function assertFindable({ result, kinds }: CheckInInput): void {
  if (result !== 'finding' || kinds.length > 0) return
  const problems = [{ path: 'kinds', code: 'required', message: INSPECTION_PROBLEM_WORDS.noKinds }]
  throw new Refusal('request.invalid', { problems })
}

/**
 * The case a finding opens, through the same door as every tip a clerk enters. Asked again after a crash it is the same
 * case: the key is the inspection's version.
 */
export async function openFinding(
  env: Env,
  { id, name, address, street, point, place }: Inspection,
  { kinds, note, photo, position, version }: CheckInInput,
  actor: Actor,
): Promise<string> {
  const at = position ?? point
  const { caseId } = await takeTip(
    env,
    {
      kinds,
      description: findingText(name, note),
      place: { address: address.slice(0, 200), street, ...(at && { lng: at.lng, lat: at.lat, crs: 'CGCS2000' }) },
      ...(place === 'enterprise' && { accused: { kind: 'enterprise', name } }),
      attachments: [photo],
      reporter: { mode: 'anonymous' },
    },
    { channel: 'transfer_in', actor, idempotencyKey: `inspection-${id}-${version}` },
  )
  return caseId
}
