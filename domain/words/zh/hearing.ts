import type { Hearing } from '../../case/hearing.ts'
import { dayWord } from './clock.ts'

/** What is wrong with a hearing as it was entered. */
export const HEARING_PROBLEM_WORDS = {
  beforeRequest: (on: string) => `听证不能早于收到复核申请的 ${dayWord(on)}。`,
  otherOpen: (on: string) => `${dayWord(on)}开始的听证还没有登记结束日期，请先登记它的结束。`,
  overlap: '和另一次听证的日子重叠，请核对。',
  endsBefore: '结束日期不能早于开始日期。',
} as const

/** How many days a hearing took, the first and the last among them. */
function daysOf(beganOn: string, endedOn: string): number {
  return Math.round((Date.parse(endedOn) - Date.parse(beganOn)) / 86_400_000) + 1
}

/** A hearing behind its step: 「 3 日，不计入期限」. */
export function heardWord({ beganOn, endedOn }: Hearing): string {
  return endedOn ? ` ${daysOf(beganOn, endedOn)} 日，不计入期限` : '开始，复核期限暂停'
}

/** What its reporter is told of a hearing; `by` is the new end of the recheck, null while it stands still. */
export function hearingTold(
  { beganOn, endedOn }: Hearing,
  by: { on: string; provisional: boolean } | null,
  article: string,
): string {
  const until = by && `${dayWord(by.on)}${by.provisional ? '（待放假安排公布后确认）' : ''}`
  const held = endedOn
    ? `您申请复核的事项，${dayWord(beganOn)}至${dayWord(endedOn)}举行了听证，共 ${daysOf(beganOn, endedOn)} 日。`
    : `您申请复核的事项，从${dayWord(beganOn)}起举行听证。`
  const counted = until
    ? `听证所需时间不计入复核期限，复核意见最迟 ${until} 作出。`
    : '听证所需时间不计入复核期限，期限现在停着，听证结束后告诉您新的期限。'
  return `${held}${counted}\n依据：${article}`
}

/** Days left out of a limit, beside it. */
export const uncountedWord = (days: number): string => `听证 ${days} 日不计入`

/** A limit that stands still while a hearing goes on. */
export const STANDS_STILL_WORDS = {
  title: '复核期限暂停',
  since: (on: string) => `${dayWord(on)}起正在听证，听证所需时间不计入复核期限，结束后接着算。`,
} as const
