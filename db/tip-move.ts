import type { Case } from '#domain/case/schema.ts'
import type { NewEvent } from '#domain/event.ts'
import type { Statement } from './engine.ts'

/** Where a tip was until which event of its case, and where it is since which; `since` itself does not count. */
export type Moved = { from: string; until: number; case: string; since: number }

/** A time a tip was in a case: its own are that case's events after `since` and up to `until`, by their number in it. */
export type Stay = { caseId: string; since: number; until: number }

/** The cases a tip was in, one after the other, by its moves in their order and the case it is in now. */
export function staysOf(moves: readonly Moved[], caseId: string): Stay[] {
  const since = [0, ...moves.map((moved) => moved.since)]
  const left = moves.map(({ from, until }, at): Stay => ({ caseId: from, since: since[at] ?? 0, until }))
  return [...left, { caseId, since: since.at(-1) ?? 0, until: Number.POSITIVE_INFINITY }]
}

/** Takes tips and their conversations to another case, with an event in the history of each. */
export function moveTips(ids: readonly string[], event: NewEvent, moved: Moved): Statement[] {
  return ids.flatMap((id): Statement[] => [
    { sql: 'UPDATE tips SET case_id = ? WHERE id = ?', args: [moved.case, id] },
    { sql: 'UPDATE messages SET case_id = ? WHERE tip_id = ? AND case_id = ?', args: [moved.case, id, moved.from] },
    {
      sql: `INSERT INTO events(subject, seq, type, actor, at, data)
            SELECT ?1, coalesce(max(seq), 0) + 1, 'tip.case-changed', ?2, ?3, ?4 FROM events WHERE subject = ?1`,
      args: [`tip:${id}`, event.actor, event.at, JSON.stringify(moved)],
    },
  ])
}

/** What becomes of a part is told to those who told of the whole. */
export function shareTips(caseId: string, ids: readonly string[]): Statement[] {
  return ids.map((id) => ({ sql: 'INSERT INTO part_tips(case_id, tip_id) VALUES (?, ?)', args: [caseId, id] }))
}

/** What a part was merged into is told to those who told of the part, unless it is told to them anyway. */
export function joinParts(caseId: string, ids: readonly string[]): Statement[] {
  return ids.map((id) => ({
    sql: `INSERT INTO part_tips(case_id, tip_id, joined)
          SELECT ?1, id, 1 FROM tips WHERE id = ?2 AND case_id <> ?1 ON CONFLICT DO NOTHING`,
    args: [caseId, id],
  }))
}

/** And no longer to those none of whose parts is in there, by any way: behind the row of the case that came out again. */
export function leaveParts(ids: readonly string[]): Statement[] {
  if (ids.length === 0) return []
  return [
    {
      sql: `WITH RECURSIVE reached(tip, id) AS (
              SELECT p.tip_id, c.merged_into FROM part_tips p JOIN cases c ON c.id = p.case_id
                WHERE p.joined = 0 AND c.merged_into IS NOT NULL AND p.tip_id IN (SELECT value FROM json_each(?1))
              UNION SELECT r.tip, c.merged_into FROM reached r JOIN cases c ON c.id = r.id WHERE c.merged_into IS NOT NULL)
            DELETE FROM part_tips WHERE joined = 1 AND tip_id IN (SELECT value FROM json_each(?1))
              AND (tip_id, case_id) NOT IN (SELECT tip, id FROM reached)`,
      args: [JSON.stringify(ids)],
    },
  ]
}

/** The words that find a merged case find the one it went into. */
export function addSearch(from: Pick<Case, 'id'>, to: Pick<Case, 'id'>): Statement {
  return {
    sql: `UPDATE case_search SET text = text || ' ' || (${TEXT_OF}) WHERE rowid = (SELECT n FROM cases WHERE id = ?)`,
    args: [from.id, to.id],
  }
}

/** And no longer, once it is on its own again. */
export function removeSearch(from: Pick<Case, 'id'>, to: Pick<Case, 'id'>): Statement {
  return {
    sql: `UPDATE case_search SET text = replace(text, ' ' || (${TEXT_OF}), '')
          WHERE rowid = (SELECT n FROM cases WHERE id = ?)`,
    args: [from.id, to.id],
  }
}

const TEXT_OF = 'SELECT text FROM case_search WHERE rowid = (SELECT n FROM cases WHERE id = ?)'
