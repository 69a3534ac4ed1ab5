import type { Actor } from '#domain/access.ts'
import { repeatedBy } from '#domain/case/list/note.ts'
import type { KnownNumber, PlannedRow } from '#domain/case/list/plan.ts'
import type { TabledCase } from '#domain/case/list/table.ts'
import { openedBy, searchTextOf } from '#domain/case/opening.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { dayOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import { tiedBy } from '#domain/tie.ts'
import { type CaseFilter, extendSearch, findCase, listCases, saveCase } from './case.ts'
import type { Db, Statement } from './engine.ts'
import { listStanding } from './tie.ts'
import { tipStatements } from './tip.ts'
import type { NewTip } from './tip-row.ts'

/** A row that opens a case carries the tip it becomes and the id of that case. */
export type RowToSave = PlannedRow & { opens: { tip: NewTip; caseId: string } | null }

/**
 * What is known under each number of a list: rows saved before, cases a clerk entered under it as the superior's number,
 * and our own references, by which our export names a case without one. A merged case is known as the one it went into.
 */
export async function findListed(db: Db, numbers: readonly string[]): Promise<Map<string, KnownNumber>> {
  const { rows } = await db.query(
    `WITH RECURSIVE asked(number) AS (SELECT value FROM json_each(?)),
     named(number, case_id, digest, nth) AS (
       SELECT r.number, r.case_id, r.digest, r.nth FROM asked a JOIN list_rows r ON r.number = a.number
       UNION ALL SELECT a.number, c.id, NULL, 1000000 FROM cases c JOIN asked a ON a.number = upper(replace(c.national_platform_no, ' ', ''))
       UNION ALL SELECT a.number, t.case_id, NULL, 1000001 FROM asked a JOIN tips t ON t.reference = a.number),
     standing(number, case_id, digest, nth) AS (
       SELECT * FROM named
       UNION ALL SELECT s.number, c.merged_into, s.digest, s.nth FROM standing s JOIN cases c ON c.id = s.case_id WHERE c.merged_into IS NOT NULL)
     SELECT s.number, s.case_id, s.digest, c.reference, c.recused FROM standing s JOIN cases c ON c.id = s.case_id
     WHERE c.merged_into IS NULL ORDER BY s.nth`,
    [JSON.stringify(numbers)],
  )
  const known = new Map<string, KnownNumber & { digests: string[] }>()
  for (const row of rows) {
    const number = String(row.number)
    const there = known.get(number) ?? {
      caseId: String(row.case_id),
      reference: String(row.reference),
      recused: JSON.parse(String(row.recused)) as string[],
      digests: [],
    }
    known.set(number, there)
    if (row.digest !== null) there.digests.push(String(row.digest))
  }
  return known
}

/**
 * Saves a list in one commit, all of it or nothing: a tip and a case for each new number, one event for each case a
 * number repeats. Sent again after a crash, it finds what there is and adds the rest.
 * @throws UniqueViolation or GuardFailed when another import or a decision came between; nothing is stored then
 */
export async function saveList(
  db: Db,
  rows: readonly RowToSave[],
  actor: string,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<void> {
  const current = new Map<string, Case>()
  const opened = new Map<string, string>()
  const nth = new Map<string, number>()
  const standing = await listStanding(db)
  const statements: Statement[] = []
  for (const { row, known, adds, opens } of rows) {
    if (!adds) continue
    const caseId = opens?.caseId ?? known?.caseId ?? opened.get(row.number) ?? ''
    if (opens) {
      const tip = { ...opens.tip, tied: tiedBy(standing, searchTextOf(opens.tip)) }
      statements.push(...tipStatements(tip, undefined, caseId, now, rules))
      current.set(caseId, openedBy(tip, caseId, now).opened)
      opened.set(row.number, caseId)
    } else {
      const before = current.get(caseId) ?? (await findCase(db, caseId))
      if (!before) throw new Error("couldn't link a repeat: its case is gone")
      const { next, event } = repeatedBy(before, row, actor, now, tiedBy(standing, row.matter))
      statements.push(...saveCase(next, event, rules), extendSearch(caseId, `${row.number} ${row.matter}`))
      current.set(caseId, next)
    }
    const count = (nth.get(row.number) ?? known?.digests.length ?? 0) + 1
    nth.set(row.number, count)
    statements.push({
      sql: 'INSERT INTO list_rows(number, nth, digest, case_id, saved_on) VALUES (?, ?, ?, ?, ?)',
      args: [row.number, count, row.digest, caseId, dayOf(now)],
    })
  }
  if (statements.length > 0) await db.write(statements)
}

/** Cases taken from the queue at a time, for the table. */
const PAGE = 200

/** The cases of a filter in the order of the queue, a page at a time, with what their rows in the table need. */
export async function* tableCases(
  db: Db,
  actor: Actor,
  filter: CaseFilter,
  now: Date,
): AsyncGenerator<TabledCase[], undefined> {
  let cursor: string | undefined
  do {
    const { rows, next } = await listCases(db, actor, filter, now, { cursor, limit: PAGE })
    const ids = JSON.stringify(rows.map((row) => row.id))
    const said = await db.query(
      `SELECT case_id, description, sub_kinds, json_extract(accused, '$.industry') AS industry, occurred_on, occurred_to,
       demand, answers FROM tips WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
      [ids],
    )
    const found = await db.query(
      `SELECT substr(subject, 6) AS case_id, type, data FROM events
       WHERE subject IN (SELECT 'case:' || value FROM json_each(?)) AND type = 'case.investigated' ORDER BY subject, seq`,
      [ids],
    )
    const tips = Map.groupBy(said.rows, (row) => String(row.case_id))
    const events = Map.groupBy(found.rows, (row) => String(row.case_id))
    yield rows.map((current) => ({
      current,
      tips: (tips.get(current.id) ?? []).map((row) => ({
        description: String(row.description),
        subKinds: JSON.parse(String(row.sub_kinds ?? '[]')),
        industry: row.industry as string | null,
        occurredOn: row.occurred_on as string | null,
        occurredTo: row.occurred_to as string | null,
        demand: row.demand as string | null,
        answers: JSON.parse(String(row.answers ?? '{}')),
      })),
      events: (events.get(current.id) ?? []).map((row) => ({
        type: row.type as EventType,
        data: JSON.parse(String(row.data)),
      })),
    }))
    cursor = next ?? undefined
  } while (cursor)
}
