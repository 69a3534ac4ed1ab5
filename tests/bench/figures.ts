import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, Statement } from '#db/engine.ts'
import { countMonth } from '#db/figures/month.ts'
import { publishFigures } from '#db/figures/publish.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { OUTCOMES, REMEDIED } from '#domain/case/outcome.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import { addDays } from '#domain/clock.ts'
import { daysOf, monthsOf, periodOf } from '#domain/figures/period.ts'
import { CHANNELS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { bureau } from '../fixtures/bureau.ts'
import { freshDataDir } from '../server.ts'
import { at, goal, type Row } from './table.ts'

/** Days the cases came in on, all of them over. */
const FIRST = '2022-01-01'
const DAYS = 1461
const NOW = new Date('2026-02-05T00:10:00+08:00')
/** What a reader of the site may wait for at most while a day is counted. */
const MOST_MS = 50
const ROUNDS = 3

/**
 * Figures of `cases` cases with ten events each, over four years: each month counted as the night counts it, beside the
 * same events counted by the engine alone and beside a tenth of the cases; then all of it published.
 */
export async function figureRows(cases: number, say: (what: string) => void): Promise<Row[]> {
  const small = await counted(Math.max(1, Math.floor(cases / 10)), say)
  const { months, plain, stretches, published, periods } = await counted(cases, say)
  const [p50, p95] = [at(months, 0.5), at(months, 0.95)]
  const ratio = (one: number, other: number) => (one / other).toFixed(2)
  return [
    {
      what: `figures of ${cases} cases: a month counted`,
      took: `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
      beside: `${ratio(p50, at(plain, 0.5))} × its events counted by the engine alone; ${ratio(p50, at(small.months, 0.5))} × at a tenth of the cases`,
      goal: goal(p50 / at(small.months, 0.5) <= 12, '≤ 12 × at ten times the cases'),
    },
    {
      what: 'the longest work between two rests',
      took: `p95 ${at(stretches, 0.95).toFixed(1)} ms, most ${at(stretches, 1).toFixed(1)} ms`,
      beside: `${ratio(at(stretches, 0.95), at(small.stretches, 0.95))} × at a tenth of the cases`,
      goal: goal(at(stretches, 0.95) <= MOST_MS, `p95 ≤ ${MOST_MS} ms`),
    },
    {
      what: `${periods} periods published at once`,
      took: `${(published / 1000).toFixed(1)} s`,
      beside: `${ratio(published, sum(months) / ROUNDS)} × counting four years of them; ${ratio(published, small.published)} × at a tenth of the cases`,
      goal: '',
    },
  ]
}

async function counted(cases: number, say: (what: string) => void) {
  const dataDir = freshDataDir()
  const db = await openDb(`file:${join(dataDir, 'jingtu.db')}`)
  try {
    say(`figures of ${cases} cases with ${cases * 10} events`)
    await migrateDb(db)
    for (let from = 0; from < cases; from += 500) await db.write(casesFrom(from, Math.min(from + 500, cases)))
    const [months, plain, stretches]: [number[], number[], number[]] = [[], [], []]
    const rest = async () => {
      stretches.push(performance.now() - since)
      await new Promise((resolve) => setTimeout(resolve, 0))
      since = performance.now()
    }
    let since = performance.now()
    for (let round = 0; round < ROUNDS; round++)
      for (const month of ['2022', '2023', '2024', '2025'].flatMap(monthsOf)) {
        plain.push(await timed(() => scan(db, month)))
        since = performance.now()
        months.push(await timed(() => countMonth(db, month, bureau, CLOCK_RULES, rest)))
      }
    since = performance.now()
    let periods = 0
    const published = await timed(async () => {
      periods = (await publishFigures(db, NOW, bureau, rest)).length
    })
    return { months, plain, stretches, published, periods }
  } finally {
    db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The events of a month, day by day, as the engine alone counts them. */
async function scan(db: Db, month: string): Promise<void> {
  for (const day of daysOf(periodOf(month)))
    await db.query('SELECT type, count(*) FROM events WHERE at >= ? AND at < ? GROUP BY type', [day, addDays(day, 1)])
}

/** Cases of a believable heap with their tips and histories; always the same. */
function casesFrom(from: number, to: number): Statement[] {
  return Array.from({ length: to - from }, (_, n) => caseNumber(from + n)).flat()
}

function caseNumber(n: number): Statement[] {
  const pick = <T>(list: readonly T[], salt: number): T => list[(n * 2654435761 + salt * 40503) % list.length] as T
  const [id, reference] = [`bench-${n}`, `T-2026-${n.toString(36).toUpperCase().padStart(6, '0')}`]
  const on = (after: number) => addDays(FIRST, (n % (DAYS - 120)) + after)
  const street = pick(bureau.streets, 1).code
  const [channel, kinds] = [pick(CHANNELS, 2), JSON.stringify([pick(TIP_KINDS, 3)])]
  const isRefused = n % 7 === 0
  const proposal = { outcome: pick(OUTCOMES, 4), remedied: pick(REMEDIED, 5), measures: '已清运。' }
  const noted = (after: number): [number, string, object] => [after, 'case.noted', { text: '已与街道核对。' }]
  const refused: [number, string, object][] = [
    [0, 'case.opened', {}],
    [2, 'case.rejected', { ground: pick(REJECTION_GROUNDS, 6) }],
    ...[3, 4, 5, 6, 7, 8, 9, 10].map(noted),
  ]
  const closed: [number, string, object][] = [
    [0, 'case.opened', {}],
    [2, 'case.accepted', {}],
    [3, 'case.assigned', { to: street }],
    [8, 'case.investigated', { findings: '现场查看。' }],
    ...(n % 11 === 0 ? [[20, 'case.urged', {}] as [number, string, object]] : [noted(20)]),
    [30 + (n % 50), 'case.closure-proposed', proposal],
    [31 + (n % 50), 'case.closed', {}],
    [32 + (n % 50), 'case.replied', {}],
    ...[90, 91].map(noted),
  ]
  const history = isRefused ? refused : closed
  return [
    {
      sql: `INSERT INTO cases(id, reference, state, version, kinds, street, channel, received_on, summary, provisional, rank)
            VALUES (?, ?, 'archived', 10, ?, ?, ?, ?, '堤上有黑泥', 0, '1')`,
      args: [id, reference, kinds, street, channel, on(0)],
    },
    {
      sql: `INSERT INTO tips(id, reference, receipt_hash, case_id, channel, received_on, kinds, behaviours, description,
              address, accused, reporter_mode, emergencies, commitment, commitment_secret, content)
            VALUES (?1, ?2, ?1, ?1, ?3, ?4, ?5, '[]', '堤上有黑泥', '某某路', '{"kind":"enterprise","industry":"电镀"}',
              'anonymous', '[]', x'00', x'00', x'00')`,
      args: [id, reference, channel, on(0), kinds],
    },
    {
      sql: `INSERT INTO events(subject, seq, type, actor, at, data) VALUES ${history.map(() => "(?, ?, ?, 'bench', ?, ?)").join(', ')}`,
      args: history.flatMap(([after, type, data], seq) => [
        `case:${id}`,
        seq + 1,
        type,
        `${on(after)}T10:00:00+08:00`,
        JSON.stringify(data),
      ]),
    },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function sum(values: number[]): number {
  return values.reduce((total, one) => total + one, 0)
}
