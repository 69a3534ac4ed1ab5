import type { Context } from 'hono'
import { PERSON_FIELDS } from '#domain/identity/person.ts'
import { Refusal } from '#domain/refusal.ts'
import { QUESTION_IDS, QUESTIONS } from '#domain/tip/questions.ts'
import type { App } from './env.ts'

/** A plain form as it arrived: text by field name, photos by their bytes. Names of files are dropped here. */
export type SentForm = { fields: Map<string, string[]>; photos: Uint8Array[] }

/**
 * Reads a urlencoded or multipart body. Photos are the files in `photo`; an empty file field is no photo.
 * @throws Refusal `request.unreadable`
 */
export async function readForm(c: Context<App>): Promise<SentForm> {
  const data = await c.req.formData().catch(() => {
    throw new Refusal('request.unreadable')
  })
  const fields = new Map<string, string[]>()
  const photos: Uint8Array[] = []
  for (const [name, value] of data) {
    if (typeof value === 'string') fields.set(name, [...(fields.get(name) ?? []), value])
    else if (name !== 'photo') fields.set(name, [''])
    else if (value.size > 0) photos.push(new Uint8Array(await value.arrayBuffer()))
  }
  return { fields, photos }
}

/** Fields of the form that are about sending, not about the tip. */
const CONTROLS = ['idempotencyKey', 'token', 'attachments', 'cf-turnstile-response'] as const
type Control = (typeof CONTROLS)[number] | 'reporter.mode' | 'reporter.sealed'

/** Answers go by `answers.<question>`; a question nobody knows is left for the schema to name. */
const answersOf = (type: (text: string) => boolean) =>
  QUESTION_IDS.filter((id) => type(QUESTIONS[id].type)).map((id) => `answers.${id}`)
const LISTS = ['kinds', 'behaviours', 'subKinds', ...answersOf((type) => type === 'choices')]
const NUMBERS = ['place.lng', 'place.lat']
const FLAGGED = ['ongoing', 'meToo']
const FLAGS: Readonly<Record<string, boolean>> = { on: true, true: true, '1': true, yes: true, false: false, no: false }
const TEXTS = [
  'description',
  'occurredOn',
  'occurredTo',
  'recurrence',
  'demand',
  ...answersOf((type) => type !== 'choices'),
  'place.address',
  'place.street',
  'place.functionalZone',
  'place.crs',
  'accused.kind',
  'accused.name',
  'accused.plate',
  'accused.industry',
  'reporter.mode',
  'reporter.sealed',
  'reporter.notify.email',
]

/** What stands in the form again when it comes back, to nobody but who sent it. */
const ECHOED: readonly string[] = [...LISTS, ...TEXTS, ...NUMBERS, ...PERSON_FIELDS, 'reporter.recipients', ...FLAGGED]

/**
 * The fields of the report form in the shape of `TipInput`, unchecked. What was left empty is absent; a field nobody
 * knows stays under its own name, so that the schema names it. Without `reporter.mode` the tip is anonymous, an accused
 * without a kind is unknown.
 */
export function tipOfForm(fields: SentForm['fields'], attachments: readonly string[]): Record<string, unknown> {
  const tip: Record<string, unknown> = { place: {}, reporter: { mode: 'anonymous' } }
  for (const [name, values] of fields) {
    const filled = values.filter((value) => value.trim() !== '')
    const first = filled[0]
    if ((CONTROLS as readonly string[]).includes(name) || (name === 'photo' && !first)) continue
    if ((PERSON_FIELDS as readonly string[]).includes(name)) continue
    if (name === 'reporter.recipients') {
      if (first !== undefined) put(tip, name, first.trim().split(/\s+/))
      continue
    }
    if (LISTS.includes(name)) {
      if (filled.length > 0) put(tip, name, filled)
    } else if (FLAGGED.includes(name)) {
      if (first !== undefined) tip[name] = FLAGS[first] ?? first
    } else if (NUMBERS.includes(name)) {
      if (first !== undefined) put(tip, name, Number.isFinite(Number(first)) ? Number(first) : first)
    } else if (TEXTS.includes(name)) {
      if (first !== undefined) put(tip, name, first.replaceAll('\r\n', '\n'))
    } else Object.defineProperty(tip, name, { value: '', enumerable: true })
  }
  if (tip.accused) tip.accused = { kind: 'unknown', ...tip.accused }
  if (attachments.length > 0) tip.attachments = [...attachments]
  return tip
}

/** What somebody wrote of who they are, for sealing alone: it is in no tip, and kept nowhere as it came. */
export function personOfForm(fields: SentForm['fields']): Record<string, unknown> {
  return Object.fromEntries(
    PERSON_FIELDS.flatMap((name) => {
      const first = fields.get(name)?.find((value) => value.trim() !== '')
      if (first === undefined) return []
      const key = name.slice('identity.'.length)
      return [[key, key === 'consent' ? (FLAGS[first] ?? first) : first]]
    }),
  )
}

/** The fields of a small form as they are, each once; the schema names what it does not know. */
export function fieldsOf(fields: SentForm['fields']): Record<string, unknown> {
  return Object.fromEntries(
    [...fields]
      .filter(([name, values]) => name !== 'photo' || values.some((value) => value !== ''))
      .map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  )
}

/** What was typed, to stand in the form again: a list where a field may be repeated, else its text. */
export function valuesOf(fields: SentForm['fields']): Record<string, string | string[]> {
  return Object.fromEntries(
    [...fields]
      .filter(([name]) => ECHOED.includes(name))
      .map(([name, values]) => [name, LISTS.includes(name) ? values : (values[0] ?? '')]),
  )
}

/** A control of the form; undefined when absent or empty. */
export function controlOf(fields: SentForm['fields'], name: Control): string | undefined {
  return fields.get(name)?.find((value) => value !== '')
}

/** Sets `a.b.c` in nested objects; every name here is one of ours. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() as string
  let at = target
  for (const name of names) {
    at[name] ??= {}
    at = at[name] as Record<string, unknown>
  }
  at[last] = value
}
