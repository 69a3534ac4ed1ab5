import { minuteOf } from '../clock.ts'
import type { NewEvent } from '../event.ts'
import type { Tied } from '../tie.ts'
import type { Channel, TipKind } from '../tip/kinds.ts'
import type { TipInput } from '../tip/schema.ts'
import { KEY_CASE } from '../words/zh/list.ts'
import { industryWord } from '../words/zh/taxonomy.ts'
import type { EntrySource } from './entry.ts'
import type { ListNote } from './list/note.ts'
import type { Case } from './schema.ts'

/** A tip with all that was found out about it on the way in. */
export type ReceivedTip = {
  id: string
  reference: string
  input: TipInput
  channel: Channel
  /** Day it reached us, `YYYY-MM-DD`. */
  receivedOn: string
  street: string | null
  /** Id of the grid it lies in, where one is known. */
  grid?: string | null
  outOfDistrict: string | null
  emergencies: string[]
  matterKey: string | null
  nationalPlatformNo: string | null
  /** Day a superior set for closing. */
  superiorBy?: string | undefined
  /** Account id of the clerk who entered it; null for the public. */
  enteredBy: string | null
  /** What the clerk wrote down of its way here. */
  source?: EntrySource | undefined
  /** Reference of a tip it says it is about, without proof that it is from the same person. */
  mayRepeat?: string | undefined
  /** Standing ties it falls under: the case is closed to these people. */
  tied?: readonly Tied[]
  /** What the list says that handed it down, when one did. */
  list?: ListNote
}

const SUMMARY_LENGTH = 80

/** What nobody has decided yet. */
export const UNTOUCHED = {
  registeredOn: null,
  acceptedOn: null,
  assignedOn: null,
  investigatedOn: null,
  closedOn: null,
  assignee: null,
  proposedBy: null,
  outcome: null,
  remedied: null,
  measures: null,
  ground: null,
  extendedDays: 0,
  extensionDays: null,
  extensionReason: null,
  superiorBy: null,
  urgedOn: null,
  supervisedOn: null,
  supervisionGround: null,
  returnedOn: null,
  transferredTo: null,
  closedBy: null,
  repliedOn: null,
  satisfied: null,
  reviewRequestedOn: null,
  reviewedOn: null,
  reviewedBy: null,
  reviewDecision: null,
  recheckRequestedOn: null,
  recheckDecision: null,
  reopeningAskedOn: null,
  mergedInto: null,
  mergedOn: null,
  stateBefore: null,
  splitFrom: null,
  emergencyGrade: null,
  emergencyStage: null,
  enforcementStage: null,
  enforcementOn: null,
  enforcementNo: null,
  enforcementExtended: false,
  escalations: {},
  competence: null,
  publication: null,
} as const satisfies Partial<Case>

/** The case a tip opens, with its first event. */
export function openedBy(tip: ReceivedTip, caseId: string, now: Date): { opened: Case; event: NewEvent } {
  const opened: Case = {
    ...UNTOUCHED,
    partners: [],
    recused: [...new Set(tip.tied?.map((one) => one.person))],
    hearings: [],
    id: caseId,
    reference: tip.reference,
    state: 'received',
    version: 1,
    kinds: tip.input.kinds,
    street: tip.street,
    grid: tip.grid ?? null,
    channel: tip.channel,
    receivedOn: tip.receivedOn,
    emergencyAt: tip.emergencies.length > 0 ? minuteOf(now) : null,
    outOfDistrict: tip.outOfDistrict,
    matterKey: tip.matterKey,
    nationalPlatformNo: tip.nationalPlatformNo,
    superiorBy: tip.superiorBy ?? null,
    summary: summaryOf(`${tip.list?.key ? `【${KEY_CASE}】` : ''}${tip.input.description}`),
  }
  return { opened, event: eventOf(opened, 'case.opened', tip, now) }
}

/**
 * An open case after another tip about the same matter joined it: what is polluted adds up, an emergency spreads, and of
 * two limits set from above the nearer holds.
 */
export function joinedBy(current: Case, tip: ReceivedTip, now: Date): { next: Case; event: NewEvent } {
  const next: Case = {
    ...current,
    version: current.version + 1,
    kinds: [...new Set<TipKind>([...current.kinds, ...tip.input.kinds])],
    emergencyAt: current.emergencyAt ?? (tip.emergencies.length > 0 ? minuteOf(now) : null),
    nationalPlatformNo: current.nationalPlatformNo ?? tip.nationalPlatformNo,
    superiorBy: nearer(current.superiorBy, tip.superiorBy),
    recused: [...new Set([...current.recused, ...(tip.tied ?? []).map((one) => one.person)])],
  }
  return { next, event: eventOf(next, 'case.tip-joined', tip, now) }
}

function nearer(one: string | null, other: string | undefined): string | null {
  if (one === null || other === undefined) return one ?? other ?? null
  return one < other ? one : other
}

/** What a search for the case should find of a tip. */
export function searchTextOf({
  reference,
  input,
  list,
  source,
}: Pick<ReceivedTip, 'reference' | 'input' | 'list' | 'source'>): string {
  const { description, place, accused, demand } = input
  const handedDown = list && [list.number, list.key ? KEY_CASE : undefined]
  return [
    reference,
    description,
    place.address,
    accused?.name,
    accused?.plate,
    accused?.industry && industryWord(accused.industry),
    demand,
    source?.ticketNo,
    ...(handedDown ?? []),
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

function eventOf(current: Case, type: 'case.opened' | 'case.tip-joined', tip: ReceivedTip, now: Date): NewEvent {
  return {
    subject: `case:${current.id}`,
    seq: current.version,
    type,
    actor: tip.enteredBy,
    at: minuteOf(now),
    data: {
      reference: tip.reference,
      channel: tip.channel,
      emergencies: tip.emergencies,
      ...(tip.superiorBy && { superiorBy: tip.superiorBy }),
      ...(tip.list && { list: tip.list }),
      ...(type === 'case.tip-joined' && tip.input.meToo && { meToo: true }),
      ...(tip.tied && tip.tied.length > 0 && { ties: tip.tied.map((one) => one.tie) }),
      ...tip.source,
      ...(tip.mayRepeat !== undefined && { mayRepeat: tip.mayRepeat }),
    },
  }
}

function summaryOf(description: string): string {
  const line = Array.from(description.replace(/\s+/g, ' ').trim())
  return line.length <= SUMMARY_LENGTH ? line.join('') : `${line.slice(0, SUMMARY_LENGTH - 1).join('')}…`
}
