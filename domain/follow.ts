import * as z from 'zod/mini'
import type { Bureau } from './bureau.ts'
import { addDays } from './clock.ts'
import { linksOf } from './links.ts'
import { listAddress, type PublicRecord, readAddress, recordAddress } from './record.ts'
import { TIP_KINDS, type TipKind } from './tip/kinds.ts'

/** A wish to hear by mail what is new on a page that has a feed; `subject` is the address of the page. */
export const FollowInput = z.strictObject({
  subject: z.string().check(z.maxLength(100)),
  email: z.string().check(z.trim(), z.email(), z.maxLength(200)),
})
export type FollowInput = z.infer<typeof FollowInput>

/** Mails that ask for a confirmation: so many an address gets in a day, so many one sender causes in an hour. */
export const ASKED_A_DAY = 3
export const ASKS_PER_HOUR = 10

/** Entries of one mail; what is more is told by its number. */
export const NEWS_PER_MAIL = 20

/** From when on, in Asia/Shanghai, the mail of a day goes out. */
export const NEWS_FROM = '08:00'

/** Records whose pages have a feed of what was published about them. */
const FOLLOWED_KINDS = ['enterprise', 'plot'] as const

/** A page that can be followed: the whole handling table, its rows of one street or kind, or a record's page. */
export type Subject =
  | { of: 'cases' }
  | { of: 'facet'; by: 'street' | 'kind'; key: string }
  | { of: 'record'; kind: (typeof FOLLOWED_KINDS)[number]; id: string }

/** What an address that can be followed is; null for every other. Whether a record is there, only the archive knows. */
export function readSubject(address: string, bureau: Pick<Bureau, 'streets'>): Subject | null {
  if (address === listAddress('case')) return { of: 'cases' }
  const [, by, key = ''] = /^\/cases\/(street|kind)\/([\w-]+)\/$/.exec(address) ?? []
  if (by === 'street') return bureau.streets.some(({ code }) => code === key) ? { of: 'facet', by, key } : null
  if (by === 'kind') return TIP_KINDS.includes(key as TipKind) ? { of: 'facet', by, key } : null
  const read = readAddress(address)
  const kind = FOLLOWED_KINDS.find((one) => one === read?.kind)
  return read && kind && read.rest === '' ? { of: 'record', kind, id: read.id } : null
}

/** Pages on whose feed a version of a record is news. What was taken back is news where its name still stands. */
export function subjectsOf(record: PublicRecord): string[] {
  const linked = linksOf(record).flatMap(({ relation, target }) => {
    if (relation === 'party') return [recordAddress('enterprise', target)]
    if (relation === 'plot') return [recordAddress('plot', target)]
    return relation === 'street' || relation === 'kind' ? [`/cases/${relation}/${target}/`] : []
  })
  const own = [
    ...(record.kind === 'case' ? [listAddress('case')] : []),
    ...(record.withdrawn && record.party ? [recordAddress('enterprise', record.party.code)] : []),
  ]
  return [...new Set([...own, ...linked])]
}

/** Last day on which a wish of a day can be confirmed: the next one, so that nothing unconfirmed stays longer than 48 hours. */
export function confirmBy(askedOn: string): string {
  return addDays(askedOn, 1)
}

/** Wishes of this day, or earlier, that nobody confirmed are over. */
export function askedTooLong(today: string): string {
  return addDays(today, -2)
}

/** What one mailbox is counted by: tags (`name+tag@…`) and capitals are the same box. */
export function mailboxOf(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, '@')
}

/**
 * `/follow/`, answered and never published: `ask` the form again with what was wrong, `asked` the mail is on its way,
 * `confirm` and `end` what a link of a mail offers, `confirmed` and `ended` done. What a step does not show is empty.
 */
export type FollowPage = {
  step: 'ask' | 'asked' | 'confirm' | 'confirmed' | 'end' | 'ended'
  subject: string
  title: string
  /** Last day to confirm. */
  until: string
  token: string
  problem: string | null
  email: string
}
