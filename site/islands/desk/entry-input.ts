import { ENTRY_CHANNEL, ENTRY_SOURCE_FIELDS } from '#domain/case/entry.ts'
import type { CaseInput } from '#domain/case/schema.ts'
import type { Draft } from './drafts.ts'

/** Problems at these paths stand beside a field; others go to the top of the form. */
export const ENTRY_FIELDS = [
  'channel',
  'receivedOn',
  'kinds',
  'description',
  'place.address',
  'place.street',
  'behaviours',
  'occurredOn',
  'accused.kind',
  'accused.name',
  'accused.plate',
  'nationalPlatformNo',
  'superiorBy',
  'ticketNo',
  'writtenOn',
  'postmarkedOn',
] as const

/** What was typed as the body of `POST /api/cases`; the API says what is wrong with it. */
export function caseInputOf(values: Draft): CaseInput {
  // What was typed for another channel stays in the draft, and is not sent.
  const ofChannel = ENTRY_SOURCE_FIELDS.filter((name) => ENTRY_CHANNEL[name] === values.channel)
  const list = (name: string) => (values[name] ?? '').split(' ').filter(Boolean)
  const filled = <N extends string>(name: N, value = values[name]?.trim()) => (value ? { [name]: value } : {})
  return {
    channel: values.channel,
    kinds: list('kinds'),
    behaviours: list('behaviours'),
    description: values.description ?? '',
    place: { address: values.address ?? '', ...filled('street') },
    attachments: list('attachments'),
    reporter: { mode: 'anonymous' },
    ...filled('receivedOn'),
    ...filled('occurredOn'),
    ...filled('nationalPlatformNo'),
    ...filled('superiorBy'),
    ...Object.assign({}, ...ofChannel.map((name) => filled(name))),
    ...(values.ongoing && { ongoing: values.ongoing === 'yes' }),
    ...(values.accusedKind && {
      accused: {
        kind: values.accusedKind,
        ...filled('name', values.accusedName),
        ...filled('plate', values.accusedPlate),
      },
    }),
  } as CaseInput
}

let last = { body: '', key: '' }

/** The same key for the same words: a clerk who presses again after a lost answer enters one case, not two. */
export function keyFor(input: CaseInput): string {
  const body = JSON.stringify(input)
  if (body !== last.body) {
    const bytes = crypto.getRandomValues(new Uint8Array(32))
    last = { body, key: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') }
  }
  return last.key
}

/** After a success: the next entry is another case, even in the same words. */
export function forgetKey(): void {
  last = { body: '', key: '' }
}
