import type { Row } from '@libsql/client'
import { type Bureau, currentStreets } from '#domain/bureau.ts'
import type { RejectionGround } from '#domain/case/rejection.ts'
import type { Rule } from '#domain/case/rule.ts'
import { addDays } from '#domain/clock.ts'
import { type CaseEvent, type Closing, closingsIn } from '#domain/figures/closing.ts'
import { type Counted, counter, type Fact } from '#domain/figures/count.ts'
import { daysOf, periodOf } from '#domain/figures/period.ts'
import type { Engine } from '../engine.ts'

/** Written as in the index `events_counted`, which the engine takes for these words alone. */
const IS_COUNTED = `type IN ('case.accepted', 'case.rejected', 'case.transferred', 'case.closed', 'case.urged', 'case.supervised', 'tip.identity-opened')`

const MEASURE_OF: Readonly<Record<string, Fact['measure']>> = {
  'case.accepted': 'accepted',
  'case.rejected': 'refused',
  'case.transferred': 'transferred',
  'case.closed': 'closed',
  'case.urged': 'urged',
  'case.supervised': 'supervised',
  'tip.identity-opened': 'unsealed',
}

/** Where a case belongs: as its first tip told it, which does not change any more; parts of a split case share that tip. */
const BELONGS = `coalesce(t.kinds, c.kinds) AS kinds, c.street, c.channel, json_extract(t.accused, '$.industry') AS industry`
const FIRST_TIP = 'LEFT JOIN tips t ON t.reference = substr(c.reference, 1, 13)'

/**
 * Counts a month, day by day with a rest after each: a day is small, and nobody waits for a month. Reads only.
 * `rest` is called between days.
 */
export async function countMonth(
  db: Pick<Engine, 'query'>,
  month: string,
  bureau: Bureau,
  rules: readonly Rule[],
  rest: () => Promise<void>,
): Promise<Counted> {
  const period = periodOf(month)
  const streets = currentStreets(bureau, period.to).map((street) => street.code)
  const departments = bureau.departments.map((department) => department.id)
  const count = counter(streets, departments)
  for (const day of daysOf(period)) {
    for (const fact of await factsOn(db, day, rules)) count.add(fact)
    await rest()
  }
  return count.counted()
}

async function factsOn(db: Pick<Engine, 'query'>, day: string, rules: readonly Rule[]): Promise<Fact[]> {
  const received = await db.query(
    `SELECT ${BELONGS} FROM cases c ${FIRST_TIP} WHERE c.received_on = ? AND c.split_from IS NULL`,
    [day],
  )
  const happened = await db.query(
    `SELECT type, data, subject, c.superior_by, ${BELONGS} FROM events LEFT JOIN cases c ON c.id = substr(subject, 6)
     ${FIRST_TIP} WHERE ${IS_COUNTED} AND at >= ? AND at < ?`,
    [day, addDays(day, 1)],
  )
  const facts = received.rows.map((row): Fact => ({ ...placeOf(row), measure: 'received' }))
  const closed = new Map<string, Row>()
  for (const row of happened.rows) {
    const measure = MEASURE_OF[String(row.type)]
    if (measure === 'closed') closed.set(String(row.subject), row)
    else if (measure) facts.push({ ...placeOf(row), measure, ground: groundOf(row) })
  }
  for (const [subject, closings] of await closingsOn(db, day, closed, rules))
    for (const closing of closings) facts.push({ ...placeOf(closed.get(subject) as Row), measure: 'closed', closing })
  return facts
}

/** What was closed on a day, from the whole history of each case. */
async function closingsOn(
  db: Pick<Engine, 'query'>,
  day: string,
  closed: ReadonlyMap<string, Row>,
  rules: readonly Rule[],
): Promise<Map<string, Closing[]>> {
  if (closed.size === 0) return new Map()
  const { rows } = await db.query(
    `SELECT subject, type, at, data FROM events WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, seq`,
    [JSON.stringify([...closed.keys()])],
  )
  const histories = new Map<string, CaseEvent[]>()
  for (const row of rows) {
    const history = histories.get(String(row.subject)) ?? []
    histories.set(String(row.subject), history)
    history.push({ type: row.type as CaseEvent['type'], at: String(row.at), data: JSON.parse(String(row.data)) })
  }
  return new Map(
    [...histories].map(([subject, history]) => {
      // After a reopening the row tells another limit; the day a superior set before is in the history.
      const isFirst = history.every((event) => event.type !== 'case.reopened')
      const superiorBy = isFirst ? (closed.get(subject)?.superior_by as string | null) : null
      return [subject, closingsIn(history, superiorBy, rules).filter((one) => one.on === day)]
    }),
  )
}

function placeOf(row: Row): Pick<Fact, 'kinds' | 'street' | 'channel' | 'industry'> {
  return {
    // An identity is opened of a tip; it is told of the whole district alone.
    kinds: row.kinds === null ? [] : JSON.parse(String(row.kinds)),
    street: row.street as string | null,
    channel: row.channel as Fact['channel'],
    industry: row.industry as string | null,
  }
}

function groundOf(row: Row): RejectionGround | undefined {
  return row.type === 'case.rejected' ? JSON.parse(String(row.data)).ground : undefined
}
