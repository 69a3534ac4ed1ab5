import type { SoilRow } from '../disclosure/schema.ts'
import { readMeasured } from '../standard/measured.ts'
import type { EffectAssessment } from './assessment.ts'
import type { Partly } from './rules.ts'
import type { Target } from './schema.ts'
import { resultsByTarget } from './verdict.ts'

/** What an assessment's own numbers say against a finding of it. */
export const FINDING_DOUBTS = [
  'highest-unreadable',
  'met-above-target',
  'met-not-shown',
  'not-met-below-target',
  'rows-higher',
] as const
export type FindingDoubt = (typeof FINDING_DOUBTS)[number]

/**
 * What speaks against a finding, complete or not. None of it makes the finding wrong: HJ 25.5-2018 lets a single result
 * lie above the target where the upper confidence limit of the mean does not. It is what reviewer and reader look at.
 */
export function doubtsOf(
  finding: Partly<EffectAssessment['findings'][number]>,
  rows: readonly Partly<SoilRow>[],
): FindingDoubt[] {
  const { highest, target, met } = finding
  if (highest === undefined || target === undefined) return []
  const measured = readMeasured(highest)
  if (!measured) return ['highest-unreadable']
  const doubts: FindingDoubt[] = []
  const isBelow = measured.kind === 'below'
  const value = isBelow ? measured.limit : measured.value
  const isAbove = value !== null && value > target
  if (met && isAbove) doubts.push(isBelow ? 'met-not-shown' : 'met-above-target')
  if (met === false && !isAbove) doubts.push('not-met-below-target')
  if (value !== null && hasHigher(finding, value, rows)) doubts.push('rows-higher')
  return doubts
}

/** Whether a result of the finding's pollutant is above what the finding calls the highest, units converted. */
function hasHigher(finding: Partly<Target>, highest: number, rows: readonly Partly<SoilRow>[]): boolean {
  if (finding.pollutant === undefined || finding.unit === undefined) return false
  const whole = rows.filter((row) => row.pollutant !== undefined && row.value !== undefined && row.unit !== undefined)
  const [of] = resultsByTarget(whole as SoilRow[], [{ ...(finding as Target), target: highest }])
  return of?.target !== null && (of?.results.some(({ over }) => over) ?? false)
}
