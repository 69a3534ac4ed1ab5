import { calendarDeadline, dayOf, minuteOf, workingDeadline } from '../clock.ts'
import type { Case } from './schema.ts'

/** Limits of the 12369 procedure. `unconfirmed`: the source was read only in restatements; pages say so. */
export const LIMITS = {
  accept: {
    days: 15,
    unit: 'calendar',
    article: '《环保举报热线工作管理办法》（环境保护部令第15号）、《信访工作条例》第二十三条',
    unconfirmed: false,
  },
  forward: {
    days: 3,
    unit: 'working',
    article: '《环保举报热线工作管理办法》（令第15号）第九条、第十条',
    unconfirmed: true,
  },
  'hand-back': { days: 5, unit: 'working', article: '《信访工作条例》第二十三条第三款', unconfirmed: false },
  close: {
    days: 60,
    unit: 'calendar',
    article: '《环保举报热线工作管理办法》（令第15号）第十一条、《信访工作条例》第三十四条',
    unconfirmed: false,
  },
  emergency: { hours: 2, article: '《突发环境事件信息报告办法》（环境保护部令第17号）', unconfirmed: false },
} as const

export type ClockStep = keyof typeof LIMITS
/** One running limit. `by` is a day, or a minute instant for the 2 h clock. */
export type Clock = { step: ClockStep; by: string; article: string; provisional: boolean; unconfirmed: boolean }

type Dated = Pick<Case, 'state' | 'receivedOn' | 'acceptedOn' | 'assignedOn' | 'closedOn' | 'emergencyAt'>

/** Every limit that runs in this state, the nearest first. */
export function clocksOf(current: Dated): Clock[] {
  const clocks: Clock[] = []
  const before = current.state === 'received' || current.state === 'registered' || current.state === 'need_info'
  const underWay = current.acceptedOn !== null && current.closedOn === null
  if (before && current.emergencyAt) clocks.push(emergencyClock(current.emergencyAt))
  if (before) clocks.push(clock('accept', current.receivedOn))
  if (current.state === 'accepted' && current.acceptedOn) clocks.push(clock('forward', current.acceptedOn))
  if (handBackRuns(current)) clocks.push(clock('hand-back', current.assignedOn as string))
  if (underWay) clocks.push(clock('close', current.acceptedOn as string))
  return clocks.sort((a, b) => (endOf(a.by) < endOf(b.by) ? -1 : endOf(a.by) > endOf(b.by) ? 1 : 0))
}

/** The duty a queue sorts by: the nearest that runs. Handing back is a window, not a duty. */
export function currentClock(current: Dated): Clock | null {
  return clocksOf(current).find((one) => one.step !== 'hand-back') ?? null
}

/** By when the reporter must be told whether the tip is accepted. */
export function acknowledgeBy(receivedOn: string): { on: string; article: string; provisional: boolean } {
  const { by, article, provisional } = clock('accept', receivedOn)
  return { on: by, article, provisional }
}

/** The last day on which whoever it was given to may hand it back; null when none runs. */
export function handBackBy(current: Dated): string | null {
  return handBackRuns(current) ? clock('hand-back', current.assignedOn as string).by : null
}

/** A day is over at its end, a minute when it is past. */
export function isOverdue(by: string, now: Date): boolean {
  return by < (by.length === 10 ? dayOf(now) : minuteOf(now))
}

/** A day ends after every minute in it. */
function endOf(by: string): string {
  return by.length === 10 ? `${by}T24` : by
}

function handBackRuns(current: Dated): boolean {
  return (current.state === 'assigned' || current.state === 'forwarded') && current.assignedOn !== null
}

function clock(step: Exclude<ClockStep, 'emergency'>, from: string): Clock {
  const { days, unit, article, unconfirmed } = LIMITS[step]
  const { on, provisional } = unit === 'calendar' ? calendarDeadline(from, days) : workingDeadline(from, days)
  return { step, by: on, article, provisional, unconfirmed }
}

function emergencyClock(since: string): Clock {
  const { hours, article, unconfirmed } = LIMITS.emergency
  const by = minuteOf(new Date(Date.parse(since) + hours * 3_600_000))
  return { step: 'emergency', by, article, provisional: false, unconfirmed }
}
