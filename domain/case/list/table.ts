import { type Bureau, findStreet } from '../../bureau.ts'
import type { EventType } from '../../event.ts'
import type { TipKind } from '../../tip/kinds.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '../../words/zh/case.ts'
import { GIVEN_CLOSED_WORDS } from '../../words/zh/list.ts'
import { REJECTION_WORDS } from '../../words/zh/rejection.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'
import type { Case } from '../schema.ts'
import { publicStatus } from '../status.ts'
import { EXPORT_EXTRAS, LIST_COLUMNS } from './columns.ts'

/** Headings of our table of cases: those of a handed-down list, the national number, and our own. */
export const TABLE_HEADER: readonly string[] = [...LIST_COLUMNS.map(([, label]) => label), ...EXPORT_EXTRAS]

/** A case with what its row needs besides: the texts of its tips and its events, oldest first. */
export type TabledCase = {
  current: Case
  descriptions: readonly string[]
  events: readonly { type: EventType; data: Record<string, unknown> }[]
}

/**
 * The row of a case in the table the national and city platforms take. It says what we found and did, never what a list
 * said before us; a case without a national number goes by our reference, under which an import knows it again.
 */
export function tableRow(
  { current, descriptions, events }: TabledCase,
  nth: number,
  bureau: Bureau,
  on: string,
): string[] {
  const status = publicStatus(current)
  const settled = status === 'closed'
  const row = {
    seq: String(nth),
    number: current.nationalPlatformNo ?? current.reference,
    matter: [...new Set(descriptions)].join('\n'),
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
  return [...LIST_COLUMNS.map(([key]) => row[key]), current.nationalPlatformNo ?? '', current.reference]
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
