import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#domain/access.ts'
import { statesAwaiting } from '#domain/case/awaiting.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import type { CaseState } from '#domain/case/state.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import type { NewEvent } from '#domain/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { bigrams, searchExpression } from '#domain/search.ts'
import type { Channel, TipKind } from '#domain/tip/kinds.ts'
import { type FineFilter, fineConditions } from './case-filter.ts'
import { toRow } from './case-row.ts'
import { type Db, GUARD, GuardFailed, type Statement, UNGUARD, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'
import { cases } from './tables/case.ts'

export type CaseRow = typeof cases.$inferSelect

/** A new case with its search row; put it first in the batch (the search row takes the case's number). */
export function openCase(
  opened: Case,
  searchText: string,
  event: NewEvent,
  rules: readonly Rule[] = CLOCK_RULES,
): Statement[] {
  const row = toRow(opened, rules)
  const columns = Object.keys(row)
  return [
    {
      sql: `INSERT INTO cases(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      args: Object.values(row),
    },
    { sql: 'INSERT INTO case_search(rowid, text) VALUES (last_insert_rowid(), ?)', args: [bigrams(searchText)] },
    insertEvent(event),
  ]
}

/** The next version of a case with its event: aborts its batch when somebody moved the case first. */
export function saveCase(next: Case, event: NewEvent, rules: readonly Rule[] = CLOCK_RULES): Statement[] {
  const row = toRow(next, rules)
  const columns = Object.keys(row).filter((name) => name !== 'id')
  return [
    {
      sql: `UPDATE cases SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`,
      args: [...columns.map((name) => row[name] as string | number | null), next.id, next.version - 1],
    },
    GUARD,
    UNGUARD,
    insertEvent(event),
  ]
}

/** Adds the words of a joining tip to what finds the case. */
export function extendSearch(caseId: string, searchText: string): Statement {
  return {
    sql: `UPDATE case_search SET text = text || ' ' || ? WHERE rowid = (SELECT n FROM cases WHERE id = ?)`,
    args: [bigrams(searchText), caseId],
  }
}

/**
 * Runs a batch that moves a case.
 * @throws Refusal `case.moved-first` with the version that is there now, when another move won
 */
export async function writeMove(db: Db, caseId: string, statements: Statement[]): Promise<void> {
  try {
    await db.write(statements)
  } catch (error) {
    if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    const there = await findCase(db, caseId)
    throw new Refusal('case.moved-first', { current: { version: there?.version ?? null } })
  }
}

export async function findCase(db: Db, id: string): Promise<CaseRow | undefined> {
  return (await db.read.select().from(cases).where(eq(cases.id, id)).limit(1))[0]
}

/** A case by its id, by the number of any tip in it, or of a part by its own; the one a merged case went into. */
export async function findCaseByName(db: Db, name: string): Promise<CaseRow | undefined> {
  const wanted = name.trim().toUpperCase()
  const { rows } = await db.query(
    `SELECT coalesce(merged_into, id) AS id FROM cases WHERE id = ?1
     UNION ALL SELECT coalesce(merged_into, id) FROM cases WHERE split_from IS NOT NULL AND reference = ?2
     UNION ALL SELECT case_id FROM tips WHERE reference = ?2 LIMIT 1`,
    [name.trim(), wanted],
  )
  return rows[0] && findCase(db, String(rows[0].id))
}

/** How many cases were split off from this one, or from the one it was split off from. */
export async function countParts(db: Db, origin: string): Promise<number> {
  const { rows } = await db.query('SELECT count(*) AS total FROM cases WHERE split_from = ?', [origin])
  return Number(rows[0]?.total)
}

/** Cases that belong to this one: what it went into or came from, what came into it or was split off. */
export async function listRelated(db: Db, { id, mergedInto, splitFrom }: CaseRow): Promise<CaseRow[]> {
  const named = [mergedInto, splitFrom].filter((one) => one !== null)
  return db.read
    .select()
    .from(cases)
    .where(or(eq(cases.mergedInto, id), eq(cases.splitFrom, id), inArray(cases.id, named)))
    .orderBy(asc(cases.n))
    .limit(100)
}

/** The open case about the same matter, if there is one. */
export async function findCaseByMatter(db: Db, matterKey: string): Promise<CaseRow | undefined> {
  return (await db.read.select().from(cases).where(eq(cases.matterKey, matterKey)).limit(1))[0]
}

export type CaseFilter = FineFilter & {
  state?: CaseState | undefined
  street?: string | undefined
  kind?: TipKind | undefined
  channel?: Channel | undefined
  /** Organisation it was given to. */
  assignee?: string | undefined
  overdue?: boolean | undefined
  /** Only where the next step may be this person's. */
  mine?: boolean | undefined
  emergency?: boolean | undefined
  q?: string | undefined
}

/** A page of the queue: emergencies, then the nearest deadline. `cursor` is what the page before returned as `next`. */
export async function listCases(
  db: Db,
  actor: Actor,
  filter: CaseFilter,
  now: Date,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: CaseRow[]; next: string | null }> {
  const [rank, n] = page.cursor?.split('~') ?? []
  const after = rank && n ? sql`(${cases.rank}, ${cases.n}) > (${rank}, ${Number(n)})` : undefined
  const rows = await db.read
    .select()
    .from(cases)
    .where(and(await matching(db, actor, filter, now), after))
    .orderBy(asc(cases.rank), asc(cases.n))
    .limit(page.limit + 1)
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
  return { rows: rows.slice(0, page.limit), next: last ? `${last.rank}~${last.n}` : null }
}

/** How many cases match, by state. */
export async function countCases(db: Db, actor: Actor, filter: CaseFilter, now: Date): Promise<Record<string, number>> {
  const rows = await db.read
    .select({ state: cases.state, total: sql<number>`count(*)` })
    .from(cases)
    .where(await matching(db, actor, filter, now))
    .groupBy(cases.state)
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.total)]))
}

/** What a person may see of the queue, narrowed by a filter: the one condition of lists, counts and maps. */
export async function matching(db: Db, actor: Actor, filter: CaseFilter, now: Date): Promise<SQL | undefined> {
  const helps = await helping(db, actor)
  const expression = filter.q === undefined ? null : searchExpression(filter.q)
  return and(
    notRecused(actor),
    actor.role === 'handler'
      ? or(eq(cases.assignee, actor.org), helps.length > 0 ? inArray(cases.n, [...helps]) : undefined)
      : undefined,
    filter.mine ? awaits(actor) : undefined,
    filter.state && eq(cases.state, filter.state),
    filter.street ? eq(cases.street, filter.street) : undefined,
    filter.channel && eq(cases.channel, filter.channel),
    filter.assignee ? eq(cases.assignee, filter.assignee) : undefined,
    filter.kind && sql`EXISTS (SELECT 1 FROM json_each(${cases.kinds}) WHERE value = ${filter.kind})`,
    filter.emergency === undefined
      ? undefined
      : filter.emergency
        ? sql`emergency_at IS NOT NULL`
        : sql`emergency_at IS NULL`,
    filter.overdue === undefined ? undefined : overdue(filter.overdue, now),
    ...fineConditions(actor, filter, now),
    expression === null
      ? undefined
      : sql`${cases.n} IN (SELECT rowid FROM case_search WHERE case_search MATCH ${expression})`,
  )
}

/**
 * Rows of the cases a handler's organisation helps with. Asked for first, for there are few: without any, the queue of a
 * handler is read straight from its index.
 */
async function helping(db: Db, actor: Actor): Promise<number[]> {
  if (actor.role !== 'handler') return []
  const { rows } = await db.query(
    `SELECT n FROM cases WHERE partners <> '[]' AND EXISTS (SELECT 1 FROM json_each(partners) WHERE value = ?)`,
    [actor.org],
  )
  return rows.map((row) => Number(row.n))
}

/** What waits for a step of theirs; for a head also what a reporter calls unsolved. */
function awaits(actor: Actor): SQL | undefined {
  const waiting = inArray(cases.state, statesAwaiting(actor.role))
  return actor.role === 'head' ? or(waiting, sql`reopening_asked_on IS NOT NULL`) : waiting
}

/** Not closed to them: the same rule as `mayRead`, for lists. */
function notRecused(actor: Actor): SQL {
  return sql`(${cases.recused} = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(${cases.recused}) WHERE value = ${actor.id}))`
}

/** A deadline is a day, or a minute for the 2 h clock; each is compared with its own kind. */
function overdue(wanted: boolean, now: Date): SQL {
  const limit = sql`CASE WHEN length(due_by) = 10 THEN ${dayOf(now)} ELSE ${minuteOf(now)} END`
  return wanted ? sql`due_by < ${limit}` : sql`(due_by IS NULL OR due_by >= ${limit})`
}
