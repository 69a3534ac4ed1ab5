import type { PrintKind } from '#domain/case/printing.ts'
import { minuteOf } from '#domain/clock.ts'
import { type Db, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'

/** One print of a case as a file. */
export type Printing = { copy: number; kind: PrintKind; at: string; by: string | null }

/** Prints have a history of their own: printing a case does not move it. */
const subjectOf = (caseId: string): string => `print:${caseId}`

/** Every print of a case, the first first, with who made it. */
export async function listPrintings(db: Db, caseId: string): Promise<Printing[]> {
  const { rows } = await db.query(
    `SELECT e.seq, e.at, e.data, u.name FROM events e LEFT JOIN user u ON u.id = e.actor
     WHERE e.subject = ? ORDER BY e.seq`,
    [subjectOf(caseId)],
  )
  return rows.map((row) => ({
    copy: Number(row.seq),
    kind: JSON.parse(String(row.data)).kind,
    at: String(row.at),
    by: row.name as string | null,
  }))
}

/** Writes down that a case was printed; which copy it is, from 1. Two at once get two numbers. */
export async function savePrinting(
  db: Db,
  caseId: string,
  kind: PrintKind,
  by: { actor: string; now: Date },
): Promise<{ copy: number; at: string }> {
  const at = minuteOf(by.now)
  for (;;) {
    const copy = (await listPrintings(db, caseId)).length + 1
    try {
      const event = { subject: subjectOf(caseId), seq: copy, actor: by.actor, at, data: { kind } }
      await db.write([insertEvent({ ...event, type: 'case.printed' })])
      return { copy, at }
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
    }
  }
}
