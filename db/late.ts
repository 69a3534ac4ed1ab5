import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LateFiler } from '#domain/archive.ts'
import { YEARLY_RULES } from '#domain/disclosure/deadline.ts'
import type { Filed } from '#domain/enterprise/duty.ts'
import { lateFilers } from '#domain/enterprise/late.ts'
import type { PublicRecord } from '#domain/record.ts'
import type { Engine } from './engine.ts'

/** Another rule book makes other duties: rows derived by an older one are not believed. */
const RULES = bytesToHex(sha256(utf8ToBytes(JSON.stringify(YEARLY_RULES)))).slice(0, 16)

/**
 * Duties not met by the day before `asOf`, the longest overdue first. Derived once for a day from everybody, then only
 * from those of whom something was published since, so a publication costs the same however many enterprises there are.
 */
export async function listLate(
  db: Engine,
  asOf: string,
  limit: number,
): Promise<{ total: number; items: LateFiler[] }> {
  await derive(db, asOf)
  const { rows } = await db.query('SELECT code, name, duty FROM late_duties ORDER BY due_on, code, kind LIMIT ?', [
    limit,
  ])
  const { rows: counted } = await db.query('SELECT count(*) FROM late_duties')
  return {
    total: Number(counted[0]?.[0] ?? 0),
    items: rows.map((row) => ({ code: String(row.code), name: String(row.name), duty: JSON.parse(String(row.duty)) })),
  }
}

async function derive(db: Engine, asOf: string): Promise<void> {
  const { rows } = await db.query(
    `SELECT coalesce(max(position), 0) AS position, (SELECT position FROM late_state WHERE as_of = ? AND rules = ?) AS since
     FROM publications`,
    [asOf, RULES],
  )
  const position = Number(rows[0]?.position)
  const since = rows[0]?.since == null ? null : Number(rows[0].since)
  if (since === position) return
  const codes = since === null ? null : await partiesSince(db, since)
  const late: LateFiler[] = []
  for await (const { enterprise, filed } of filersOf(db, codes)) late.push(...lateFilers(enterprise, filed, asOf))
  await db.write([
    codes === null
      ? 'DELETE FROM late_duties'
      : {
          sql: 'DELETE FROM late_duties WHERE code IN (SELECT value FROM json_each(?))',
          args: [JSON.stringify(codes)],
        },
    {
      sql: `INSERT INTO late_duties(code, kind, year, due_on, name, duty)
            SELECT value ->> 'code', value ->> '$.duty.kind', value ->> '$.duty.year', value ->> '$.duty.dueOn',
                   value ->> 'name', value -> 'duty' FROM json_each(?)`,
      args: [JSON.stringify(late)],
    },
    {
      sql: `INSERT INTO late_state(one, as_of, rules, position) VALUES (1, ?, ?, ?)
            ON CONFLICT(one) DO UPDATE SET as_of = excluded.as_of, rules = excluded.rules, position = excluded.position`,
      args: [asOf, RULES, position],
    },
  ])
}

/** Enterprises whose duties may have changed: their own entry, or a filing that names them now or named them before. */
async function partiesSince(db: Engine, position: number): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT id AS code FROM published WHERE position > ?1 AND kind = 'enterprise'
     UNION
     SELECT version.record ->> '$.party.code' FROM published
     JOIN publications AS version USING (kind, id)
     WHERE published.position > ?1 AND kind <> 'enterprise' AND party IS NOT NULL`,
    [position],
  )
  return rows.map((row) => String(row.code))
}

const BATCH = 500

/** Enterprises in their newest version with what they filed, in order of first publication; all of them for null. */
async function* filersOf(
  db: Engine,
  codes: string[] | null,
): AsyncGenerator<{ enterprise: PublicRecord<'enterprise'>; filed: Filed[] }> {
  for (let from = 0; ; from += BATCH) {
    const { rows } = codes
      ? await db.query(ENTERPRISES_NAMED, [JSON.stringify(codes.slice(from, from + BATCH))])
      : await db.query(ENTERPRISES, [from, from + BATCH])
    const entries = rows.map((row) => JSON.parse(String(row.record)) as PublicRecord<'enterprise'>)
    const filings = await filedBy(
      db,
      entries.map((entry) => entry.id),
    )
    for (const enterprise of entries) yield { enterprise, filed: filings.get(enterprise.id) ?? [] }
    if (codes ? from + BATCH >= codes.length : rows.length < BATCH) return
  }
}

const ENTERPRISES = `SELECT record FROM published JOIN publications USING (position)
  WHERE published.kind = 'enterprise' AND ordinal > ? AND ordinal <= ?`
// CROSS: from the few to the many. Left to choose, the engine walks through all of a kind in order.
const ENTERPRISES_NAMED = `SELECT record FROM json_each(?) AS wanted
  CROSS JOIN published ON published.kind = 'enterprise' AND published.id = wanted.value
  CROSS JOIN publications USING (position)`
const FILED = `SELECT party, year, first_filed_on, published.id AS id, ordinal FROM json_each(?) AS wanted
  CROSS JOIN published ON party = wanted.value AND published.kind = 'soil_self_monitoring' AND withdrawn = 0`

async function filedBy(db: Engine, codes: string[]): Promise<Map<string, Filed[]>> {
  const { rows } = await db.query(FILED, [JSON.stringify(codes)])
  const byParty = new Map<string, Filed[]>()
  for (const row of rows.toSorted((a, b) => Number(a.ordinal) - Number(b.ordinal))) {
    const filed: Filed = {
      kind: 'soil_self_monitoring',
      year: Number(row.year),
      filedOn: String(row.first_filed_on),
      disclosureId: String(row.id),
    }
    const party = String(row.party)
    byParty.set(party, [...(byParty.get(party) ?? []), filed])
  }
  return byParty
}
