import { minuteOf } from '../../clock.ts'
import { text } from '../../text.ts'
import { base32 } from '../../tip/receipt.ts'
import { FINDINGS_TEMPLATES, MEASURES_TEMPLATES, PROBLEM_TEMPLATE } from '../../words/zh/publication.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'
import type { Case } from '../schema.ts'
import { publicFrom } from './deadline.ts'
import { type ApprovedPhoto, chosenPhotos, type DraftPhoto, type PhotoChoice } from './photo.ts'

/** What staff write anew for the public; nothing else of a case is free text there. */
export const PUBLIC_TEXT = { problem: text(500), findings: text(1500), measures: text(1500) }
export type PublicText = { problem: string; findings: string; measures: string }
export const TEXT_FIELDS = ['problem', 'findings', 'measures'] as const satisfies readonly (keyof PublicText)[]

/** A register entry or project a case is about. */
export type Named = { id: string; name: string }
/** What a row may lead to, each at most once. */
export const ABOUT = ['enterprise', 'plot', 'project'] as const
export type About = Record<(typeof ABOUT)[number], Named | null>

/** A text that waits for a head, or is approved and waits for its day. */
export type Draft = PublicText &
  About & {
    /** Pictures that go with it; absent without, and in drafts of before there were any. */
    photos?: DraftPhoto[]
    /** Of a correction: what changed, and on what basis. */
    change: { changed: string; basis: string } | null
    /** Account id of who wrote it: somebody else approves. */
    by: string
  }

/** The row of a case in the public table, on its way and after. */
export type Publication = {
  /** Its public number: random, unrelated to the number of the tip. */
  number: string
  draft: Draft | null
  /** Minute from which what was approved is public; null until a head approved it, and again once it is public. */
  from: string | null
  /** Basis of a withdrawal. */
  withdrawal: string | null
  /** The newest public version; 0 while there is none. */
  version: number
}

/** The number of a row from at least 5 random bytes: it opens nothing and tells no count. */
export function publicNumber(bytes: Uint8Array): string {
  return base32(bytes, 8).toLowerCase()
}

/** Nothing is written any more, and nothing waits for its day but a withdrawal. */
export function withoutDraft(before: Publication | null): Publication | null {
  return before && { ...before, draft: null, from: before.withdrawal === null ? null : before.from }
}

/** After a draft: it stands in place of the one before, approved or not. */
export function draftedPublication(
  before: Publication | null,
  input: PublicText & { change?: Draft['change'] | undefined; photos?: readonly PhotoChoice[] | undefined },
  by: string,
  beside: { about?: About; publicNumber?: string; photos?: readonly ApprovedPhoto[] },
): Publication {
  const { problem, findings, measures, change = null } = input
  const { enterprise = null, plot = null, project = null } = beside.about ?? {}
  const number = before?.number ?? beside.publicNumber
  if (!number) throw new Error("couldn't draft a public row without a number for it")
  const photos = chosenPhotos(input.photos ?? [], beside.photos ?? [])
  const about = { enterprise, plot, project, ...(photos.length > 0 && { photos }) }
  const draft = { problem, findings, measures, ...about, change, by }
  return { withdrawal: null, version: 0, ...before, number, draft, from: null }
}

/** After approval: the row waits for its minute, which is now when that is past. */
export function approvedPublication({ publication, closedOn }: Case, now: Date): Publication | null {
  if (!publication || !closedOn) return publication
  const [earliest, minute] = [publicFrom(closedOn), minuteOf(now)]
  return { ...publication, from: earliest > minute ? earliest : minute }
}

/** After a withdrawal was decided: it is due at once, and what was being written goes. */
export function withdrawnPublication(before: Publication | null, withdrawal: string, now: Date): Publication | null {
  return before && { ...before, draft: null, withdrawal, from: minuteOf(now) }
}

/** A text to begin with, made from the outcome and the kinds alone: nothing of it comes from a tip. */
export function proposedText(current: Pick<Case, 'kinds' | 'outcome' | 'remedied'>): PublicText {
  const kinds = current.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')
  return {
    problem: PROBLEM_TEMPLATE(kinds),
    findings: current.outcome ? FINDINGS_TEMPLATES[current.outcome] : '',
    measures: current.remedied ? MEASURES_TEMPLATES[current.remedied] : '',
  }
}
