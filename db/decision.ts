import type { Decided } from '#domain/case/decide.ts'
import { dayOf } from '#domain/clock.ts'
import { noticesOf } from '#domain/notice.ts'
import { saveCase, writeMove } from './case.ts'
import type { Db, Statement } from './engine.ts'
import { insertNotice } from './event.ts'

/**
 * One decision in one commit: the case, its event, what each reporter is told, and the notices.
 * @throws Refusal `case.moved-first` when another move won
 */
export async function saveDecision(db: Db, { next, event, tell }: Decided, now: Date): Promise<void> {
  const { rows } = await db.query(
    'SELECT id, reference, notify_email IS NOT NULL AS notified FROM tips WHERE case_id = ? ORDER BY rowid',
    [next.id],
  )
  const statements: Statement[] = [...saveCase(next, event)]
  for (const tip of rows) {
    const tipId = String(tip.id)
    if (tell) statements.push(insertMessage({ tipId, caseId: next.id, from: 'bureau', on: dayOf(now), text: tell }))
    if (!tip.notified) continue
    for (const notice of noticesOf(event.type))
      if (notice.to === 'reporter') statements.push(insertNotice(event, notice, `tip:${tipId}`, String(tip.reference)))
  }
  await writeMove(db, next.id, statements)
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
