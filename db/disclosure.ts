import type { InValue, Row } from '@libsql/client'
import { eq } from 'drizzle-orm'
import { type Actor, UNSEEN_STATES } from '#domain/access.ts'
import type { DecidedDisclosure } from '#domain/disclosure/decide.ts'
import type { Disclosure, Snapshot } from '#domain/disclosure/filing.ts'
import { titleOf } from '#domain/disclosure/kinds.ts'
import type { DisclosureState } from '#domain/disclosure/state.ts'
import type { NewEvent } from '#domain/event.ts'
import type { FilingKind, Party } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import { type Db, GUARD, GuardFailed, type Statement, UNGUARD, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'
import { insertPublication } from './publication.ts'
import { disclosures } from './tables/disclosure.ts'

/** A new filing with its event. */
export function insertDisclosure(opened: Disclosure, event: NewEvent): Statement[] {
  const row = rowOf(opened)
  const columns = Object.keys(row)
  return [
    {
      sql: `INSERT INTO disclosures(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      args: Object.values(row),
    },
    insertEvent(event),
  ]
}

/** The next version of a filing with its event, and what becomes public: aborts its batch when somebody moved it first. */
export function saveDisclosure({ next, event, record }: DecidedDisclosure): Statement[] {
  const { id, ...row } = rowOf(next)
  const columns = Object.keys(row)
  return [
    {
      sql: `UPDATE disclosures SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`,
      args: [...Object.values(row), id as string, next.version - 1],
    },
    GUARD,
    UNGUARD,
    insertEvent(event),
    ...(record ? insertPublication(record, next.year) : []),
  ]
}

/**
 * Runs a batch that makes or moves a filing.
 * @throws Refusal `disclosure.moved-first` with the version that is there now, when another move won, and
 * `disclosure.period-taken` with the filing there is for that year
 */
export async function writeDisclosure(db: Db, filing: Disclosure, statements: Statement[]): Promise<void> {
  try {
    await db.write(statements)
  } catch (error) {
    if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    const there = await findDisclosure(db, filing.id)
    if (there) throw new Refusal('disclosure.moved-first', { current: { version: there.version } })
    const id = await findPeriod(db, filing)
    if (id) throw new Refusal('disclosure.period-taken', { current: { id } })
    throw error
  }
}

export async function findDisclosure(db: Db, id: string): Promise<Disclosure | undefined> {
  return (await db.read.select().from(disclosures).where(eq(disclosures.id, id)).limit(1))[0]
}

async function findPeriod(db: Db, { party, kind, year }: Disclosure): Promise<string | null> {
  const { rows } = await db.query(
    `SELECT id FROM disclosures WHERE party = ? AND kind = ? AND year = ? AND state NOT IN ('withdrawn', 'abandoned')`,
    [party, kind, year],
  )
  return (rows[0]?.id as string | undefined) ?? null
}

/** What the correction or reply under way set out from; null when none is. */
export async function findSnapshot(db: Db, id: string): Promise<Snapshot | null> {
  const { rows } = await db.query(
    `SELECT data FROM events WHERE subject = ? AND type IN ('disclosure.correction-begun', 'disclosure.replied')
       AND json_extract(data, '$.snapshot') IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    [`disclosure:${id}`],
  )
  return rows[0] ? (JSON.parse(String(rows[0].data)).snapshot as Snapshot) : null
}

export type DisclosureFilter = {
  state?: DisclosureState | undefined
  kind?: FilingKind | undefined
  party?: string | undefined
}

/** A filing in a list. */
export type DisclosureLine = Pick<
  Disclosure,
  | 'id'
  | 'kind'
  | 'year'
  | 'state'
  | 'version'
  | 'revision'
  | 'publishedRevision'
  | 'returned'
  | 'signedOn'
  | 'publishedOn'
> & { party: Party; title: string }

/**
 * A page of filings: what waits for the bureau in the order it was signed, else the newest first. Those who file get
 * their own, the bureau what was ever submitted. `cursor` is what the page before returned as `next`.
 */
export async function listDisclosures(
  db: Db,
  actor: Actor,
  filter: DisclosureFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: DisclosureLine[]; next: string | null }> {
  const waiting = filter.state === 'signed'
  const [on = '', n = ''] = page.cursor?.split('~') ?? []
  const where: [string, ...InValue[]][] = [
    isFiler(actor)
      ? ['d.party = ?', actor.org]
      : [`(d.state NOT IN (${UNSEEN_STATES.map((state) => `'${state}'`)}) OR d.published_revision IS NOT NULL)`],
  ]
  if (filter.state) where.push(['d.state = ?', filter.state])
  if (filter.kind) where.push(['d.kind = ?', filter.kind])
  if (filter.party) where.push(['d.party = ?', filter.party])
  if (n) where.push(waiting ? ['(d.signed_on, d.rowid) > (?, ?)', on, Number(n)] : ['d.rowid < ?', Number(n)])
  const { rows } = await db.query(
    `SELECT d.rowid AS n, d.id, d.kind, d.party, d.year, d.state, d.version, d.revision, d.published_revision, d.returned,
       d.signed_on, d.published_on, json_extract(d.data, '$.project', '$.period', '$.time') AS titled,
       e.title AS party_name, p.title AS published_title
     FROM disclosures d
     LEFT JOIN published e ON e.kind = 'enterprise' AND e.id = d.party
     LEFT JOIN published p ON p.kind = d.kind AND p.id = d.id
     WHERE ${where.map(([sql]) => sql).join(' AND ')}
     ORDER BY ${waiting ? 'd.signed_on, d.rowid' : 'd.rowid DESC'} LIMIT ?`,
    [...where.flatMap(([, ...args]) => args), page.limit + 1],
  )
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
  return {
    items: rows.slice(0, page.limit).map((row) => lineOf(row, !isFiler(actor))),
    next: last ? `${last.signed_on ?? ''}~${last.n}` : null,
  }
}

function isFiler(actor: Actor): boolean {
  return actor.role === 'editor' || actor.role === 'signer'
}

/** What the bureau may not see yet of a correction, it does not see in the title either. */
function lineOf(row: Row, ofBureau: boolean): DisclosureLine {
  const kind = row.kind as FilingKind
  const party = { code: String(row.party), name: String(row.party_name ?? row.party) }
  const [project, period, time] = JSON.parse(String(row.titled))
  const unseen = ofBureau && row.state === 'draft' && row.published_title !== null
  return {
    id: String(row.id),
    kind,
    party,
    title: unseen ? String(row.published_title) : titleOf(kind, { project, period, time }, party),
    year: row.year as number | null,
    state: row.state as DisclosureState,
    version: Number(row.version),
    revision: Number(row.revision),
    publishedRevision: row.published_revision as number | null,
    returned: Number(row.returned),
    signedOn: row.signed_on as string | null,
    publishedOn: row.published_on as string | null,
  }
}

function rowOf(filing: Disclosure): Record<string, string | number | null> {
  return {
    id: filing.id,
    kind: filing.kind,
    party: filing.party,
    year: filing.year,
    state: filing.state,
    version: filing.version,
    revision: filing.revision,
    published_revision: filing.publishedRevision,
    data: JSON.stringify(filing.data),
    entered_by: JSON.stringify(filing.enteredBy),
    signed_by: filing.signedBy,
    returned: filing.returned,
    reasons: JSON.stringify(filing.reasons),
    changed: filing.changed,
    basis: filing.basis,
    reply: filing.reply,
    created_on: filing.createdOn,
    submitted_on: filing.submittedOn,
    signed_on: filing.signedOn,
    published_on: filing.publishedOn,
  }
}
