import { addDays } from '../clock.ts'

/** A key nobody has used may be lost without anybody knowing: an escrow key is tried at least this often. */
export const DRILL_DAYS = 180

/** The last day on which the next drill is in time; `since` is the last one, or the day the key was confirmed. */
export function drillDue(since: string, days: number = DRILL_DAYS): string {
  return addDays(since, days)
}

/** An answer as it is compared: read from paper, so case, spaces and hyphens are as they come. */
export function readAnswer(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '')
}

/** The test message of a drill. It holds nothing but its answer. */
export function drillMessage(answer: string): string {
  return `净土 · 托管密钥演练\n请把下面的答案填回工作台：\n${answer}\n`
}
