import { isRight, type ListRow } from './row.ts'

/** What is known under a number: its case, and the digests of the rows that named it before. */
/** `recused`: accounts the case is closed to. */
export type KnownNumber = {
  caseId: string
  reference: string
  recused: readonly string[]
  digests: readonly string[]
}

export type ListAction = 'new' | 'repeat' | 'unchanged' | 'problem'

/** What becomes of a row. `adds`: whether anything is written; `at`: the line of this file it repeats. */
export type PlannedRow = {
  row: ListRow
  action: ListAction
  adds: boolean
  known: KnownNumber | null
  at: number | null
}

/**
 * What becomes of each row: a number nobody has heard of is new, one that is known or stands further up is a repeat of
 * that case, and a row that says nothing but what was saved already is unchanged.
 */
export function planList(rows: readonly ListRow[], known: ReadonlyMap<string, KnownNumber>): PlannedRow[] {
  const here = new Map<string, { line: number; digests: Set<string> }>()
  return rows.map((row) => {
    const there = known.get(row.number) ?? null
    // First: a clerk's choice may have mended a row whose file still has the problem.
    if (there?.digests.includes(row.digest)) return { row, action: 'unchanged', adds: false, known: there, at: null }
    if (!isRight(row)) return { row, action: 'problem', adds: false, known: there, at: null }
    const above = here.get(row.number)
    here.set(row.number, { line: above?.line ?? row.line, digests: new Set([...(above?.digests ?? []), row.digest]) })
    if (!above && !there) return { row, action: 'new', adds: true, known: null, at: null }
    return { row, action: 'repeat', adds: !above?.digests.has(row.digest), known: there, at: above?.line ?? null }
  })
}
