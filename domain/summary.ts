import type { PublicRecord } from './record.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from './words/zh/case.ts'
import { MEASURE_WORDS, shownWord } from './words/zh/figures.ts'
import { weekWord } from './words/zh/publication.ts'
import { CONCLUSION_WORDS, INSTITUTION_ROLE_WORDS, RESPONSIBILITY_WORDS } from './words/zh/remediation.ts'

/** What a record is about in one line of plain text, for feeds, search results and tables. Ends without a full stop. */
export function summaryOf(record: PublicRecord): string {
  if (record.withdrawn) return `${record.publishedOn} 撤回，依据：${record.withdrawn.basis}`
  const facts = factsOf(record)
  if (record.change) facts.push(`第 ${record.version} 版更正：${record.change.changed}`)
  return facts.filter((one) => one !== null && one !== '').join(' · ')
}

function factsOf(record: PublicRecord): (string | null)[] {
  if (!record.data) return []
  switch (record.kind) {
    case 'enterprise':
      return [record.data.code, record.data.industry, record.data.address]
    case 'plot':
      return [record.data.id, record.data.address, record.data.plannedUse]
    case 'institution':
      return [record.data.code, record.data.roles.map((role) => INSTITUTION_ROLE_WORDS[role]).join('、')]
    case 'soil_self_monitoring': {
      const { period, rows, institution } = record.data
      const points = new Set(rows.map((row) => row.point)).size
      return [`${period.year} 年`, `${points} 个点位 ${rows.length} 个结果`, institution?.name ?? null]
    }
    case 'remediation_notice': {
      const { plot, responsibility, startsOn, endsOn, contractor } = record.data
      const period = `${startsOn} 至 ${endsOn}`
      return [plot.name, RESPONSIBILITY_WORDS[responsibility].label, period, `施工：${contractor.name}`]
    }
    case 'soil_transfer': {
      const { plot, quantity, destination, time } = record.data
      return [plot.name, `${quantity} 吨`, `运往${destination.name}`, `${time.from} 至 ${time.to}`]
    }
    case 'figures': {
      const whole = record.data.rows.find((row) => row.by === 'all')?.counts
      return (['received', 'accepted', 'closed'] as const).map(
        (one) => `${MEASURE_WORDS[one]} ${shownWord(whole?.[one])}`,
      )
    }
    case 'effect_assessment': {
      const { plot, conclusion, assessor } = record.data
      return [plot.name, CONCLUSION_WORDS[conclusion], `评估：${assessor.name}`]
    }
    case 'case': {
      const { outcome, remedied, week } = record.data
      return [OUTCOME_WORDS[outcome], REMEDIED_WORDS[remedied], `${weekWord(week)}办结`]
    }
  }
}
