import { type Competence, isOpen, leadElsewhere } from './competence.ts'
import { type Hearing, openHearing } from './hearing.ts'

/** Why a case is put under supervision (督办), by code. */
export const SUPERVISION_GROUNDS = [
  'late',
  'no-feedback',
  'wrong-procedure',
  'shirking',
  'not-executed',
  'falsified',
] as const
export type SupervisionGround = (typeof SUPERVISION_GROUNDS)[number]
/** Where the grounds come from; the last one is of 2022 only. */
export const SUPERVISION_ARTICLE = '《信访工作条例》第四十条（2005年《信访条例》第三十六条）'

/** What hangs on a case whatever its state: urged 催办, supervised 督办, returned to be done again 退回重办, and so on. */
export const MARKS = [
  'urged',
  'supervised',
  'returned',
  'extended',
  'superior',
  'joint',
  'competence-open',
  'competence-elsewhere',
  'hearing',
  'unsolved',
  'late',
] as const
export type Mark = (typeof MARKS)[number]

/** What the queue can be narrowed to: the marks, and two more that a case shows in its own way. */
export const QUEUE_MARKS = [...MARKS, 'emergency', 'review'] as const
export type QueueMark = (typeof QUEUE_MARKS)[number]

type Marked = {
  urgedOn: string | null
  supervisedOn: string | null
  returnedOn: string | null
  extendedDays: number
  superiorBy: string | null
  partners: readonly string[]
  competence: Competence | null
  hearings: readonly Hearing[]
  reopeningAskedOn: string | null
  escalations: Readonly<Record<string, number>>
}

/** The marks of a case, in the order they are shown. */
export function marksOf(current: Marked): Mark[] {
  const has: Record<Mark, boolean> = {
    urged: current.urgedOn !== null,
    supervised: current.supervisedOn !== null,
    returned: current.returnedOn !== null,
    extended: current.extendedDays > 0,
    superior: current.superiorBy !== null,
    joint: current.partners.length > 0,
    'competence-open': isOpen(current.competence),
    'competence-elsewhere': leadElsewhere(current.competence) !== null,
    hearing: openHearing(current.hearings) !== undefined,
    unsolved: current.reopeningAskedOn !== null,
    late: Object.values(current.escalations).includes(100),
  }
  return MARKS.filter((mark) => has[mark])
}
