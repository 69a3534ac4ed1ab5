import canonicalize from 'canonicalize'
import { withoutFaults } from '../problems.ts'
import type { FilingKind, Party, PublicRecord, RecordFile } from '../record.ts'
import type { Problem } from '../refusal.ts'
import type { EffectAssessment } from '../remediation/assessment.ts'
import { assessmentChecks, noticeChecks, transferChecks } from '../remediation/checks.ts'
import { assessmentGaps, assessmentProblems, noticeProblems, transferProblems } from '../remediation/rules.ts'
import { type Check, checksOf } from './checks.ts'
import { filingProblem, isOfDraft, shapeProblems } from './draft.ts'
import type { Disclosure } from './filing.ts'
import { KINDS } from './kinds.ts'
import { recordOf } from './publication.ts'
import type { SoilSelfMonitoring } from './schema.ts'

/** What a filing is judged beside: registers, what is public already, the day. */
export type Surroundings = {
  today: string
  /** Who files. */
  party: Party
  /** The public notice the filing names, if it is the party's own. */
  notice: PublicRecord<'remediation_notice'> | null
  /** The registered plot a notice names. */
  plot: PublicRecord<'plot'> | null
  /** Names of registered institutions by code, of those the filing names. */
  institutions: ReadonlyMap<string, string>
  /** The party's public filing of the year before. */
  before: SoilSelfMonitoring | null
  /** Report files of this revision. */
  files: readonly RecordFile[]
  /** The public version, when there is one. */
  published: PublicRecord<FilingKind> | null
  /** Day of the first public version. */
  firstOn: string | null
}

type Data = Record<string, unknown>

/** Why a filing cannot even be kept as a draft. What is missing still is none of it. */
export function problemsOfEntry(kind: FilingKind, data: Data, about: Surroundings): Problem[] {
  const shape = shapeProblems(kind, data)
  // Rules look into fields: only into those that have the right shape.
  return [...shape.filter(isOfDraft), ...ruleProblems(kind, withoutFaults(data, shape), about)]
}

/**
 * Everything that keeps a filing from being submitted, signed and approved; empty when nothing does. `checks` are those of
 * `checksOfFiling`, where they were asked for already.
 */
export function problemsOfFiling(
  filing: Pick<Disclosure, 'id' | 'kind' | 'data' | 'reply' | 'revision'>,
  about: Surroundings,
  checks?: readonly Check[],
): Problem[] {
  const { kind, data } = filing
  const shape = shapeProblems(kind, data)
  const sound = withoutFaults(data, shape)
  const problems = [...shape, ...ruleProblems(kind, sound, about)]
  if (KINDS[kind].report && about.files.length === 0) problems.push(filingProblem('files', 'report-missing'))
  if (kind === 'effect_assessment') problems.push(...assessmentGaps(sound, about))
  for (const { level, ...problem } of checks ?? checksOfFiling(kind, sound, about))
    if (level === 'problem') problems.push(problem)
  if (problems.length === 0 && isUnchanged(filing, about)) problems.push(filingProblem('', 'nothing-changed'))
  return problems
}

/** What editor and reviewer should look at. */
export function checksOfFiling(kind: FilingKind, data: Data, about: Surroundings): Check[] {
  switch (kind) {
    case 'soil_self_monitoring':
      return checksOf(data, about.before, about.today)
    case 'remediation_notice':
      return noticeChecks(data, about.firstOn ?? about.today)
    case 'soil_transfer':
      return transferChecks(data)
    case 'effect_assessment':
      return [
        ...checksOf({ rows: (data as Partial<EffectAssessment>).rows }, null, about.today, KINDS[kind]),
        ...assessmentChecks(data),
      ]
  }
}

function ruleProblems(kind: FilingKind, data: Data, about: Surroundings): Problem[] {
  switch (kind) {
    case 'soil_self_monitoring':
      return monitoringProblems(data, about)
    case 'remediation_notice':
      return noticeProblems(data, about)
    case 'soil_transfer':
      return transferProblems(data, about)
    case 'effect_assessment':
      return assessmentProblems(data, about)
  }
}

function monitoringProblems(data: Partial<SoilSelfMonitoring>, { institutions, today }: Surroundings): Problem[] {
  const problems: Problem[] = []
  if (data.period?.year && data.period.year > Number(today.slice(0, 4)))
    problems.push(filingProblem('period.year', 'future-year'))
  if (data.institution?.code && !institutions.has(data.institution.code))
    problems.push(filingProblem('institution.code', 'unknown-institution'))
  return problems
}

/** A correction that would publish the same again. */
function isUnchanged(
  filing: Pick<Disclosure, 'id' | 'kind' | 'data' | 'reply' | 'revision'>,
  about: Surroundings,
): boolean {
  const { published } = about
  if (!published?.data) return false
  const now = recordOf(
    { ...filing, changed: null, basis: null, returned: 0, signedOn: null },
    about.party,
    about.files,
    published.publishedOn,
  )
  return (
    canonicalize([now.data, now.files, now.reply]) === canonicalize([published.data, published.files, published.reply])
  )
}
