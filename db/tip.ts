import { joinedBy, openedBy, searchTextOf } from '#domain/case/opening.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import type { NewEvent } from '#domain/event.ts'
import { noticesOf } from '#domain/notice.ts'
import { tiedBy } from '#domain/tie.ts'
import { claimAttachments } from './attachment.ts'
import { extendSearch, openCase, saveCase } from './case.ts'
import { insertMessage } from './decision.ts'
import { type Db, type Statement, UNGUARD } from './engine.ts'
import { endedBy, IS_OVER, insertEnvelope } from './envelope.ts'
import { insertEvent, insertNotice, insertTipEvent } from './event.ts'
import { listStanding } from './tie.ts'
import { insertKey, insertSolved, insertTipRow, type NewTip } from './tip-row.ts'

/**
 * Stores a tip in one durable commit: the case it opens or joins, itself, its events, photos, notices, the
 * idempotency key and the solved challenge. `matter` is the open case about the same matter, `newId` the id of the
 * case it opens otherwise.
 * @returns the id of its case
 * @throws UniqueViolation (message names the table) or GuardFailed; nothing is stored then
 */
export async function insertTip(
  db: Db,
  tip: NewTip,
  matter: Case | undefined,
  newId: string,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<string> {
  const caseId = matter?.id ?? newId
  const tied = tiedBy(await listStanding(db), searchTextOf(tip))
  await db.write(tipStatements({ ...tip, tied }, matter, caseId, now, rules))
  return caseId
}

/** Everything a tip writes, for a batch of its own or of a whole list. */
export function tipStatements(
  tip: NewTip,
  matter: Case | undefined,
  caseId: string,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Statement[] {
  const { idempotency, solved } = tip
  const received: NewEvent = {
    subject: `tip:${tip.id}`,
    seq: 1,
    type: 'tip.received',
    actor: tip.enteredBy,
    at: minuteOf(now),
    data: { case: caseId },
  }
  const attachments = tip.input.attachments ?? []
  return [
    // First, so that a repeat fails before anything else is tried.
    ...(idempotency ? [insertKey(idempotency, dayOf(now))] : []),
    ...(solved ? [insertSolved(solved)] : []),
    ...caseStatements(tip, matter, caseId, now, rules),
    insertTipRow(tip, caseId),
    ...(tip.tell ? [insertMessage({ tipId: tip.id, caseId, from: 'bureau', on: dayOf(now), text: tip.tell })] : []),
    ...(tip.envelope ? [insertEnvelope(tip.id, tip.envelope, dayOf(now))] : []),
    insertEvent(received),
    ...(attachments.length > 0 ? [...claimAttachments(attachments, tip.id, null), UNGUARD] : []),
    ...noticeStatements(tip, received),
  ]
}

function caseStatements(
  tip: NewTip,
  matter: Case | undefined,
  caseId: string,
  now: Date,
  rules: readonly Rule[],
): Statement[] {
  if (!matter) {
    const { opened, event } = openedBy(tip, caseId, now)
    return openCase(opened, searchTextOf(tip), event, rules)
  }
  const { next, event } = joinedBy(matter, tip, now)
  return [...saveCase(next, event, rules), extendSearch(caseId, searchTextOf(tip))]
}

function noticeStatements(tip: NewTip, received: NewEvent): Statement[] {
  return noticesOf(received.type, { emergency: tip.emergencies.length > 0, mailed: tip.mailed === true }).flatMap(
    (notice) => {
      if (notice.to === 'duty') return [insertNotice(received, notice, 'duty', tip.reference)]
      return tip.notifyEmail ? [insertNotice(received, notice, `tip:${tip.id}`, tip.reference)] : []
    },
  )
}

/** The id of the tip that has a reference. */
export async function findTipId(db: Db, reference: string): Promise<{ id: string; caseId: string } | undefined> {
  const { rows } = await db.query('SELECT id, case_id FROM tips WHERE reference = ?', [reference])
  return rows[0] && { id: String(rows[0].id), caseId: String(rows[0].case_id) }
}

/** Whether a tip or a message has this id: a mail gives its own to what it becomes. */
export async function isMailTaken(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM tips WHERE id = ?1 UNION ALL SELECT 1 FROM messages WHERE id = ?1', [
    id,
  ])
  return rows.length > 0
}

