import type { Row } from '@libsql/client'
import type { Channel } from '#domain/tip/kinds.ts'
import { type Db, GUARD, UNGUARD } from './engine.ts'
import { insertTipEvent } from './event.ts'

export type HeldTip = {
  id: string
  caseId: string
  reference: string
  channel: Channel
  receivedOn: string
  commitment: Uint8Array
  /** Its code is one that others have seen: it opens nothing until it is changed. */
  mustChange: boolean
}

/** The tip that was answered with a receipt, whether that opens it still or was changed since. */
export async function findTipAnswered(db: Db, receiptHash: string): Promise<HeldTip | undefined> {
  const { rows } = await db.query(`SELECT ${HELD} FROM tips WHERE receipt_hash = ?1 OR first_hash = ?1`, [receiptHash])
  return rows[0] && heldTip(rows[0])
}

/**
 * The tip a receipt belongs to, else some other (`isHeld` false), so that looking up what follows costs a stranger's
 * code what it costs a real one. Undefined only while there are no tips at all.
 */
export async function findTipOrDecoy(
  db: Db,
  receiptHash: string,
): Promise<{ tip: HeldTip; isHeld: boolean } | undefined> {
  const { rows } = await db.query(
    `SELECT ${HELD}, 1 AS held FROM tips WHERE receipt_hash = ? UNION ALL
     SELECT * FROM (SELECT ${HELD}, 0 FROM tips ORDER BY rowid DESC LIMIT 1) ORDER BY held DESC`,
    [receiptHash],
  )
  return rows[0] && { tip: heldTip(rows[0]), isHeld: Number(rows[0].held) === 1 }
}

const HELD =
  'id, case_id, reference, channel, received_on, commitment, coalesce(first_hash = receipt_hash, 0) AS must_change'

function heldTip(row: Row): HeldTip {
  return {
    id: String(row.id),
    caseId: String(row.case_id),
    reference: String(row.reference),
    channel: row.channel as Channel,
    receivedOn: String(row.received_on),
    commitment: new Uint8Array(row.commitment as ArrayBuffer),
    mustChange: Number(row.must_change) === 1,
  }
}

/**
 * Puts a code only its holder knows in the place of one that others have seen, with its event, in one commit.
 * @throws GuardFailed when that code was changed already
 */
export async function changeReceipt(
  db: Db,
  tip: HeldTip,
  hashes: { from: string; to: string },
  now: Date,
): Promise<void> {
  await db.write([
    {
      sql: 'UPDATE tips SET receipt_hash = ? WHERE id = ? AND receipt_hash = ? AND first_hash = receipt_hash',
      args: [hashes.to, tip.id, hashes.from],
    },
    GUARD,
    UNGUARD,
    insertTipEvent(tip.id, 'tip.receipt-changed', {}, now),
  ])
}
