import { ENTRY_CHANNEL, ENTRY_SOURCE_FIELDS } from '#domain/case/entry.ts'
import type { CaseInput } from '#domain/case/schema.ts'
import { isAsked, QUESTION_IDS, QUESTIONS, type QuestionId } from '#domain/tip/questions.ts'
import type { Place } from '#domain/tip/schema.ts'
import { isUnder } from '#domain/tip/taxonomy.ts'
import type { PinAt } from '../../components/map/pin-map.ts'
import type { Draft } from './drafts.ts'

/** Problems at these paths stand beside a field; others go to the top of the form. */
export const ENTRY_FIELDS: readonly string[] = [
  'channel',
  'receivedOn',
  'kinds',
  'description',
  'place.address',
  'place.street',
  'place.functionalZone',
  'place.lng',
  'place.lat',
  'behaviours',
  'occurredOn',
  'occurredTo',
  'recurrence',
  'demand',
  'accused.kind',
  'accused.name',
  'accused.plate',
  'accused.industry',
  'nationalPlatformNo',
  'superiorBy',
  'ticketNo',
  'writtenOn',
  'postmarkedOn',
  ...QUESTION_IDS.map(answerPath),
]

/** Where the answer to a question stands in the draft, and where problems with it are said. */
export function answerPath(id: QuestionId): string {
  return `answers.${id}`
}

/** Several choices as they are kept in a draft. */
export const listed = (kept: string | undefined): string[] => (kept ?? '').split(' ').filter(Boolean)

/** What was typed as the body of `POST /api/cases`; the API says what is wrong with it. */
export function caseInputOf(values: Draft): CaseInput {
  // What was typed for another channel or another kind stays in the draft, and is not sent.
  const ofChannel = ENTRY_SOURCE_FIELDS.filter((name) => ENTRY_CHANNEL[name] === values.channel)
  const kinds = listed(values.kinds)
  const subKinds = listed(values.subKinds).filter((one) => isUnder(one, kinds))
  const answers = answersOf(values)
  const filled = <N extends string>(name: N, value = values[name]?.trim()) => (value ? { [name]: value } : {})
  return {
    channel: values.channel,
    kinds,
    behaviours: listed(values.behaviours),
    description: values.description ?? '',
    place: placeOf(values),
    attachments: listed(values.attachments),
    reporter: { mode: 'anonymous' },
    ...filled('receivedOn'),
    ...filled('occurredOn'),
    ...filled('occurredTo'),
    ...filled('recurrence'),
    ...filled('demand'),
    ...filled('nationalPlatformNo'),
    ...filled('superiorBy'),
    ...Object.assign({}, ...ofChannel.map((name) => filled(name))),
    ...(subKinds.length > 0 && { subKinds }),
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(values.ongoing && { ongoing: values.ongoing === 'yes' }),
    ...(values.meToo && { meToo: true }),
    ...(values.accusedKind && {
      accused: {
        kind: values.accusedKind,
        ...filled('name', values.accusedName),
        ...filled('plate', values.accusedPlate),
        ...filled('industry', values.accusedIndustry),
      },
    }),
  } as CaseInput
}

/** Where it is, as far as it was said; the point in the system of the map it was put on. */
export function placeOf({ address = '', street, functionalZone, lng, lat, crs }: Draft): Place {
  return {
    address: address.trim(),
    ...(street && { street }),
    ...(functionalZone && { functionalZone }),
    ...(lng && lat && { lng: Number(lng), lat: Number(lat), crs: crs as PinAt['crs'] }),
  }
}

/** Answers to what is asked about the kinds and behaviours chosen now. */
function answersOf(values: Draft): Record<string, string | string[]> {
  const chosen = { kinds: listed(values.kinds), behaviours: listed(values.behaviours) }
  return Object.fromEntries(
    QUESTION_IDS.flatMap((id): [string, string | string[]][] => {
      const kept = values[answerPath(id)]?.trim()
      if (!kept || !isAsked(QUESTIONS[id].topic, chosen)) return []
      return [[id, QUESTIONS[id].type === 'choices' ? listed(kept) : kept]]
    }),
  )
}
