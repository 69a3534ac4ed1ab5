import type { Saved } from '#domain/case/decide.ts'
import type { Rule } from '#domain/case/rule.ts'
import type { Answered } from '#domain/case/survey.ts'
import { dayOf } from '#domain/clock.ts'
import type { SurveyAnswer } from '#domain/tip/schema.ts'
import { saveCase } from './case.ts'
import { insertMessage, staffNotices } from './decision.ts'
import type { Db } from './engine.ts'

/** What the reporter of a tip answered about the reply of a day; null when nothing yet. */
export async function findAnswer(db: Db, tipId: string, repliedOn: string | null): Promise<Answered | null> {
  const { rows } = await db.query(
    'SELECT answer, first_on, decided_on FROM survey_answers WHERE tip_id = ? AND replied_on = ?',
    [tipId, repliedOn],
  )
  return rows[0]
    ? {
        answer: rows[0].answer as SurveyAnswer,
        firstOn: String(rows[0].first_on),
        decidedOn: rows[0].decided_on as string | null,
      }
    : null
}

/** How many others of a case say it is not solved, and wait for a head. */
export async function countAsking(db: Db, caseId: string, exceptTip: string): Promise<number> {
  const { rows } = await db.query(
    `SELECT count(*) FROM survey_answers s JOIN tips t ON t.id = s.tip_id
     WHERE t.case_id = ? AND s.answer = 'unsolved' AND s.decided_on IS NULL AND s.tip_id <> ?`,
    [caseId, exceptTip],
  )
  return Number(rows[0]?.[0])
}

/**
 * An answer with its event, the words in the conversation and the notices, in one commit.
 * @throws GuardFailed or UniqueViolation when the case moved meanwhile
 */
export async function saveAnswer(
  db: Db,
  { next, event }: Saved,
  given: { tipId: string; answer: SurveyAnswer; text: string | null },
  now: Date,
  rules: readonly Rule[],
): Promise<void> {
  const { tipId, answer, text } = given
  const on = dayOf(now)
  await db.write([
    ...saveCase(next, event, rules),
    {
      sql: `INSERT INTO survey_answers(tip_id, replied_on, answer, first_on, changed_on) VALUES (?1, ?2, ?3, ?4, ?4)
            ON CONFLICT(tip_id, replied_on) DO UPDATE SET answer = ?3, changed_on = ?4`,
      args: [tipId, next.repliedOn, answer, on],
    },
    ...(text ? [insertMessage({ tipId, caseId: next.id, from: 'reporter', on, text })] : []),
    ...staffNotices(event, next),
  ])
}

/** How reporters answered about replies of some days, both included, by answer; and how many of them a head decided on. */
export async function countAnswers(
  db: Db,
  from: string,
  to: string,
): Promise<{ solved: number; unsolved: number; decided: number }> {
  const { rows } = await db.query(
    `SELECT coalesce(sum(answer = 'solved'), 0) AS solved, coalesce(sum(answer = 'unsolved'), 0) AS unsolved,
            coalesce(sum(decided_on IS NOT NULL), 0) AS decided
     FROM survey_answers WHERE replied_on BETWEEN ? AND ?`,
    [from, to],
  )
  const of = (name: string) => Number(rows[0]?.[name])
  return { solved: of('solved'), unsolved: of('unsolved'), decided: of('decided') }
}
