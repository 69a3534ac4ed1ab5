import { and, asc, sql } from 'drizzle-orm'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import { minuteOf } from '#domain/clock.ts'
import type { EventType, NewEvent } from '#domain/event.ts'
import { searchExpression } from '#domain/search.ts'
import { namesFor, type Standing, TIE_ROLES, type Tie, type Tied } from '#domain/tie.ts'
import { type CaseRow, saveCase } from './case.ts'
import { type Db, GuardFailed, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'
import { findRecord } from './register.ts'
import { cases } from './tables/case.ts'

const SUBJECT = 'tie:'
/** A tie with the names that go with it. */
export type NamedTie = Tie & { personName: string; partyName: string; declaredByName: string }

/** Every standing tie there ever was, oldest first: they are their events alone, a few lines in all. */
export async function listTies(db: Db): Promise<NamedTie[]> {
  const { rows } = await db.query(
    `SELECT e.subject, e.type, e.actor, e.at, e.data, a.name AS actor_name, p.name AS person_name FROM events e
     LEFT JOIN user a ON a.id = e.actor LEFT JOIN user p ON p.id = json_extract(e.data, '$.person')
     WHERE e.subject >= 'tie:' AND e.subject < 'tie;' ORDER BY e.id`,
  )
  const ties = new Map<string, NamedTie>()
  for (const row of rows) {
    const id = String(row.subject).slice(SUBJECT.length)
    const [data, by, on] = [JSON.parse(String(row.data)), String(row.actor), String(row.at).slice(0, 10)]
    const before = ties.get(id)
    if (before) ties.set(id, { ...before, withdrawn: { by, on, reason: data.reason } })
    else
      ties.set(id, {
        id,
        person: data.person,
        personName: String(row.person_name ?? ''),
        party: data.party,
        partyName: data.name,
        reason: data.reason,
        declaredBy: by,
        declaredByName: String(row.actor_name ?? ''),
        declaredOn: on,
        withdrawn: null,
      })
  }
  return [...ties.values()]
}

/** The ties that stand, each with the names its enterprise goes by. Without any this costs one look into an index. */
export async function listStanding(db: Db): Promise<Standing[]> {
  const standing: Standing[] = []
  for (const tie of await listTies(db))
    if (!tie.withdrawn) standing.push({ tie: tie.id, person: tie.person, names: await namesOf(db, tie) })
  return standing
}

/** The ties to an enterprise that a case is found to be about. */
export async function tiedToParty(db: Db, party: string | undefined): Promise<Tied[]> {
  if (party === undefined) return []
  return (await listTies(db)).flatMap((one) =>
    one.withdrawn === null && one.party === party ? [{ tie: one.id, person: one.person }] : [],
  )
}

/** Declares a tie and closes what there is. Tips that come meanwhile find the tie; the night closes what slipped between. */
export async function declareTie(
  db: Db,
  tie: { id: string; person: string; party: string; name: string; reason: string },
  actor: string,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<number> {
  const { id, ...data } = tie
  await db.write([insertEvent(eventOf(`${SUBJECT}${id}`, 1, 'tie.declared', actor, now, data))])
  return closeTied(db, now, rules)
}

/** Withdraws a tie, and opens again what nothing else keeps closed. */
export async function withdrawTie(
  db: Db,
  tie: Tie,
  reason: string,
  actor: string,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<void> {
  await db.write([insertEvent(eventOf(`${SUBJECT}${tie.id}`, 2, 'tie.withdrawn', actor, now, { reason }))])
  const others = (await listTies(db)).filter((one) => one.withdrawn === null && one.person === tie.person)
  const kept = new Set<string>()
  for (const other of others) for (const { id } of await casesAbout(db, other)) kept.add(id)
  for (const row of await closedBy(db, tie)) {
    if (kept.has(row.id)) continue
    const recused = row.recused.filter((one) => one !== tie.person)
    await change(db, row, recused, 'case.recusal-lifted', { tie: tie.id, person: tie.person }, actor, now, rules)
  }
}

/** Closes every case that falls under a standing tie and is still open to the person. Returns how many were. */
export async function closeTied(db: Db, now: Date, rules: readonly Rule[] = CLOCK_RULES): Promise<number> {
  let closed = 0
  for (const tie of (await listTies(db)).filter((one) => one.withdrawn === null))
    for (const row of await casesAbout(db, tie)) {
      if (row.recused.includes(tie.person)) continue
      const data = { tie: tie.id, person: tie.person }
      await change(db, row, [...row.recused, tie.person], 'case.recused', data, tie.declaredBy, now, rules)
      closed += 1
    }
  return closed
}

/** Who somebody may declare a tie for: whoever may see something of a case. */
export async function listTieable(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.query(
    `SELECT id, name FROM user WHERE suspended_at IS NULL AND role IN (SELECT value FROM json_each(?)) ORDER BY name, id`,
    [JSON.stringify(TIE_ROLES)],
  )
  return rows.map((row) => ({ id: String(row.id), name: String(row.name) }))
}

/** The next version of a case, tried anew when somebody moved it meanwhile. */
async function change(
  db: Db,
  row: CaseRow,
  recused: string[],
  type: EventType,
  data: Record<string, unknown>,
  actor: string,
  now: Date,
  rules: readonly Rule[],
): Promise<void> {
  const next = { ...row, recused, version: row.version + 1 }
  try {
    await db.write(saveCase(next, eventOf(`case:${row.id}`, next.version, type, actor, now, data), rules))
  } catch (error) {
    if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    const [there] = await db.read.select().from(cases).where(sql`id = ${row.id}`)
    const isAdding = type === 'case.recused'
    const person = String(data.person)
    if (!there || there.recused.includes(person) === isAdding) return
    const again = isAdding ? [...there.recused, person] : there.recused.filter((one) => one !== person)
    await change(db, there, again, type, data, actor, now, rules)
  }
}

async function namesOf(db: Db, { party, partyName }: NamedTie): Promise<string[]> {
  const there = (await findRecord(db, 'enterprise', party))?.data
  return namesFor({ code: party, names: there ? [there.name, ...there.formerNames, partyName] : [partyName] })
}

/** Cases whose words, or whose public text, name the enterprise of a tie. */
async function casesAbout(db: Db, tie: NamedTie): Promise<CaseRow[]> {
  const found = (await namesOf(db, tie)).flatMap((name) => searchExpression(name) ?? [])
  const named = found.map((one) => sql`n IN (SELECT rowid FROM case_search WHERE case_search MATCH ${one})`)
  const drafted = sql`json_extract(publication, '$.draft.enterprise.id') = ${tie.party}`
  return db.read
    .select()
    .from(cases)
    .where(sql`(${sql.join([...named, drafted], sql` OR `)})`)
    .orderBy(asc(cases.n))
}

/**
 * Cases this tie closed to its person, where they declared nothing of that case alone: in its own history, in that of what
 * it was split from, and of what was merged into it.
 */
async function closedBy(db: Db, { id, person }: Tie): Promise<CaseRow[]> {
  const family = sql`SELECT 'case:' || f.id FROM cases f WHERE f.id IN (cases.id, cases.split_from) OR f.merged_into = cases.id`
  return db.read
    .select()
    .from(cases)
    .where(
      and(
        sql`EXISTS (SELECT 1 FROM json_each(cases.recused) WHERE value = ${person})`,
        sql`EXISTS (SELECT 1 FROM events e WHERE e.subject IN (${family}) AND (json_extract(e.data, '$.tie') = ${id}
          OR EXISTS (SELECT 1 FROM json_each(e.data, '$.ties') WHERE value = ${id})))`,
        sql`NOT EXISTS (SELECT 1 FROM events e WHERE e.subject IN (${family}) AND e.type = 'case.recused'
          AND json_extract(e.data, '$.tie') IS NULL AND coalesce(json_extract(e.data, '$.person'), e.actor) = ${person})`,
      ),
    )
}

function eventOf(subject: string, seq: number, type: EventType, actor: string, now: Date, data: object): NewEvent {
  return { subject, seq, type, actor, at: minuteOf(now), data: data as Record<string, unknown> }
}