/** What opens the commitment of a tip, for whoever holds its receipt: the secret, and the bytes that were committed. */
export async function findOpening(
  db: Db,
  id: string,
): Promise<{ secret: Uint8Array; content: Uint8Array } | undefined> {
  const { rows } = await db.query('SELECT commitment_secret, content FROM tips WHERE id = ?', [id])
  const bytes = (value: unknown) => new Uint8Array(value as ArrayBuffer)
  return rows[0] && { secret: bytes(rows[0].commitment_secret), content: bytes(rows[0].content) }
}

/** The keyed digest of what came under a client's key, while it is remembered. */
export async function findKey(db: Db, keyHash: string): Promise<string | undefined> {
  const { rows } = await db.query('SELECT body FROM idempotency_keys WHERE key_hash = ?', [keyHash])
  return rows[0] && String(rows[0].body)
}

/** Both sides' messages of a case (`case_id`) or of one tip alone (`tip_id`), oldest first, with the ids of their photos. */
export async function listMessages(db: Db, id: string, of: 'case_id' | 'tip_id' = 'case_id') {
  const { rows } = await db.query(
    `SELECT m.id, m."from", m."on", m.text, t.reference,
     (SELECT json_group_array(a.id ORDER BY a.rowid) FROM attachments a WHERE a.tip_id = m.tip_id AND a.message_id = m.id) AS attachments
     FROM messages m JOIN tips t ON t.id = m.tip_id WHERE m.${of} = ? ORDER BY m.rowid`,
    [id],
  )
  return rows.map((row) => ({
    id: String(row.id),
    tipReference: String(row.reference),
    from: row.from as 'bureau' | 'reporter',
    on: String(row.on),
    text: String(row.text),
    attachments: JSON.parse(String(row.attachments)) as string[],
  }))
}

/** The reporter's own words to the bureau, with their event and photos, in one commit. */
export async function insertReporterMessage(
  db: Db,
  message: {
    id: string
    tipId: string
    caseId: string
    text: string
    attachments: readonly string[]
    /** What the bureau says to it at once. */
    tell?: string | null
  },
  now: Date,
): Promise<void> {
  const { id, tipId, caseId, text, attachments, tell } = message
  const on = dayOf(now)
  await db.write([
    insertMessage({ id, tipId, caseId, from: 'reporter', on, text }),
    ...(tell ? [insertMessage({ tipId, caseId, from: 'bureau', on, text: tell })] : []),
    insertTipEvent(tipId, 'tip.message-sent', { message: id }, now),
    ...(attachments.length > 0 ? [...claimAttachments(attachments, tipId, id), UNGUARD] : []),
  ])
}

/** Forgets idempotency keys of the day before yesterday and earlier, and challenges that can no longer be spent. */
export async function purgeIntake(db: Db, today: string): Promise<void> {
  await db.write([
    { sql: 'DELETE FROM idempotency_keys WHERE received_on < ?', args: [addDays(today, -1)] },
    { sql: 'DELETE FROM solved_challenges WHERE expires_on < ?', args: [today] },
  ])
}

/**
 * Forgets the mail addresses of tips whose every case ended on `end` or before and is in no review, as /privacy/ promises.
 * Pages of a hundred, so that nobody waits. No event: that there was an address is forgotten with it.
 */
export async function forgetAddresses(db: Db, end: string): Promise<void> {
  const { rows } = await db.query(
    `SELECT t.id FROM tips t WHERE t.notify_email IS NOT NULL AND ${IS_OVER} LIMIT 100`,
    endedBy(end),
  )
  if (rows.length === 0) return
  const ids = JSON.stringify(rows.map((row) => row.id))
  await db.write([
    { sql: 'UPDATE tips SET notify_email = NULL WHERE id IN (SELECT value FROM json_each(?))', args: [ids] },
  ])
  return forgetAddresses(db, end)
}
