import { minuteOf } from '../../clock.ts'
import type { NewEvent } from '../../event.ts'
import type { Tied } from '../../tie.ts'
import type { Case } from '../schema.ts'
import type { Given, ListRow } from './row.ts'

/**
 * What stands in the event of a case that a list handed down: the list's own words, and the department we suggest with
 * our reason. Nothing of it moves the case: a finding of others, even 已办结, is read by a clerk, who decides.
 */
export type ListNote = Given & { department?: string; departmentReason?: string }

export function listNoteOf({ given, department }: Pick<ListRow, 'given' | 'department'>): ListNote {
  if (!department) return given
  return {
    ...given,
    department: department.id,
    ...(department.reason !== null && { departmentReason: department.reason }),
  }
}

/**
 * A case after a list named its number again, saying something new: it stays where it is, and its history says so. `tied`:
 * the standing ties that what is new falls under.
 */
export function repeatedBy(
  current: Case,
  row: Pick<ListRow, 'given' | 'department' | 'matter'>,
  actor: string,
  now: Date,
  tied: readonly Tied[] = [],
): { next: Case; event: NewEvent } {
  const next: Case = {
    ...current,
    version: current.version + 1,
    nationalPlatformNo: current.nationalPlatformNo ?? row.given.number,
    recused: [...new Set([...current.recused, ...tied.map((one) => one.person)])],
  }
  return {
    next,
    event: {
      subject: `case:${current.id}`,
      seq: next.version,
      type: 'case.list-repeated',
      actor,
      at: minuteOf(now),
      data: {
        list: { ...listNoteOf(row), matter: row.matter },
        ...(tied.length > 0 && { ties: tied.map((one) => one.tie) }),
      },
    },
  }
}
