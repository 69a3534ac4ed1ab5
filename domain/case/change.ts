import type { Actor } from '../access.ts'
import { dayOf, minuteOf } from '../clock.ts'
import { competenceDecided } from './competence.ts'
import type { Beside } from './decide.ts'
import { hearingsWith } from './hearing.ts'
import { approvedPublication, draftedPublication, withdrawnPublication, withoutDraft } from './publication/draft.ts'
import type { Case, DecisionInput } from './schema.ts'
import type { CaseState } from './state.ts'

/** What a decision changes in the row of its case, besides state and version. `state` is the one it leads to. */
export function changesOf(
  current: Case,
  state: CaseState,
  { decision, input }: DecisionInput,
  actor: Actor,
  now: Date,
  beside: Beside,
): Partial<Case> {
  const today = dayOf(now)
  const registered = { registeredOn: current.registeredOn ?? today }
  switch (decision) {
    case 'registration':
      return {
        ...registered,
        nationalPlatformNo: input.nationalPlatformNo ?? current.nationalPlatformNo,
        superiorBy: input.superiorBy ?? current.superiorBy,
      }
    case 'information-request':
      return registered
    case 'acceptance':
      return { ...registered, acceptedOn: today, superiorBy: input.superiorBy ?? current.superiorBy }
    case 'rejection':
      return { ...registered, ground: input.ground, matterKey: null, closedOn: today }
    case 'forwarding':
      return { assignee: input.department, assignedOn: today }
    case 'assignment':
      return { assignee: input.to, assignedOn: today }
    case 'hand-back':
      if (state === 'accepted') return { assignee: null, assignedOn: null, partners: [] }
      return { ...NO_PROPOSAL, ...(current.outcome !== null && { returnedOn: today }) }
    case 'investigation':
      return { investigatedOn: input.on }
    case 'extension-request':
      return { proposedBy: actor.id, extensionDays: input.days, extensionReason: input.reason }
    case 'extension':
      return { ...NO_PROPOSAL, extendedDays: current.extendedDays + (current.extensionDays ?? 0) }
    case 'closure-proposal':
      return { proposedBy: actor.id, outcome: input.outcome, remedied: input.remedied, measures: input.measures }
    case 'closure':
      return { closedOn: today, closedBy: actor.id, matterKey: null }
    case 'reply':
      return { repliedOn: today }
    case 'follow-up':
      return { satisfied: input.satisfied ?? null }
    case 'review-request':
      return { reviewRequestedOn: today }
    case 'review':
      return { reviewedOn: today, reviewedBy: actor.id, reviewDecision: input.decision }
    case 'recheck-request':
      return { recheckRequestedOn: today }
    case 'recheck':
      return { recheckDecision: input.decision }
    case 'hearing':
      return { hearings: hearingsWith(current.hearings, input) }
    case 'transfer':
      return { ...registered, transferredTo: input.body, matterKey: null, closedOn: today }
    case 'merge':
      return { stateBefore: current.state, mergedInto: input.into, mergedOn: today, matterKey: null, closedOn: today }
    case 'separation':
      return { stateBefore: null, mergedInto: null, mergedOn: null, closedOn: null }
    case 'split':
      return { summary: input.texts[0] as string }
    case 'reopening':
      return {
        ...registered,
        ...BEGUN_ANEW,
        acceptedOn: today,
        // What was to be published is no longer how it ended; what is public already stays until it is corrected.
        publication: withoutDraft(current.publication),
      }
    case 'reopening-refusal':
      return { reopeningAskedOn: null }
    case 'urging':
      return { urgedOn: today }
    case 'supervision':
      return {
        supervisedOn: today,
        supervisionGround: input.ground,
        superiorBy: input.by ?? current.superiorBy,
      }
    case 'emergency-grade':
      if (input.grade === 'none') return { emergencyGrade: 'none', emergencyAt: null }
      return { emergencyGrade: input.grade, emergencyAt: current.emergencyAt ?? minuteOf(now) }
    case 'emergency-report':
      return { emergencyStage: input.stage }
    case 'enforcement':
      return {
        enforcementStage: input.stage,
        enforcementOn: input.on,
        enforcementNo: input.number ?? current.enforcementNo,
        enforcementExtended: input.stage === 'opened' ? false : current.enforcementExtended,
      }
    case 'enforcement-extension':
      return { enforcementExtended: true }
    case 'joint-handling':
      return { partners: [...new Set(input.partners)] }
    case 'recusal':
      return { recused: [...new Set([...current.recused, input.person ?? actor.id])] }
    case 'competence-question':
      return { competence: { bodies: [...new Set(input.bodies)], askedOn: today, decided: null } }
    case 'competence-decision':
      return { competence: competenceDecided(current.competence, input) }
    case 'publication-draft':
      return { publication: draftedPublication(current.publication, input, actor.id, beside) }
    case 'publication':
      return { publication: approvedPublication(current, now) }
    case 'publication-return':
      return { publication: withoutDraft(current.publication) }
    case 'publication-withdrawal':
      return { publication: withdrawnPublication(current.publication, input.basis, now) }
    case 'archiving':
    case 'note':
      return {}
  }
}

/** Nothing waits for a head any more. */
const NO_PROPOSAL: Partial<Case> = {
  proposedBy: null,
  outcome: null,
  remedied: null,
  measures: null,
  extensionDays: null,
  extensionReason: null,
}

/** A case taken up again begins as one that was just accepted; what it was before is in its history. */
const BEGUN_ANEW: Partial<Case> = {
  ...NO_PROPOSAL,
  closedOn: null,
  closedBy: null,
  ground: null,
  transferredTo: null,
  assignee: null,
  assignedOn: null,
  investigatedOn: null,
  repliedOn: null,
  satisfied: null,
  extendedDays: 0,
  superiorBy: null,
  partners: [],
  competence: null,
  reviewRequestedOn: null,
  reviewedOn: null,
  reviewedBy: null,
  reviewDecision: null,
  recheckRequestedOn: null,
  recheckDecision: null,
  hearings: [],
  reopeningAskedOn: null,
  escalations: {},
}
