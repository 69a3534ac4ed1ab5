import * as z from 'zod/mini'
import { type Bureau, type Department, findDepartment } from '../bureau.ts'
import { addDays, addYears } from '../clock.ts'
import type { Problem } from '../refusal.ts'
import { text } from '../text.ts'
import { TIP_KINDS } from '../tip/kinds.ts'
import { Day } from '../tip/schema.ts'
import { BUREAU_PROBLEM_WORDS } from '../words/zh/bureau.ts'

/** A department as it is from a day on: a new one, or another name, remit, kinds or address of one that is there. */
export const DepartmentChange = z.strictObject({
  kind: z.literal('department'),
  /** Left out for a new one: it gets an id of its own. */
  id: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9-]*$/), z.maxLength(60))),
  name: text(60),
  remit: text(300),
  kinds: z.array(z.enum(TIP_KINDS)).check(z.maxLength(TIP_KINDS.length)),
  email: z.nullable(z.email().check(z.maxLength(254))),
  internal: z.boolean(),
  validFrom: Day,
})
export type DepartmentChange = z.infer<typeof DepartmentChange>

/** A department gets nothing after a last day. It is never deleted: cases refer to it. */
export const DepartmentEnd = z.strictObject({
  kind: z.literal('department-end'),
  id: z.string().check(z.minLength(1), z.maxLength(60)),
  lastDay: Day,
})
export type DepartmentEnd = z.infer<typeof DepartmentEnd>

/** The departments after one of them was added or changed: what it was before ends the day before. */
export function withDepartment(departments: Bureau['departments'], change: DepartmentChange): Department[] {
  const { kind: _, id = '', kinds, email, ...said } = change
  const next: Department = {
    id,
    ...said,
    ...(kinds.length > 0 && { kinds: TIP_KINDS.filter((kind) => kinds.includes(kind)) }),
    ...(email !== null && { email }),
  }
  const left = endedBefore(departments, id, change.validFrom)
  const after = left.findLastIndex((one) => one.id === id)
  return after < 0 ? [...left, next] : left.toSpliced(after + 1, 0, next)
}

/** The departments after one of them ended. */
export function withoutDepartment(departments: Bureau['departments'], { id, lastDay }: DepartmentEnd): Department[] {
  return endedBefore(departments, id, addDays(lastDay, 1))
}

/** What begins on the day or later was never there; what runs into it is over the day before. */
function endedBefore(departments: Bureau['departments'], id: string, day: string): Department[] {
  return departments.flatMap((one) => {
    if (one.id !== id) return [one]
    if (one.validFrom !== undefined && one.validFrom >= day) return []
    return one.validTo !== undefined && one.validTo < day ? [one] : [{ ...one, validTo: addDays(day, -1) }]
  })
}

/** What does not fit: a name that another has, a day that is over, an end after the end. `today` in Asia/Shanghai. */
export function departmentProblems(bureau: Bureau, change: DepartmentChange | DepartmentEnd, today: string): Problem[] {
  if (change.kind === 'department-end') {
    if (change.lastDay < today) return [{ path: 'lastDay', code: 'mismatch', message: BUREAU_PROBLEM_WORDS.dayOver }]
    if (isTooFar(change.lastDay, today)) return [tooFar('lastDay')]
    return findDepartment(bureau, change.id, change.lastDay)
      ? []
      : [{ path: 'lastDay', code: 'mismatch', message: BUREAU_PROBLEM_WORDS.endedBefore }]
  }
  const { id, name, validFrom } = change
  const taken = [
    bureau.shortName,
    ...[...bureau.departments.filter((one) => one.id !== id), ...bureau.streets]
      .filter((one) => one.validTo === undefined || one.validTo >= validFrom)
      .map((one) => one.name),
  ]
  return [
    ...(taken.includes(name) ? [{ path: 'name', code: 'taken', message: BUREAU_PROBLEM_WORDS.nameTaken }] : []),
    ...(validFrom < today ? [{ path: 'validFrom', code: 'mismatch', message: BUREAU_PROBLEM_WORDS.dayOver }] : []),
    ...(isTooFar(validFrom, today) ? [tooFar('validFrom')] : []),
  ]
}

/** Years ahead a change may begin: what lies further off is a slip of the pen. */
const MOST_YEARS = 20

export const isTooFar = (day: string, today: string): boolean => day > addYears(today, MOST_YEARS)

export const tooFar = (path: string): Problem => ({ path, code: 'mismatch', message: BUREAU_PROBLEM_WORDS.tooFar })
