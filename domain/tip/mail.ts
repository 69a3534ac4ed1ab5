import * as z from 'zod/mini'
import type { Bureau } from '../bureau.ts'
import { placeOfRow } from '../case/list/place.ts'
import { suggestKinds } from '../case/list/suggest.ts'
import { MAIL_WORDS } from '../words/zh/mail.ts'
import type { TipInput } from './schema.ts'

/** Characters of a mail that are kept; what is longer says so at its end. */
export const MAIL_TEXT_MAX = 20_000

/**
 * A mail as a gateway hands it over. `id` is its `Message-ID`, by which it is taken once; `automatic` is true for what no
 * person wrote (`Auto-Submitted` other than `no`, a list, a bounce), which is never answered (RFC 3834). `content` of an
 * attachment is base64.
 */
export const InboundMail = z.strictObject({
  id: z.string().check(z.minLength(3), z.maxLength(998)),
  from: z.string().check(z.maxLength(998)),
  subject: z.string().check(z.maxLength(2000)),
  text: z.string(),
  automatic: z.optional(z.boolean()),
  attachments: z.optional(
    z.array(
      z.strictObject({
        name: z.optional(z.string().check(z.maxLength(1000))),
        type: z.string().check(z.maxLength(200)),
        content: z.string(),
      }),
    ),
  ),
})
export type InboundMail = z.infer<typeof InboundMail>

/** The bare address of a `From`; null when it holds none. The name beside it is dropped. */
export function addressIn(from: string): string | null {
  const bare = (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim()
  return z.safeParse(z.string().check(z.email(), z.maxLength(200)), bare).success ? bare : null
}

/** What marks the subject of our mails about a tip, so that an answer finds it; the proof is known from them alone. */
export function subjectTag(reference: string, proof: string): string {
  return `[${reference}-${proof}]`
}

/** The tip a subject names, with the proof beside it; null when it names none. */
export function namedIn(subject: string): { reference: string; proof: string | null } | null {
  const found = /\bT-\d{4}-[0-9A-HJKMNP-TV-Z]{6}(?:-([0-9A-HJKMNP-TV-Z]{10}))?(?![0-9A-Za-z])/.exec(
    subject.normalize('NFKC').toUpperCase(),
  )
  return found && { reference: found[0].slice(0, 13), proof: found[1] ?? null }
}

/** What a mail says, as the words of a tip or a message: never empty, never longer than is kept. */
export function wordsOf({ subject, text }: Pick<InboundMail, 'subject' | 'text'>): string {
  const whole = [subject, text]
    .map((part) => part.toWellFormed().replaceAll('\r\n', '\n').trim())
    .filter((part) => part !== '')
    .join('\n')
  if (whole === '') return MAIL_WORDS.empty
  const characters = Array.from(whole)
  if (characters.length <= MAIL_TEXT_MAX) return whole
  return `${characters.slice(0, MAIL_TEXT_MAX).join('')}\n${MAIL_WORDS.cut(MAIL_TEXT_MAX)}`
}

/**
 * A mail as an anonymous tip. Kinds and street are read out of the text, as for a list from above; a clerk sees the text
 * and corrects them. What names no kind is taken as the subject of this house: soil.
 */
export function tipOfMail(
  mail: Pick<InboundMail, 'from' | 'subject' | 'text'>,
  attachments: string[],
  bureau: Bureau,
  on: string,
): TipInput {
  const description = wordsOf(mail)
  const kinds = suggestKinds(description).map(({ kind }) => kind)
  const { address, street } = placeOfRow('', description, bureau, on)
  const email = addressIn(mail.from)
  return {
    kinds: kinds.length > 0 ? kinds : ['soil_groundwater'],
    description,
    place: { address, ...(street?.certain && { street: street.code }) },
    ...(attachments.length > 0 && { attachments }),
    reporter: { mode: 'anonymous', ...(email && { notify: { email } }) },
  }
}
