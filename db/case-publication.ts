import { asc, lte } from 'drizzle-orm'
import { type Bureau, findStreet } from '#domain/bureau.ts'
import type { Kept } from '#domain/case/publication/check.ts'
import { type About, TEXT_FIELDS } from '#domain/case/publication/draft.ts'
import { released } from '#domain/case/publication/release.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import { minuteOf } from '#domain/clock.ts'
import type { PublicRecord } from '#domain/record.ts'
import { type CaseRow, saveCase } from './case.ts'
import { type Db, GuardFailed, type Statement, UniqueViolation } from './engine.ts'
import { insertPublication } from './publication.ts'
import { listApproved, type Redaction } from './redaction.ts'
import { findRecord, findTitles } from './register.ts'
import { cases } from './tables/case.ts'
import { listTips } from './tip-list.ts'

/** Rows made public in one go. */
const AT_ONCE = 200

/**
 * Makes public what was approved, or taken back, and is due: sequences it in the commit that says so in the history of
 * its case. Returns how many were; the pages are brought by the next replay.
 */
export async function releaseDue(
  db: Db,
  bureau: Bureau,
  now: Date,
  rules: readonly Rule[] = CLOCK_RULES,
): Promise<number> {
  let written = 0
  const due = await db.read
    .select()
    .from(cases)
    .where(lte(cases.publishAt, minuteOf(now)))
    .orderBy(asc(cases.publishAt), asc(cases.id))
    .limit(AT_ONCE)
  for (const row of due) {
    const before = row.publication && (await findRecord(db, 'case', row.publication.number))
    const approved = await listApproved(db, row.id)
    const about = { ...(await placeOf(db, bureau, row)), approved }
    const { next, event, record } = released(row, about, before, now, rules)
    try {
      await db.write([
        ...saveCase(next, event, rules),
        ...insertPublication(record, null),
        ...insertPhotos(record, approved),
      ])
      written += 1
    } catch (error) {
      // Somebody moved the case this moment; what is still due then is found again.
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    }
  }
  return written
}

/** Where the bytes of the pictures of a row lie from now on; one of an earlier version is there already. */
export function insertPhotos(
  { id, files }: PublicRecord<'case'>,
  approved: readonly Pick<Redaction, 'sha256' | 'key'>[],
): Statement[] {
  return files.flatMap(({ sha256 }) => {
    const key = approved.find((one) => one.sha256 === sha256)?.key
    const sql = 'INSERT INTO public_photos(number, sha256, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
    return key ? [{ sql, args: [id, sha256, key] }] : []
  })
}

/** Where a case is, as its row may use it: the street by name, and the first point that was told. */
async function placeOf(db: Db, bureau: Bureau, { id, street, closedOn, receivedOn }: CaseRow) {
  const named = street ? findStreet(bureau, street, closedOn ?? receivedOn) : undefined
  const point = (await listTips(db, id)).find((tip) => tip.cgcs)?.cgcs ?? null
  return { street: named ? { code: named.code, name: named.name } : null, point }
}

/** Everything a public text of this case must not give away. */
export async function keptFrom(db: Db, current: CaseRow): Promise<Kept> {
  const tips = await listTips(db, current.id)
  const individuals = tips.flatMap(({ accused }) => (accused?.kind === 'individual' ? (accused.name ?? []) : []))
  const before = current.publication && (await findRecord(db, 'case', current.publication.number))
  const { data } = before ?? {}
  return {
    told: tips.flatMap((tip) => [tip.description, tip.address]),
    written: [...(await messagesOf(db, current.id)), ...(await writtenBy(db, current))],
    names: [...(await staffNames(db)), ...individuals, ...tips.map((tip) => tip.reference), current.reference],
    known: data ? [...TEXT_FIELDS.map((field) => data[field]), ...(data.photos ?? []).map((one) => one.caption)] : [],
  }
}

/** What both sides said in the conversations of everybody who told of it. */
async function messagesOf(db: Db, caseId: string): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT text FROM messages WHERE tip_id IN (
       SELECT id FROM tips WHERE case_id = ?1 OR id IN (SELECT tip_id FROM part_tips WHERE case_id = ?1))`,
    [caseId],
  )
  return rows.map((row) => String(row.text))
}

/**
 * Every text in the history of a case, of what was merged into it and of what it was split from: findings, notes, a
 * handed-down list's words. Not the measures a head agreed to, which are to be public, nor drafts of the row itself.
 */
async function writtenBy(db: Db, { id, splitFrom }: CaseRow): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT told.atom AS text FROM events, json_tree(events.data) AS told
     WHERE (subject IN (?1, ?2) OR subject IN (SELECT 'case:' || id FROM cases WHERE merged_into = ?3))
       AND told.type = 'text' AND events.type NOT LIKE 'case.publication-%' AND events.type <> 'case.closure-proposed'`,
    [`case:${id}`, `case:${splitFrom}`, id],
  )
  return rows.map((row) => String(row.text))
}

async function staffNames(db: Db): Promise<string[]> {
  const { rows } = await db.query("SELECT name FROM user WHERE role NOT IN ('editor', 'signer')")
  return rows.map((row) => String(row.name))
}

/** What a row is to lead to, by the names the registers have; null where there is nothing under an id. */
export async function aboutOf(db: Db, ids: { [Name in keyof About]?: string | undefined }): Promise<About> {
  const named = async (kind: 'enterprise' | 'plot' | 'remediation_notice', id: string | undefined) => {
    const name = id && (await findTitles(db, kind, [id])).get(id)
    return id && name ? { id, name } : null
  }
  return {
    enterprise: await named('enterprise', ids.enterprise),
    plot: await named('plot', ids.plot),
    project: await named('remediation_notice', ids.project),
  }
}
