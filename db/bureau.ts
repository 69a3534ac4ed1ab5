import { type BureauChange, bureauAfter, type KeptChange, touchedBy } from '#domain/bureau/change.ts'
import type { Bureau } from '#domain/bureau.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import { type Db, type Engine, GUARD, type Statement, UNGUARD } from './engine.ts'
import { nextEvent } from './event.ts'
import { lastDayToConfirm, PROPOSER, SETTLED_BY_TWO, tellConfirming } from './proposal.ts'

/** The bureau in force: what the product ships with, and what two people changed since. */
export async function findBureau(db: Engine, shipped: Bureau): Promise<Bureau> {
  const { rows } = await db.query('SELECT change FROM bureau_changes WHERE seq IS NOT NULL ORDER BY seq')
  return bureauAfter(
    shipped,
    rows.map((row) => JSON.parse(String(row.change)) as BureauChange),
  )
}

/** Every change there was: what waits first, then the newest; those confirmed can be told by their `seq`. */
export async function listBureauChanges(db: Engine): Promise<KeptChange[]> {
  const { rows } = await db.query(`${SELECT} ORDER BY c.state <> 'waiting', c.proposed_at DESC, c.rowid DESC`)
  return rows.map(changeOf)
}

export async function findBureauChange(db: Engine, id: string): Promise<KeptChange | null> {
  const { rows } = await db.query(`${SELECT} WHERE c.id = ?`, [id])
  return rows[0] ? changeOf(rows[0]) : null
}

/**
 * A change waits for a second person, in one commit with its event; whoever may confirm it is told.
 * @throws GuardFailed when one that touches the same waits already, or who proposes is no administrator any more
 */
export async function proposeBureauChange(
  db: Db,
  { id, change, shown, reason }: Pick<KeptChange, 'id' | 'change' | 'shown' | 'reason'>,
  by: string,
  now: Date,
): Promise<void> {
  const touches = JSON.stringify(touchedBy(change))
  await db.write([
    {
      sql: `INSERT INTO bureau_changes(id, change, touches, shown, reason, state, proposed_by, proposed_at, expires_on)
            SELECT ?, ?, ?, ?, ?, 'waiting', id, ?, ? FROM user WHERE ${PROPOSER} AND NOT EXISTS (
              SELECT 1 FROM bureau_changes c, json_each(c.touches) a, json_each(?) b
              WHERE c.state = 'waiting' AND c.expires_on >= ? AND a.value = b.value)`,
      args: [
        ...[id, JSON.stringify(change), touches, JSON.stringify(shown), reason],
        ...[minuteOf(now), lastDayToConfirm(now), by, touches, dayOf(now)],
      ],
    },
    GUARD,
    UNGUARD,
    eventOf(id, 'bureau.change-proposed', by, now, change),
    tellConfirming('bureau-change-proposed', { subject: `bureau:${id}`, id }, [by]),
  ])
}

/**
 * A change takes effect, in one commit with its event; of several confirmations at once one does. `after` is the place of
 * the last one in force when it was judged.
 * @throws GuardFailed when it waits no more, its last day is over, who proposed it is no administrator any more, or another
 *   change took effect meanwhile
 */
export async function confirmBureauChange(
  db: Db,
  { id, change }: KeptChange,
  after: number,
  by: string,
  now: Date,
): Promise<void> {
  await db.write([
    {
      sql: `UPDATE bureau_changes SET state = 'confirmed', seq = ?5 + 1, settled_by = ?1, settled_at = ?2
            WHERE id = ?3 AND ${SETTLED_BY_TWO} AND ?5 = (SELECT coalesce(max(seq), 0) FROM bureau_changes)`,
      args: [by, minuteOf(now), id, dayOf(now), after],
    },
    GUARD,
    UNGUARD,
    eventOf(id, 'bureau.changed', by, now, change),
  ])
}

/** A change is declined, or taken back by who proposed it. @throws GuardFailed when it waits no more */
export async function declineBureauChange(db: Db, { id, change }: KeptChange, by: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: `UPDATE bureau_changes SET state = 'declined', settled_by = ?, settled_at = ?
            WHERE id = ? AND state = 'waiting'`,
      args: [by, minuteOf(now), id],
    },
    GUARD,
    UNGUARD,
    eventOf(id, 'bureau.change-declined', by, now, change),
  ])
}

const SELECT = `SELECT c.id, c.seq, c.change, c.shown, c.reason, c.state, c.proposed_by AS proposedBy, c.proposed_at AS proposedAt,
  c.expires_on AS expiresOn, c.settled_at AS settledAt, p.name AS proposedByName, s.name AS settledByName
  FROM bureau_changes c LEFT JOIN user p ON p.id = c.proposed_by LEFT JOIN user s ON s.id = c.settled_by`

function changeOf(row: Record<string, unknown>): KeptChange {
  return { ...row, change: JSON.parse(String(row.change)), shown: JSON.parse(String(row.shown)) } as KeptChange
}

function eventOf(id: string, type: EventType, by: string, now: Date, change: BureauChange): Statement {
  return nextEvent(`bureau:${id}`, type, by, now, { kind: change.kind, touches: touchedBy(change) })
}
