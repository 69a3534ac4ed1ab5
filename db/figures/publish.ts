import type { Bureau } from '#domain/bureau.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import { type Counted, revised, sumOf } from '#domain/figures/count.ts'
import { isYear, monthsOf, periodsDue } from '#domain/figures/period.ts'
import { type Figures, figuresOf } from '#domain/figures/public.ts'
import { revisionOf, titleOf } from '#domain/figures/record.ts'
import type { Release } from '#domain/figures/release.ts'
import { hiddenIn } from '#domain/figures/suppress.ts'
import type { PublicRecord } from '#domain/record.ts'
import { type Engine, type Statement, UniqueViolation } from '../engine.ts'
import { insertEvent } from '../event.ts'
import { insertPublication } from '../publication.ts'
import { countMonth } from './month.ts'

type Kept = Release & { version: number }

/**
 * Publishes the figures of every period that is over for 72 hours and was not published yet, and with them a later version
 * of each earlier one that has changed: once a month, so that nobody sees on which day it did. Months are counted
 * anew from the events; what was published stays. May be cut short anywhere and runs again. `rest` is called
 * often: others have their turn in between.
 * @returns the periods of which a version was published, in their order
 */
export async function publishFigures(
  db: Pick<Engine, 'query' | 'write'>,
  now: Date,
  bureau: Bureau,
  rest: () => Promise<void> = async () => {},
): Promise<string[]> {
  const due = periodsDue(await firstDay(db, now), now)
  const kept = await listKept(db)
  const releases = kept.filter((one) => one.version > 0)
  const last = due.at(-1)
  if (!last || releases.some((one) => one.period === last)) return []
  const takenOver = new Map(kept.filter((one) => one.version === 0).map((one) => [one.period, one.counted]))
  const rules = rulesOf(bureau)
  const months = new Map<string, Counted>()
  const published: string[] = []
  const statements: Statement[] = []
  for (const period of due) {
    const counted = isYear(period)
      ? sumOf(monthsOf(period).flatMap((month) => [months.get(month) ?? []]))
      : (takenOver.get(period) ?? (await countMonth(db, period, bureau, rules, rest)))
    months.set(period, counted)
    const next = await nextVersion(period, counted, releases, rest)
    if (!next) continue
    statements.push(...statementsOf(next, before(releases, period), now))
    releases.push(next)
    published.push(period)
  }
  try {
    // All at once: nobody meets a year without its months.
    await db.write(statements)
  } catch (error) {
    // Another process has published them.
    if (error instanceof UniqueViolation) return []
    throw error
  }
  return published
}

/** The version of a period that is to be published now; null when what is public says it all. */
async function nextVersion(
  period: string,
  counted: Counted,
  releases: readonly Kept[],
  rest: () => Promise<void>,
): Promise<Kept | null> {
  const earlier = before(releases, period)
  const told = earlier ? revised(earlier.counted, counted) : counted
  if (earlier && JSON.stringify(earlier.counted) === JSON.stringify(told)) return null
  const hidden = await hiddenIn(period, told, releases, rest)
  // What the version before says stays, until what changed can be told safely.
  if (!hidden) return null
  const next = { period, counted: told, hidden, version: (earlier?.version ?? 0) + 1 }
  return earlier && JSON.stringify(shown(earlier)) === JSON.stringify(shown(next)) ? null : next
}

function before(releases: readonly Kept[], period: string): Kept | undefined {
  return releases.findLast((one) => one.period === period)
}

function shown({ period, counted, hidden }: Kept): Figures {
  return figuresOf(period, counted, hidden)
}

function statementsOf(next: Kept, earlier: Kept | undefined, now: Date): Statement[] {
  const { period, version, counted, hidden } = next
  const data = shown(next)
  const record: PublicRecord<'figures'> = {
    kind: 'figures',
    id: period,
    version,
    title: titleOf(period),
    publishedOn: dayOf(now),
    filedOn: null,
    party: null,
    change: earlier ? revisionOf(shown(earlier), data) : null,
    withdrawn: null,
    returned: 0,
    files: [],
    data,
  }
  return [
    insertEvent({
      subject: `figures:${period}`,
      seq: version,
      type: version === 1 ? 'figures.published' : 'figures.revised',
      actor: null,
      at: minuteOf(now),
      data: {},
    }),
    ...insertPublication(record, null),
    {
      sql: 'INSERT INTO period_counts(period, version, counted, hidden) VALUES (?, ?, ?, ?)',
      args: [period, version, JSON.stringify(counted), JSON.stringify([...hidden])],
    },
  ]
}

/** The day of the first case, or of the first month that was taken over; today when there is neither. */
async function firstDay(db: Pick<Engine, 'query'>, now: Date): Promise<string> {
  const { rows } = await db.query(
    `SELECT min(day) AS first FROM (SELECT min(received_on) AS day FROM cases
       UNION ALL SELECT min(period) || '-01' FROM period_counts WHERE length(period) = 7)`,
  )
  return String(rows[0]?.first ?? dayOf(now))
}

async function listKept(db: Pick<Engine, 'query'>): Promise<Kept[]> {
  const { rows } = await db.query('SELECT period, version, counted, hidden FROM period_counts ORDER BY rowid')
  return rows.map((row) => ({
    period: String(row.period),
    version: Number(row.version),
    counted: JSON.parse(String(row.counted)),
    hidden: new Map(JSON.parse(String(row.hidden))),
  }))
}
