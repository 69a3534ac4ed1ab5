import { type Bureau, findStreet } from '../../bureau.ts'
import type { EventType } from '../../event.ts'
import type { TipKind } from '../../tip/kinds.ts'
import type { Answers } from '../../tip/questions.ts'
import type { SubKind } from '../../tip/taxonomy.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '../../words/zh/case.ts'
import { GIVEN_CLOSED_WORDS } from '../../words/zh/list.ts'
import { answerLines } from '../../words/zh/question.ts'
import { REJECTION_WORDS } from '../../words/zh/rejection.ts'
import { industryWord, SUB_KIND_WORDS } from '../../words/zh/taxonomy.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'
import type { Case } from '../schema.ts'
import { publicStatus } from '../status.ts'
import { EXPORT_EXTRAS, LIST_COLUMNS } from './columns.ts'

/** Headings of our table of cases: those of a handed-down list, the national number, and our own. */
export const TABLE_HEADER: readonly string[] = [...LIST_COLUMNS.map(([, label]) => label), ...EXPORT_EXTRAS]

/** What a tip told that a row has a place for. */
type Told = {
  description: string
  subKinds: readonly SubKind[]
  industry: string | null
  occurredOn: string | null
  occurredTo: string | null
  demand: string | null
  answers: Answers
}

/** A case with what its row needs besides: what its tips told and its events, oldest first. */
export type TabledCase = {
  current: Case
  tips: readonly Told[]
  events: readonly { type: EventType; data: Record<string, unknown> }[]
}

/**
 * The row of a case in the table the national and city platforms take. It says what we found and did, never what a list
 * said before us; a case without a national number goes by our reference, under which an import knows it again.
 */
export function tableRow({ current, tips, events }: TabledCase, nth: number, bureau: Bureau, on: string): string[] {
  const status = publicStatus(current)
  const settled = status === 'closed'
  const row = {
    seq: String(nth),
    number: current.nationalPlatformNo ?? current.reference,
    matter: eachOnce(
      tips.map((tip) => tip.description),
      '\n',
    ),
    area: areaOf(current, bureau, on),
    kinds: current.kinds.map(kindWord).join('、'),
    findings: lastFindings(events),
    outcome: settled && current.outcome ? OUTCOME_WORDS[current.outcome] : '',
    measures: settled
      ? measuresOf(current)
      : current.ground
        ? `不予受理：${REJECTION_WORDS[current.ground].label}`
        : '',
    closed: settled ? GIVEN_CLOSED_WORDS.yes : status === 'not_accepted' ? '不予受理' : GIVEN_CLOSED_WORDS.no,
    accountability: '',
  }
  return [
    ...LIST_COLUMNS.map(([key]) => row[key]),
    current.nationalPlatformNo ?? '',
    current.reference,
    ...toldBeside(tips),
  ]
}

/** What reporters told beyond the text, each thing once. */
function toldBeside(tips: readonly Told[]): string[] {
  return [
    eachOnce(tips.flatMap((tip) => tip.subKinds.map((one) => SUB_KIND_WORDS[one]))),
    eachOnce(tips.map((tip) => tip.industry && industryWord(tip.industry))),
    eachOnce(tips.map((tip) => [tip.occurredOn, tip.occurredTo].filter(Boolean).join(' 至 '))),
    eachOnce(
      tips.map((tip) => tip.demand),
      '\n',
    ),
    eachOnce(
      tips.flatMap((tip) => answerLines(tip.answers).map(([label, answer]) => `${label}：${answer}`)),
      '；',
    ),
  ]
}

function eachOnce(parts: readonly (string | null)[], between = '、'): string {
  return [...new Set(parts.filter((part) => part))].join(between)
}

function areaOf({ outOfDistrict, street }: Case, bureau: Bureau, on: string): string {
  if (outOfDistrict)
    return (
      bureau.neighbours.find((one) => one.body === outOfDistrict)?.name ?? outOfDistrict.replace(/生态环境部门$/, '')
    )
  return `${bureau.district}${street ? (findStreet(bureau, street, on)?.name ?? '') : ''}`
}

/** The lists say 土壤; our longer word would be read again, but not by other platforms. */
function kindWord(kind: TipKind): string {
  return kind === 'soil_groundwater' ? '土壤' : TIP_KIND_WORDS[kind]
}

function lastFindings(events: TabledCase['events']): string {
  const found = events.findLast((event) => event.type === 'case.investigated')?.data.findings
  return typeof found === 'string' ? found : ''
}

function measuresOf({ measures, remedied }: Case): string {
  return [measures, remedied && REMEDIED_WORDS[remedied]].filter(Boolean).join('\n')
}
