import type { Row } from '@libsql/client'
import type { Decided, Saved } from '#domain/case/decide.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { dayOf } from '#domain/clock.ts'
import type { NewEvent } from '#domain/event.ts'
import { noticesOf } from '#domain/notice.ts'
import { openCase, saveCase, writeMove } from './case.ts'
import type { Db, Statement } from './engine.ts'
import { insertNotice, insertStaffNotice } from './event.ts'
import { addSearch, joinParts, leaveParts, moveTips, removeSearch, shareTips } from './tip-move.ts'

/** A tip whose reporter is told. `isShared`: the case is a part of its matter, not the case it is in. */
export type ToldTip = { id: string; reference: string; notified: boolean; isShared?: boolean }

/**
 * One decision in one commit: the case and those that change with it, their events, what each reporter is told, and the
 * notices. A merge takes the tips along, a split shares them.
 * @throws Refusal `case.moved-first` when another move won
 */
export async function saveDecision(
  db: Db,
  decided: Decided,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<void> {
  const { id } = decided.next
  const tips = decided.event.type === 'case.separated' ? await tipsThatLeft(db, id) : await tipsToTell(db, id)
  await writeMove(db, id, decisionStatements(decided, tips, now, rules))
}

/** The statements of a decision, told to those who told of it; `newId` names the messages. */
export function decisionStatements(
  { next, event: decision, tell, others }: Decided,
  tips: readonly ToldTip[],
  now: Date,
  rules: readonly Rule[],
  newId: () => string = () => crypto.randomUUID(),
): Statement[] {
  const [other] = others
  const isMerge = decision.type === 'case.merged'
  // Which tips went along is history: an undoing finds them by it.
  const [own, shared] = [tips.filter((tip) => !tip.isShared), tips.filter((tip) => tip.isShared)]
  const data = isMerge
    ? { ...decision.data, tips: own.map((tip) => tip.reference), shared: shared.map((tip) => tip.reference) }
    : decision.data
  const event = { ...decision, data }
  const ids = tips.map((tip) => tip.id)
  const [ownIds, sharedIds] = [own.map((tip) => tip.id), shared.map((tip) => tip.id)]
  const statements = [
    ...saveCase(next, event, rules),
    ...others.flatMap((one) => otherStatements(one, rules)),
    ...staffNotices(event, next),
    ...tips.flatMap((tip) => tipStatements(tip, { next, event, tell }, now, newId)),
  ]
  if (event.type === 'case.reopening-refused' || event.type === 'case.reopened')
    statements.push(settleAnswers(next.id, dayOf(now)))
  if (event.type === 'case.split') statements.push(...others.flatMap((part) => shareTips(part.next.id, ids)))
  if (isMerge && other) {
    const into = other.next
    const moved = { from: next.id, until: next.version, case: into.id, since: into.version }
    statements.push(...moveTips(ownIds, event, moved), ...joinParts(into.id, sharedIds), addSearch(next, into))
  }
  if (event.type === 'case.separated' && other) {
    const left = other.next
    const moved = { from: left.id, until: left.version, case: next.id, since: next.version - 1 }
    statements.push(...moveTips(ownIds, event, moved), ...leaveParts(sharedIds), removeSearch(next, left))
  }
  return statements
}

function otherStatements({ next, event, isNew }: Saved, rules: readonly Rule[]): Statement[] {
  if (!isNew) return saveCase(next, event, rules)
  return openCase(next, `${next.reference} ${next.summary}`, event, rules)
}

function tipStatements(
  tip: ToldTip,
  { next, event, tell }: Pick<Decided, 'next' | 'event' | 'tell'>,
  now: Date,
  newId: () => string,
): Statement[] {
  const statements: Statement[] = []
  const about = { tipId: tip.id, caseId: next.id, from: 'bureau', on: dayOf(now) } as const
  if (tell) statements.push(insertMessage({ ...about, id: newId(), text: tell }))
  for (const notice of tip.notified ? noticesOf(event.type) : [])
    if (notice.to === 'reporter') statements.push(insertNotice(event, notice, `tip:${tip.id}`, tip.reference))
  return statements
}

/** Notices to those who have the case in hand, and to the heads. */
export function staffNotices(event: NewEvent, about: Case): Statement[] {
  return noticesOf(event.type, { percent: event.data.percent }).flatMap((notice) =>
    notice.to === 'officers' || notice.to === 'heads' ? [insertStaffNotice(event, notice, notice.to, about)] : [],
  )
}

/** A head decided on what the reporters of a case asked for: their answers stand. */
function settleAnswers(caseId: string, on: string): Statement {
  return {
    sql: `UPDATE survey_answers SET decided_on = ? WHERE decided_on IS NULL AND answer = 'unsolved'
          AND tip_id IN (SELECT id FROM tips WHERE case_id = ?)`,
    args: [on, caseId],
  }
}

/** Everybody who told of it: those of its own tips, and of the case it was split off from. */
async function tipsToTell(db: Db, caseId: string): Promise<ToldTip[]> {
  const { rows } = await db.query(
    `SELECT id, reference, notify_email IS NOT NULL AS notified, case_id <> ?1 AS shared FROM tips
     WHERE case_id = ?1 OR id IN (SELECT tip_id FROM part_tips WHERE case_id = ?1) ORDER BY rowid`,
    [caseId],
  )
  return rows.map(toldTip)
}

/** The tips a merge took away from a case, or shared with what it went into. */
async function tipsThatLeft(db: Db, caseId: string): Promise<ToldTip[]> {
  const { rows } = await db.query(
    `WITH merge AS (SELECT data FROM events WHERE subject = ? AND type = 'case.merged' ORDER BY seq DESC LIMIT 1)
     SELECT id, reference, notify_email IS NOT NULL AS notified,
       reference IN (SELECT value FROM merge, json_each(merge.data, '$.shared')) AS shared FROM tips
     WHERE reference IN (SELECT value FROM merge, json_each(merge.data, '$.tips'))
        OR reference IN (SELECT value FROM merge, json_each(merge.data, '$.shared')) ORDER BY rowid`,
    [`case:${caseId}`],
  )
  return rows.map(toldTip)
}

function toldTip(row: Row): ToldTip {
  const isShared = Number(row.shared) === 1
  return { id: String(row.id), reference: String(row.reference), notified: Number(row.notified) === 1, isShared }
}

/** A message in the conversation of one tip, after those that are there. */
export function insertMessage(message: {
  id?: string
  tipId: string
  caseId: string
  from: 'bureau' | 'reporter'
  on: string
  text: string
}): Statement {
  return {
    sql: `INSERT INTO messages(id, tip_id, case_id, "from", "on", text, seq)
          SELECT ?, ?, ?, ?, ?, ?, coalesce(max(seq), 0) + 1 FROM messages WHERE tip_id = ?`,
    args: [
      message.id ?? crypto.randomUUID(),
      message.tipId,
      message.caseId,
      message.from,
      message.on,
      message.text,
      message.tipId,
    ],
  }
}
