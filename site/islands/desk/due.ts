import { dayOf } from '#domain/clock.ts'

export type Due = { by: string; overdue: boolean; provisional: boolean }
export type Urgency = 'overdue' | 'soon' | 'later'

const DAY = 86_400_000

/** Whole days from today (Shanghai) to a day; negative when it has passed. */
export function daysTo(by: string, now: Date): number {
  return Math.round((Date.parse(by.slice(0, 10)) - Date.parse(dayOf(now))) / DAY)
}

/** How pressing a deadline is: past, within three days, or later. A minute clock is always pressing. */
export function urgencyOf(due: Due, now: Date): Urgency {
  if (due.overdue) return 'overdue'
  return isMinute(due.by) || daysTo(due.by, now) <= 3 ? 'soon' : 'later'
}

/** A deadline in a few characters: 「已逾期 3 天」「今天到期」「还剩 5 天」「15:32 前」. */
export function shortDue(due: Due, now: Date): string {
  if (isMinute(due.by)) return due.overdue ? `超时 ${lateness(due.by, now)}` : `${clockTime(due.by, now)} 前`
  const days = daysTo(due.by, now)
  if (due.overdue) return `已逾期 ${Math.max(1, -days)} 天`
  if (days === 0) return '今天到期'
  return days === 1 ? '明天到期' : `还剩 ${days} 天`
}

/** The same in full: 「2026年11月30日」, with the minute where the clock has one. */
export function longDue(by: string): string {
  const [year, month, day] = by.slice(0, 10).split('-').map(Number)
  const date = `${year}年${month}月${day}日`
  return isMinute(by) ? `${date} ${by.slice(11, 16)}` : date
}

/** The days written in a title: 「2026-12-03 起的土壤转运」 as 「2026年12月3日起的土壤转运」. */
export function longDays(text: string): string {
  return text.replaceAll(/(\d{4}-\d{2}-\d{2})(?: (?=[\u4e00-\u9fff]))?/g, (_, day) => longDue(day))
}

/** `2026-11-23` as 「11月23日」, with the year when it is another one. */
export function shortDay(on: string, now: Date): string {
  const [year, month, day] = on.slice(0, 10).split('-').map(Number)
  const date = `${month}月${day}日`
  return dayOf(now).startsWith(`${year}-`) ? date : `${year}年${date}`
}

const isMinute = (by: string): boolean => by.length > 10

function clockTime(by: string, now: Date): string {
  return by.startsWith(dayOf(now)) ? by.slice(11, 16) : `${shortDay(by, now)} ${by.slice(11, 16)}`
}

function lateness(by: string, now: Date): string {
  const minutes = Math.max(1, Math.floor((now.getTime() - Date.parse(by)) / 60_000))
  if (minutes < 60) return `${minutes} 分钟`
  return minutes < 1440 ? `${Math.floor(minutes / 60)} 小时` : `${Math.floor(minutes / 1440)} 天`
}
