import * as z from 'zod/mini'
import { type Bureau, findDepartment, findStreet } from '../../bureau.ts'
import { problem } from '../../problems.ts'
import type { Problem } from '../../refusal.ts'
import { TIP_KINDS } from '../../tip/kinds.ts'
import { Day } from '../../tip/schema.ts'

/** What a clerk puts instead of what was suggested for a row; empty is none. */
export const ListChange = z.strictObject({
  street: z.optional(z.string().check(z.maxLength(9))),
  department: z.optional(z.string().check(z.maxLength(60))),
  kinds: z.optional(z.array(z.enum(TIP_KINDS)).check(z.minLength(1), z.maxLength(TIP_KINDS.length))),
})

/** Beside the file of an import: changes by 受理编号, and the day the list reached us. */
export const ListImport = z.strictObject({
  changes: z._default(z.record(z.string().check(z.maxLength(60)), ListChange), {}),
  receivedOn: z.optional(Day),
})
export type ListImport = z.infer<typeof ListImport>

/** What no schema sees: streets and departments that are not ours, days to come. */
export function importProblems({ changes, receivedOn }: ListImport, bureau: Bureau, today: string): Problem[] {
  const future = receivedOn !== undefined && receivedOn > today ? [problem(['receivedOn'], 'in-the-future')] : []
  const strange = Object.entries(changes).flatMap(([number, { street, department }]) => [
    ...(street && !findStreet(bureau, street, today) ? [problem(['changes', number, 'street'], 'not-in-list')] : []),
    ...(department && !findDepartment(bureau, department, today)
      ? [problem(['changes', number, 'department'], 'not-in-list')]
      : []),
  ])
  return [...future, ...strange]
}
