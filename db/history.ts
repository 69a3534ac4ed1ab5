import { type CaseRow, findCase } from './case.ts'
import type { Db } from './engine.ts'
import { listEvents, type StoredEvent } from './event.ts'
import type { HeldTip } from './receipt.ts'
import { type Moved, type Stay, staysOf } from './tip-move.ts'

/** A case as a tip knows it: where it stands, and the part of its history that is the tip's. */
export type Followed = { current: CaseRow; events: StoredEvent[] }

/**
 * What happened to a tip: the cases it went through, one after the other as far as it was in each, and those split off
 * from them, followed into what they were merged into. Undefined when there is no such case.
 */
export async function historyOf(db: Db, tip: HeldTip): Promise<{ whole: Followed; parts: Followed[] } | undefined> {
  const current = await findCase(db, tip.caseId)
  if (!current) return undefined
  const moves = (await listEvents(db, `tip:${tip.id}`)).filter((event) => event.type === 'tip.case-changed')
  const events: StoredEvent[] = []
  const stays = staysOf(
    moves.map(({ data }) => data as Moved),
    current.id,
  )
  for (const { caseId, since, until } of stays) events.push(...(await eventsBetween(db, caseId, since, until)))
  return { whole: { current, events }, parts: await partsOf(db, tip.id, stays) }
}

async function partsOf(db: Db, tipId: string, stays: readonly Stay[]): Promise<Followed[]> {
  const { rows } = await db.query('SELECT case_id FROM part_tips WHERE tip_id = ? AND joined = 0 ORDER BY rowid', [
    tipId,
  ])
  const ids = rows.map((row) => String(row.case_id))
  // What is told under its own name is not told again where a part went into it.
  const told = new Set([...stays.map((stay) => stay.caseId), ...ids])
  const parts: Followed[] = []
  for (const id of ids) {
    const current = await rootOf(db, id)
    if (!current) continue
    const events: StoredEvent[] = []
    // The whole may have gone into its own part: from then on it is the whole's.
    const until = stays.find((stay) => stay.caseId === id)?.since ?? Number.POSITIVE_INFINITY
    await follow(db, { caseId: id, since: 0, until }, [], told, events)
    parts.push({ current, events })
  }
  return parts
}

/**
 * Gathers the events of a stay in a case and, where it was merged, those of what it went into while it was in
 * there. `inside`: the cases that are in this one by then.
 * @returns which of them left, and so ended the stay; null when none did
 */
async function follow(
  db: Db,
  { caseId, since, until }: Stay,
  inside: readonly string[],
  told: ReadonlySet<string>,
  events: StoredEvent[],
): Promise<string | null> {
  const nth = new Map<string, number>()
  for (const event of await eventsBetween(db, caseId, since, until)) {
    const other = String(event.data.case)
    if (event.type === 'case.separated-off' && inside.includes(other)) return other
    events.push(event)
    if (event.type !== 'case.merged') continue
    const into = String(event.data.into)
    const before = nth.get(into) ?? 0
    nth.set(into, before + 1)
    if (told.has(into)) continue
    const came = (await listEvents(db, `case:${into}`)).filter(
      (one) => one.type === 'case.merged-in' && one.data.case === caseId,
    )[before]
    if (!came) continue
    const left = await follow(
      db,
      { caseId: into, since: came.seq, until: Number.POSITIVE_INFINITY },
      [...inside, caseId],
      told,
      events,
    )
    if (left !== null && left !== caseId) return left
  }
  return null
}

/** A case, or what it is in now. */
async function rootOf(db: Db, id: string): Promise<CaseRow | undefined> {
  let at = await findCase(db, id)
  while (at?.mergedInto) at = await findCase(db, at.mergedInto)
  return at
}

/** Events of a case after one and up to another, by their number. */
async function eventsBetween(db: Db, caseId: string, after: number, until: number): Promise<StoredEvent[]> {
  return (await listEvents(db, `case:${caseId}`)).filter(({ seq }) => seq > after && seq <= until)
}
