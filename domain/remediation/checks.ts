import type { Check } from '../disclosure/checks.ts'
import type { SoilRow } from '../disclosure/schema.ts'
import { readMeasured } from '../standard/measured.ts'
import { FILING_CHECK_WORDS, type FilingCheckCode } from '../words/zh/disclosure.ts'
import type { EffectAssessment } from './assessment.ts'
import { isTransferReportedLate } from './late.ts'
import { isLoadOff, loadTotals } from './load.ts'
import { isSameTarget, type Partly } from './rules.ts'
import type { RemediationNotice } from './schema.ts'
import type { SoilTransfer } from './transfer.ts'

/** What editor and reviewer should look at in a notice. `firstOn`: the day its first version became or would become public. */
export function noticeChecks(data: Partly<RemediationNotice>, firstOn: string): Check[] {
  const begun = data.stages?.construction
  const begin = [data.startsOn, begun].filter((day) => day !== undefined).sort()[0]
  return begin && firstOn > begin ? [check('startsOn', 'notice-late')] : []
}

type Load = SoilTransfer['loads'][number]

/** What editor and reviewer should look at in a transfer. */
export function transferChecks(data: Partly<SoilTransfer>): Check[] {
  const checks: Check[] = []
  const { time, reportedOn, quantity } = data
  if (reportedOn && time?.from && isTransferReportedLate({ reportedOn, time: { from: time.from, to: time.from } }))
    checks.push(check('reportedOn', 'reported-late'))
  const loads: Load[] = []
  data.loads?.forEach((load, at) => {
    if (load.out === undefined || load.in === undefined) return
    loads.push(load as Load)
    if (isLoadOff(load as Load)) checks.push(check(`loads.${at}.in`, 'load-off'))
    if (load.on && time?.from && time.to && (load.on < time.from || load.on > time.to))
      checks.push(check(`loads.${at}.on`, 'load-outside-time'))
  })
  if (quantity !== undefined && loadTotals(loads).out > quantity) checks.push(check('quantity', 'more-than-planned'))
  return checks
}

/**
 * What editor and reviewer should look at in an assessment. Warnings only: HJ 25.5-2018 lets a single result lie above the
 * target where the upper confidence limit of the mean does not.
 */
export function assessmentChecks(data: Partly<EffectAssessment>): Check[] {
  return (data.findings ?? []).flatMap((one, at) => {
    const highest = one.highest === undefined ? null : readMeasured(one.highest)
    if (highest === null || one.target === undefined)
      return one.highest === undefined ? [] : [check(`findings.${at}.highest`, 'highest-unreadable')]
    const value = highest.kind === 'value' ? highest.value : null
    const checks: Check[] = []
    if (value !== null && value > one.target && one.met) checks.push(check(`findings.${at}.met`, 'met-above-target'))
    if ((value === null || value <= one.target) && one.met === false)
      checks.push(check(`findings.${at}.met`, 'not-met-below-target'))
    const found = one.medium === 'soil' ? highestOf(data.rows ?? [], one) : null
    if (found !== null && (value === null || found > value)) checks.push(check(`findings.${at}.highest`, 'rows-higher'))
    return checks
  })
}

/** The highest number the rows give for a pollutant in the finding's own unit; null when they give none. */
function highestOf(rows: readonly Partly<SoilRow>[], finding: { pollutant?: string; unit?: string }): number | null {
  const values = rows
    .filter(
      (row) =>
        row.unit === finding.unit &&
        isSameTarget({ ...row, medium: 'soil' }, { ...finding, item: undefined, medium: 'soil' }),
    )
    .map((row) => (row.value === undefined ? null : readMeasured(row.value)))
    .flatMap((read) => (read?.kind === 'value' ? [read.value] : []))
  return values.length > 0 ? Math.max(...values) : null
}

function check(path: string, code: FilingCheckCode): Check {
  return { level: 'warning', path, code, message: FILING_CHECK_WORDS[code] }
}
