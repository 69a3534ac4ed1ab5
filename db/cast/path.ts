import type { SupervisionGround } from '#domain/case/mark.ts'
import type { Outcome, Remedied } from '#domain/case/outcome.ts'
import type { PublicText } from '#domain/case/publication/draft.ts'
import type { RejectionGround } from '#domain/case/rejection.ts'
import type { DecisionInput } from '#domain/case/schema.ts'
import type { Channel, TipBehaviour, TipKind } from '#domain/tip/kinds.ts'
import type { Box } from '#domain/tip/redaction.ts'
import type { Accused, Place } from '#domain/tip/schema.ts'
import type { PartyKey } from './enterprises.ts'
import type { PEOPLE } from './people.ts'
import type { Scene } from './photo.ts'
import type { PlotKey } from './plots.ts'
import type { ProjectKey } from './projects.ts'

export type Person = (typeof PEOPLE)[number]['as']

/** A photo of the tip, by its place among them, covered, or its covered picture approved. */
export type CoverStep = { after: number; who: Person } & ({ covers: number; boxes: Box[] } | { approves: number })

/** One step in the life of a case, `after` days from the day it reached the bureau. */
export type CastStep =
  | { after: number; who: Person; decision: DecisionInput['decision']; input: Record<string, unknown> }
  | { after: number; says: string }
  /** Another tip about the same matter. */
  | { after: number; also: string }
  | CoverStep

/** A case of the demo bureau: the tip that opened it and what was done with it. */
export type CastCase = {
  /** Days before now it reached the bureau. */
  ago: number
  channel?: Channel
  kinds: TipKind[]
  behaviours?: TipBehaviour[]
  description: string
  place: Place
  accused?: Accused
  ongoing?: boolean
  photos?: Scene[]
  path: CastStep[]
}

type Decided<D extends DecisionInput['decision']> = Omit<Extract<DecisionInput, { decision: D }>['input'], 'version'>

function step<D extends DecisionInput['decision']>(
  after: number,
  who: Person,
  decision: D,
  input: Decided<D>,
): CastStep {
  return { after, who, decision, input }
}

/** Who looks into what is given to an organisation. */
const HANDLERS = { '410102011': 'li', '410102012': 'zhou', enforcement: 'wu' } as const
export type Handling = keyof typeof HANDLERS

export const registered = (after: number, who: Person = 'qian') => step(after, who, 'registration', {})
export const accepted = (after: number, who: Person = 'sun') => step(after, who, 'acceptance', {})
export const noted = (after: number, who: Person, text: string) => step(after, who, 'note', { text })
export const asked = (after: number, text: string) => step(after, 'qian', 'information-request', { text })
export const said = (after: number, says: string): CastStep => ({ after, says })
export const alsoSaid = (after: number, also: string): CastStep => ({ after, also })
export const handedBack = (after: number, who: Person, reason: string) => step(after, who, 'hand-back', { reason })
export const archived = (after: number) => step(after, 'qian', 'archiving', {})

export function rejected(after: number, ground: RejectionGround, tell: string): CastStep {
  return step(after, 'sun', 'rejection', { ground, tell })
}

export const transferred = (after: number, body: string, reason: string) =>
  step(after, 'sun', 'transfer', { body, reason })
/** `into` is the beginning of what the other case told. */
export const merged = (after: number, into: string) => step(after, 'qian', 'merge', { into })
export const urged = (after: number, text: string) => step(after, 'sun', 'urging', { text })
export const supervised = (after: number, ground: SupervisionGround) => step(after, 'zhao', 'supervision', { ground })
export const followedUp = (after: number, satisfied: boolean, text: string) =>
  step(after, 'qian', 'follow-up', { satisfied, text })
export const reported = (after: number, who: Person, body: string, text: string) =>
  step(after, who, 'emergency-report', { stage: 'first', body, text })
export const enforced = (after: number, who: Person) => step(after, who, 'enforcement', { stage: 'opened', on: '' })

/** A hearing that begins that day and goes on. */
export const heard = (after: number, text: string) => step(after, 'sun', 'hearing', { beganOn: '', text })

/** Asked for by the handler, granted three days later unless it still waits. */
export function extended(after: number, who: Person, days: number, reason: string, granted = true): CastStep[] {
  const asked = step(after, who, 'extension-request', { days, reason })
  return granted ? [asked, step(after + 3, 'zhao', 'extension', {})] : [asked]
}

const ROUNDS = ['asked', 'reviewed', 'asked again', 'final'] as const

/** Rounds of review after an answer, as far as they went. The second is decided by the body above, a clerk enters it. */
export function reviewed(after: number, until: (typeof ROUNDS)[number], wish: string, opinion: string): CastStep[] {
  return [
    step(after, 'qian', 'review-request', { text: wish }),
    step(after + 15, 'zheng', 'review', { decision: 'upheld', text: opinion }),
    step(after + 30, 'qian', 'recheck-request', { text: wish }),
    step(after + 50, 'sun', 'recheck', { decision: 'upheld', text: '事实清楚，原意见适当。' }),
  ].slice(0, ROUNDS.indexOf(until) + 1)
}

/** A department gets it forwarded, a street office gets it assigned. */
export function given(after: number, to: string): CastStep {
  if (/^\d{9}$/.test(to)) return step(after, 'sun', 'assignment', { to })
  return step(after, 'sun', 'forwarding', { department: to })
}

export type Handled = {
  to: Handling
  findings: string
  outcome?: Outcome
  remedied?: Remedied
  measures?: string
  reply?: string
  /** 1 is the usual pace: accepted on the second day, looked into after a week, closed after four. */
  pace?: number
}

const STAGES = ['investigating', 'closure_proposed', 'closed', 'replied', 'archived'] as const

/** The usual way of a case from registration to a stage. */
export function handled(until: (typeof STAGES)[number], about: Handled): CastStep[] {
  const { to, findings, outcome = 'substantiated', remedied = 'yes', measures = '', reply = '', pace = 1 } = about
  const handler = HANDLERS[to]
  const steps = [
    registered(0.2 * pace),
    accepted(1.5 * pace),
    given(2.5 * pace, to),
    step(8 * pace, handler, 'investigation', { findings, on: '' }),
    step(25 * pace, handler, 'closure-proposal', { outcome, remedied, measures }),
    step(28 * pace, 'zhao', 'closure', {}),
    step(29 * pace, 'qian', 'reply', { text: reply }),
    archived(40 * pace),
  ]
  return steps.slice(0, 4 + STAGES.indexOf(until))
}

/** What a row of the cast leads to, in the cast's own names. */
export type CastAbout = { enterprise?: PartyKey; plot?: PlotKey; project?: ProjectKey }

/**
 * A public text, approved the next day by a head. `shown`: what is written under each photo that goes with it, by its place
 * in the tip. It is out once the week of the closing is over for 72 h.
 */
export function published(
  after: number,
  text: PublicText,
  about: CastAbout = {},
  shown: Record<number, string> = {},
): CastStep[] {
  const photos = Object.entries(shown).map(([redaction, caption]) => ({ redaction, caption }))
  const input = { ...text, ...about, ...(photos.length > 0 && { photos }) }
  return [step(after, 'sun', 'publication-draft', input), step(after + 1, 'zheng', 'publication', {})]
}

/** A photo of the tip covered by who works on the case, and approved by a head before the text is written. */
export function covered(after: number, who: Person, photo: number, boxes: Box[]): CastStep[] {
  return [
    { after, who, covers: photo, boxes },
    { after: after + 1, who: 'zheng', approves: photo },
  ]
}
