import { filingProblem } from '../disclosure/draft.ts'
import type { Surroundings } from '../disclosure/rules.ts'
import { PLOT_STAGES } from '../plot/schema.ts'
import type { Problem } from '../refusal.ts'
import { ITEMS } from '../standard/item.ts'
import type { EffectAssessment } from './assessment.ts'
import type { RemediationNotice } from './schema.ts'
import type { SoilTransfer } from './transfer.ts'

/** A draft: any part may be missing, what is there has the right shape. */
export type Partly<T> = T extends readonly (infer One)[]
  ? Partly<One>[]
  : T extends object
    ? { [Name in keyof T]?: Partly<T[Name]> | undefined }
    : T

/** What cannot be in a notice, complete or not. */
export function noticeProblems(data: Partly<RemediationNotice>, { plot }: Surroundings): Problem[] {
  const problems: Problem[] = []
  if (data.plot?.id && !plot) problems.push(filingProblem('plot.id', 'unknown-plot'))
  data.targets?.forEach((one, at) => {
    if (one.item && !ITEM_IDS.has(one.item)) problems.push(filingProblem(`targets.${at}.item`, 'unknown-item'))
    if (one.pollutant && data.targets?.slice(0, at).some((other) => isSameTarget(other, one)))
      problems.push(filingProblem(`targets.${at}.pollutant`, 'repeated-target'))
  })
  if (data.startsOn && data.endsOn && data.endsOn < data.startsOn)
    problems.push(filingProblem('endsOn', 'ends-before-start'))
  return [...problems, ...stageProblems(data.stages ?? {}, 'stages')]
}

/** What cannot be in a transfer, complete or not. */
export function transferProblems(data: Partly<SoilTransfer>, { notice, today }: Surroundings): Problem[] {
  const problems: Problem[] = []
  const { time, reportedOn, loads = [] } = data
  if (data.project?.id && !notice) problems.push(filingProblem('project.id', 'unknown-project'))
  if (time?.from && time.to && time.to < time.from) problems.push(filingProblem('time.to', 'ends-before-start'))
  if (reportedOn && reportedOn > today) problems.push(filingProblem('reportedOn', 'in-the-future'))
  const seen = new Set<string>()
  loads.forEach((load, at) => {
    if (load.no && seen.has(load.no)) problems.push(filingProblem(`loads.${at}.no`, 'repeated-load'))
    if (load.no) seen.add(load.no)
    if (load.on && load.on > today) problems.push(filingProblem(`loads.${at}.on`, 'in-the-future'))
  })
  return problems
}

/**
 * What cannot be in an assessment, complete or not: above all an assessor that did the work itself (土壤污染防治法
 * art. 65: 另行委托). The contractor is the notice's, so that naming another one does not get round it.
 */
export function assessmentProblems(data: Partly<EffectAssessment>, { notice, party, today }: Surroundings): Problem[] {
  const problems: Problem[] = []
  const board = notice?.data
  if (data.project?.id && !board) problems.push(filingProblem('project.id', 'unknown-project'))
  if (isSame(data.assessor, data.contractor) || isSame(data.assessor, board?.contractor))
    problems.push(filingProblem('assessor.code', 'assessor-is-contractor'))
  if (isSame(data.assessor, party)) problems.push(filingProblem('assessor.code', 'assessor-is-party'))
  if (board && data.contractor?.code && data.contractor.code !== board.contractor.code)
    problems.push(filingProblem('contractor.code', 'not-the-contractor'))
  if (data.assessedOn && data.assessedOn > today) problems.push(filingProblem('assessedOn', 'in-the-future'))
  data.findings?.forEach((one, at) => {
    if (one.item && !ITEM_IDS.has(one.item)) problems.push(filingProblem(`findings.${at}.item`, 'unknown-item'))
    if (one.pollutant && data.findings?.slice(0, at).some((other) => isSameTarget(other, one)))
      problems.push(filingProblem(`findings.${at}.pollutant`, 'repeated-target'))
    const target = board?.targets.find((other) => isSameTarget(other, one))
    if (target && one.target !== undefined && (target.target !== one.target || (one.unit && target.unit !== one.unit)))
      problems.push(filingProblem(`findings.${at}.target`, 'target-differs'))
  })
  return problems
}

/** What an assessment still lacks: a finding for each target of the notice, and the conclusion they lead to. */
export function assessmentGaps(data: Partly<EffectAssessment>, { notice }: Surroundings): Problem[] {
  const { findings, conclusion } = data
  // That there is none at all is told already.
  if (!findings?.length) return []
  const problems = (notice?.data?.targets ?? [])
    .filter((target) => !findings.some((one) => isSameTarget(one, target)))
    .map((target) => filingProblem('findings', 'target-not-assessed', `${target.pollutant}。`))
  const isTold = conclusion !== undefined && findings.every((one) => one.met !== undefined)
  if (isTold && findings.every((one) => one.met) !== (conclusion === 'met'))
    problems.push(filingProblem('conclusion', 'conclusion-differs'))
  return problems
}

/** Days of stages that lie before those of an earlier stage. */
export function stageProblems(stages: Partly<RemediationNotice['stages']>, path: string): Problem[] {
  let latest = ''
  return PLOT_STAGES.flatMap((stage) => {
    const on = stages[stage]
    if (!on) return []
    const before = on < latest
    if (!before) latest = on
    return before ? [filingProblem(`${path}.${stage}`, 'stage-order')] : []
  })
}

type Aimed = { pollutant?: string | undefined; item?: string | undefined; medium?: string | undefined }

/** Whether two lines are about the same pollutant in the same medium: by item where both have one, else by name. */
export function isSameTarget(one: Aimed, other: Aimed): boolean {
  if (one.medium !== other.medium) return false
  if (one.item && other.item) return one.item === other.item
  return one.pollutant !== undefined && folded(one.pollutant) === folded(other.pollutant ?? '')
}

/** By code, and by name too: the same firm under another code is the same firm. */
function isSame(one: Partly<{ code: string; name: string }> | undefined, other: typeof one): boolean {
  if (!one || !other) return false
  if (one.code && one.code === other.code) return true
  return one.name !== undefined && folded(one.name) === folded(other.name ?? '')
}

const folded = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
const ITEM_IDS: ReadonlySet<string> = new Set(ITEMS.map((one) => one.id))
