import type { Check } from '../disclosure/checks.ts'
import { FILING_CHECK_WORDS, type FilingCheckCode } from '../words/zh/disclosure.ts'
import type { EffectAssessment } from './assessment.ts'
import { doubtsOf } from './doubt.ts'
import { isTransferReportedLate } from './late.ts'
import { isLoadOff, loadTotals } from './load.ts'
import type { Partly } from './rules.ts'
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

/** What editor and reviewer should look at in an assessment; its readers see the same. */
export function assessmentChecks({ findings = [], rows = [] }: Partly<EffectAssessment>): Check[] {
  return findings.flatMap((one, at) =>
    doubtsOf(one, rows).map((doubt) => {
      const field = doubt === 'highest-unreadable' || doubt === 'rows-higher' ? 'highest' : 'met'
      return check(`findings.${at}.${field}`, doubt)
    }),
  )
}

function check(path: string, code: FilingCheckCode): Check {
  return { level: 'warning', path, code, message: FILING_CHECK_WORDS[code] }
}
