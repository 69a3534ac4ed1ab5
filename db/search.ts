import { findableBy } from '#domain/findable.ts'
import { initialsOf } from '#domain/initials.ts'
import type { Hit } from '#domain/page.ts'
import {
  type PublicRecord,
  RECORD_KINDS,
  REGISTER_KINDS,
  type RecordKind,
  recordAddress,
  VERSIONED_KINDS,
} from '#domain/record.ts'
import { foldedName, recordExpression, recordTerms } from '#domain/search.ts'
import { findPollutants } from '#domain/standard/find.ts'
import { summaryOf } from '#domain/summary.ts'
import type { Engine, Statement } from './engine.ts'

/**
 * Words no query can say, because it is cut into letters and digits: which kind a row is of. They stand in `names`.
 * The tokenizer takes private-use characters for letters.
 */
const KIND_WORDS: Readonly<Record<RecordKind, string>> = Object.fromEntries(
  RECORD_KINDS.map((kind, at) => [kind, String.fromCodePoint(0xe000 + at, 0xe100)]),
) as Record<RecordKind, string>

/** What stands in brackets behind a name is often left out: 某某有限公司（筹）. */
const REMARK = /\s*[（(][^（）()]*[）)]\s*$/

/**
 * Puts a record into the search index, in place of what was there for it. Goes behind its row in `published`, into the
 * same batch: it is found from the commit on.
 */
export function indexRecord(record: PublicRecord): Statement[] {
  const { kind, id, title } = record
  const { names, codes, texts } = findableBy(record)
  const whole = names.flatMap((name) => [foldedName(name), foldedName(name.replace(REMARK, ''))])
  const initials = names.flatMap(initialsOf)
  const row = [
    recordTerms(title),
    // A name broken by brackets or spaces is found across them too.
    [
      KIND_WORDS[kind],
      ...[...new Set([...names.slice(1), ...whole, ...codes, ...codes.map(foldedName), ...initials])].map(recordTerms),
    ].join(' '),
    texts.map(recordTerms).join(' '),
  ]
  const exact = [...new Set([...whole, ...codes.map(foldedName), ...initials])].filter((one) => one !== '')
  const n = '(SELECT n FROM published WHERE kind = ?1 AND id = ?2)'
  return [
    { sql: `DELETE FROM record_search WHERE rowid = ${n}`, args: [kind, id] },
    { sql: `INSERT INTO record_search(rowid, title, names, body) VALUES (${n}, ?3, ?4, ?5)`, args: [kind, id, ...row] },
    { sql: `DELETE FROM record_names WHERE n = ${n}`, args: [kind, id] },
    {
      sql: `INSERT INTO record_names(name, n) SELECT value, ${n} FROM json_each(?3)`,
      args: [kind, id, JSON.stringify(exact)],
    },
    {
      sql: `INSERT INTO record_summaries(n, summary) VALUES (${n}, ?3)
            ON CONFLICT(n) DO UPDATE SET summary = excluded.summary`,
      args: [kind, id, summaryOf(record)],
    },
  ]
}

/** What may be searched for alone. */
export const SEARCH_TYPES = [...RECORD_KINDS, 'pollutant'] as const
export type SearchType = (typeof SEARCH_TYPES)[number]

/**
 * What is published and matches what was typed: things of exactly that name or number first, then enterprises, other
 * register entries and pollutants whose names contain it, filings whose titles do, and last what says it anywhere,
 * newest first. `total` counts all of them.
 */
export async function searchRecords(
  db: Engine,
  query: string,
  type: SearchType | null,
  limit: number,
): Promise<{ items: Hit[]; total: number }> {
  const expression = recordExpression(query)
  if (expression === null) return { items: [], total: 0 }
  const pollutants = type === null || type === 'pollutant' ? findPollutants(query) : { exact: [], partial: [] }
  const known = [...pollutants.exact, ...pollutants.partial]
  if (type === 'pollutant') return { items: known.slice(0, limit), total: known.length }

  const kinds: readonly RecordKind[] = type === null ? RECORD_KINDS : [type]
  const found = new Map<string, Hit>()
  const add = (hits: Hit[]) => {
    for (const hit of hits) if (found.size < limit) found.set(`${hit.type} ${hit.id}`, hit)
  }
  add(await exactHits(db, foldedName(query), kinds))
  add(pollutants.exact)
  const inNames = `{title names} : (${expression})`
  const fill = async (where: string, order: string, among: readonly RecordKind[]) => {
    const asked = kinds.filter((kind) => among.includes(kind))
    if (found.size < limit && asked.length > 0) add(await matching(db, where, order, asked, limit))
  }
  await fill(inNames, RANKED, ['enterprise'])
  await fill(inNames, RANKED, REGISTER_KINDS)
  add(pollutants.partial)
  await fill(inNames, NEWEST, VERSIONED_KINDS)
  await fill(expression, NEWEST, RECORD_KINDS)
  const { rows } = await db.query('SELECT count(*) FROM record_search WHERE record_search MATCH ?', [
    within(expression, kinds),
  ])
  return { items: [...found.values()], total: Number(rows[0]?.[0] ?? 0) + known.length }
}

/** Short titles that are about little else first; names weigh more than what is said in passing. */
const RANKED = "AND rank MATCH 'bm25(10.0, 4.0, 0.0)' ORDER BY rank"
/** By row: the index walks backwards and stops, however many match. */
const NEWEST = 'ORDER BY record_search.rowid DESC'

const HIT = 'kind, id, title, (SELECT summary FROM record_summaries WHERE n = published.n) AS summary'

/** Things of exactly this name or number; those called so now before those called so once. */
async function exactHits(db: Engine, name: string, kinds: readonly RecordKind[]): Promise<Hit[]> {
  const { rows } = await db.query(
    `SELECT ${HIT} FROM record_names JOIN published USING (n)
     WHERE name = ?1 AND kind IN (SELECT value FROM json_each(?2)) ORDER BY n LIMIT 200`,
    [name, JSON.stringify(kinds)],
  )
  const isNow = (hit: Hit) => (foldedName(hit.title) === name ? 0 : 1)
  const place = (hit: Hit) => RECORD_KINDS.indexOf(hit.type as RecordKind)
  return rows.map(hitOf).sort((a, b) => isNow(a) - isNow(b) || place(a) - place(b))
}

async function matching(
  db: Engine,
  where: string,
  order: string,
  kinds: readonly RecordKind[],
  limit: number,
): Promise<Hit[]> {
  const { rows } = await db.query(
    `SELECT ${HIT} FROM (
       SELECT rowid AS n FROM record_search WHERE record_search MATCH ?1 ${order} LIMIT ?2
     ) AS found CROSS JOIN published USING (n)`,
    [within(where, kinds), limit],
  )
  return rows.map(hitOf)
}

function within(expression: string, kinds: readonly RecordKind[]): string {
  if (kinds.length === RECORD_KINDS.length) return expression
  return `(${expression}) AND names : (${kinds.map((kind) => `"${KIND_WORDS[kind]}"`).join(' OR ')})`
}

function hitOf(row: Record<string, unknown>): Hit {
  const [kind, id] = [row.kind as RecordKind, String(row.id)]
  return { type: kind, id, title: String(row.title), snippet: String(row.summary ?? ''), url: recordAddress(kind, id) }
}
