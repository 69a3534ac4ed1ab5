import * as z from 'zod/mini'
import type { Bureau } from '../bureau.ts'
import { placeOfRow } from '../case/list/place.ts'
import { suggestKinds } from '../case/list/suggest.ts'
import { MAIL_WORDS } from '../words/zh/mail.ts'
import type { TipInput } from './schema.ts'

/** Characters of a mail that are kept; what is longer says so at its end. */
export const MAIL_TEXT_MAX = 20_000

/**
 * A mail as a gateway hands it over. `id` is its `Message-ID`, by which it is taken once; `headers` are those of the mail
 * that tell whether a person wrote it, and `automatic` is true where the gateway knows that none did (`isAutomatic`).
 * `content` of an attachment is base64.
 */
export const InboundMail = z.strictObject({
  id: z.string().check(z.minLength(3), z.maxLength(998)),
  from: z.string().check(z.maxLength(998)),
  subject: z.string().check(z.maxLength(2000)),
  text: z.string(),
  automatic: z.optional(z.boolean()),
  headers: z.optional(z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(2000)))),
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

/** Automatic answers one address gets in a day, at most: two programs that answer each other stop there. */
export const ANSWERS_A_DAY = 3

/** Local parts that no person reads (RFC 3834 §2, RFC 2142), whole or at an end. */
const UNREAD =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)$|^(owner|bounces?)[-+]|[-+](request|owner|bounces?|no-?reply)$/
/** How programs begin that answer without saying so in a header. */
const ANSWERED_BY_ITSELF =
  /^\s*((re|回复|答复)\s*[:：]\s*)*[[【(（]?\s*(自动(回复|答复)|系统退信|退信|auto(matic)?[ -]?(reply|response)|out of( the)? office|undeliver|delivery status|delivery failure|failure notice|mail delivery)/i

/**
 * Whether a mail was written by no person, and so is not answered (RFC 3834 §2): marked so, from a list or in bulk, a
 * bounce, with a wish for no answers, from an address nobody reads, or with the subject of such a mail.
 */
export function isAutomatic(mail: Pick<InboundMail, 'from' | 'subject' | 'automatic' | 'headers'>): boolean {
  const headers = new Map(
    Object.entries(mail.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()]),
  )
  const said = (name: string) => headers.get(name) ?? ''
  const submitted = said('auto-submitted').replace(/[;\s].*$/, '')
  const local = addressIn(mail.from)?.split('@')[0]?.toLowerCase() ?? ''
  return (
    mail.automatic === true ||
    (submitted !== '' && submitted !== 'no') ||
    /^(bulk|list|junk|auto_reply)\b/.test(said('precedence')) ||
    [...headers.keys()].some((name) =>
      /^(list-(id|post|unsubscribe|help)|x-autoreply|x-autorespond|x-loop)$/.test(name),
    ) ||
    said('return-path') === '<>' ||
    /\b(all|oof|autoreply)\b/.test(said('x-auto-response-suppress')) ||
    /^multipart\/report/.test(said('content-type')) ||
    UNREAD.test(local) ||
    ANSWERED_BY_ITSELF.test(mail.subject.normalize('NFKC'))
  )
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
 * and corrects them. What names no kind is taken as the subject of this house: soil. Nobody is written to who is no person.
 */
export function tipOfMail(
  mail: Pick<InboundMail, 'from' | 'subject' | 'text' | 'automatic' | 'headers'>,
  attachments: string[],
  bureau: Bureau,
  on: string,
): TipInput {
  const description = wordsOf(mail)
  const kinds = suggestKinds(description).map(({ kind }) => kind)
  const { address, street } = placeOfRow('', description, bureau, on)
  const email = isAutomatic(mail) ? null : addressIn(mail.from)
  return {
    kinds: kinds.length > 0 ? kinds : ['soil_groundwater'],
    description,
    place: { address, ...(street?.certain && { street: street.code }) },
    ...(attachments.length > 0 && { attachments }),
    reporter: { mode: 'anonymous', ...(email && { notify: { email } }) },
  }
}
