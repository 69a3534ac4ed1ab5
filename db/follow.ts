import { dayOf, minuteOf } from '#domain/clock.ts'
import { askedTooLong, confirmBy, NEWS_FROM, subjectsOf } from '#domain/follow.ts'
import { type PublicRecord, VERSIONED_KINDS } from '#domain/record.ts'
import { type Db, type Statement, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'

/** A wish to follow, as its mail and its page show it. */
export type Follow = { followerId: string; subject: string; askedOn: string; confirmed: boolean }

/** The id of whoever has an address, by its hash; null for one we do not know. */
export async function findFollowerId(db: Db, addressHash: string): Promise<string | null> {
  const { rows } = await db.query('SELECT id FROM followers WHERE address_hash = ?', [addressHash])
  return rows[0] ? String(rows[0].id) : null
}

/**
 * Keeps a wish and queues the mail that asks for its confirmation, in one commit. What is confirmed already stays as it is
 * and gets no mail, nor does a wish whose mail still waits.
 * @throws UniqueViolation when the address came in this very moment under another id
 */
export async function saveAsked(
  db: Db,
  follower: { id: string; addressHash: string; email: Uint8Array; endHash: string },
  asked: { subject: string; tokenHash: string },
  now: Date,
): Promise<void> {
  const { id, addressHash, email, endHash } = follower
  const { subject, tokenHash } = asked
  await db.write([
    {
      sql: `INSERT INTO followers(id, address_hash, email, end_hash) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO NOTHING`,
      args: [id, addressHash, email, endHash],
    },
    {
      sql: `INSERT INTO follows(follower_id, subject, token_hash, asked_on) VALUES (?, ?, ?, ?)
            ON CONFLICT(follower_id, subject) DO UPDATE SET asked_on = excluded.asked_on WHERE confirmed_on IS NULL`,
      args: [id, subject, tokenHash, dayOf(now)],
    },
    {
      sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
            SELECT 'follow:' || ?2 || '#' || (SELECT count(*) + 1 FROM outbox WHERE recipient = ?1),
                   ?1, 'email', 'follow-asked', ?2, 'waiting', 0
            WHERE EXISTS (SELECT 1 FROM follows WHERE follower_id = ?3 AND subject = ?2 AND confirmed_on IS NULL)
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE recipient = ?1 AND notice = 'follow-asked' AND reference = ?2
                              AND state IN ('waiting', 'leased'))`,
      args: [recipientOf(id), subject, id],
    },
  ])
}

/** How the outbox calls a follower. */
export function recipientOf(id: string): string {
  return `follower:${id}`
}

/** The wish a confirming link is of, while it can be confirmed or is; null else. */
export async function findFollow(db: Db, tokenHash: string, today: string): Promise<Follow | null> {
  const { rows } = await db.query('SELECT * FROM follows WHERE token_hash = ?', [tokenHash])
  const found = rows[0] && followOf(rows[0])
  return found && (found.confirmed || confirmBy(found.askedOn) >= today) ? found : null
}

/** What a follower wishes of one page; null when nothing (any more). */
export async function findAsked(db: Db, followerId: string, subject: string): Promise<Follow | null> {
  const { rows } = await db.query('SELECT * FROM follows WHERE follower_id = ? AND subject = ?', [followerId, subject])
  return rows[0] ? followOf(rows[0]) : null
}

function followOf(row: Record<string, unknown>): Follow {
  return {
    followerId: String(row.follower_id),
    subject: String(row.subject),
    askedOn: String(row.asked_on),
    confirmed: row.confirmed_on !== null,
  }
}

/** Begins to follow: what is published from now on is news. Twice is once. */
export async function confirmFollow(db: Db, tokenHash: string, now: Date): Promise<void> {
  const sql = `UPDATE follows SET confirmed_on = ?,
                      since = (SELECT coalesce(max(position), 0) FROM publications)
               WHERE token_hash = ? AND confirmed_on IS NULL`
  await db.write([{ sql, args: [dayOf(now), tokenHash] }])
}

/** Forgets an address with all it follows and all mails to it, in one commit. Nothing is left to say that it was there. */
export async function endFollowing(db: Db, endHash: string): Promise<void> {
  await db.write(forget('SELECT id FROM followers WHERE end_hash = ?', [endHash]))
}

/** Forgets wishes nobody confirmed in time, and addresses that follow nothing. */
export async function purgeFollows(db: Db, today: string): Promise<void> {
  await db.write([
    { sql: 'DELETE FROM follows WHERE confirmed_on IS NULL AND asked_on <= ?', args: [askedTooLong(today)] },
    ...forget('SELECT id FROM followers WHERE id NOT IN (SELECT follower_id FROM follows)', []),
  ])
}

function forget(ids: string, args: string[]): Statement[] {
  return [
    { sql: `DELETE FROM outbox WHERE recipient IN (SELECT 'follower:' || id FROM (${ids}))`, args },
    { sql: `DELETE FROM follows WHERE follower_id IN (${ids})`, args },
    { sql: `DELETE FROM followers WHERE id IN (${ids})`, args },
  ]
}

/** The sealed address of a follower; null once it is gone. */
export async function findFollowerEmail(db: Db, id: string): Promise<Uint8Array | null> {
  const { rows } = await db.query('SELECT email FROM followers WHERE id = ?', [id])
  const sealed = rows[0]?.email
  return sealed instanceof ArrayBuffer ? new Uint8Array(sealed) : null
}

/**
 * Puts the mail of a day into the outbox of everybody for whom something new stands on the pages, from eight in the
 * morning. Once a day: the event is the lock, however many processes try, and keeps how far it told.
 * @returns whether it was this call that did
 */
export async function queueNews(db: Db, now: Date): Promise<boolean> {
  const minute = minuteOf(now)
  if (minute.slice(11, 16) < NEWS_FROM) return false
  const { rows: lasts } = await db.query(
    "SELECT seq, at, data ->> 'to' AS told FROM events WHERE subject = 'follows' ORDER BY seq DESC LIMIT 1",
  )
  const last = lasts[0]
  if (last && String(last.at).slice(0, 10) >= minute.slice(0, 10)) return false
  const { rows: reach } = await db.query(
    'SELECT (SELECT min(since) FROM follows WHERE confirmed_on IS NOT NULL) AS first, (SELECT max(position) FROM replays) AS shown',
  )
  if (reach[0]?.first == null) return false
  const from = Math.max(Number(reach[0].first), Number(last?.told ?? 0))
  const to = Number(reach[0].shown ?? 0)
  if (to <= from) return false
  const newest: Record<string, number> = {}
  for (const { position, record } of await publicationsIn(db, from, to))
    for (const subject of subjectsOf(record)) newest[subject] = position
  const seq = Number(last?.seq ?? 0) + 1
  try {
    await db.write([
      insertEvent({ subject: 'follows', seq, type: 'follow.queued', actor: null, at: minute, data: { from, to } }),
      {
        sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
              SELECT DISTINCT ?, 'follower:' || f.follower_id, 'email', 'follow-news', ?, 'waiting', 0
              FROM follows f JOIN json_each(?) news ON news.key = f.subject
              WHERE f.confirmed_on IS NOT NULL AND f.since < news.value`,
        args: [`follows#${seq}`, `${from}-${to}`, JSON.stringify(newest)],
      },
    ])
    return true
  } catch (error) {
    if (error instanceof UniqueViolation) return false
    throw error
  }
}

/**
 * What is new for a follower among the publications after `from` up to `to`, oldest first, one of each record: as it
 * stands in its newest version there, and not what was taken back since.
 */
export async function listNews(db: Db, followerId: string, from: number, to: number): Promise<PublicRecord[]> {
  const { rows } = await db.query(
    'SELECT subject, since FROM follows WHERE follower_id = ? AND confirmed_on IS NOT NULL',
    [followerId],
  )
  const since = new Map(rows.map((row) => [String(row.subject), Number(row.since)]))
  const found = new Map<string, PublicRecord>()
  for (const { position, record, isGone } of await publicationsIn(db, from, to)) {
    const name = `${record.kind} ${record.id}`
    const isNews = subjectsOf(record).some((subject) => (since.get(subject) ?? position) < position)
    if (isGone && !record.withdrawn) continue
    if (isNews || found.has(name)) {
      found.delete(name)
      found.set(name, record)
    }
  }
  return [...found.values()]
}

async function publicationsIn(db: Db, from: number, to: number) {
  const { rows } = await db.query(
    `SELECT publications.position, record, withdrawn FROM publications JOIN published USING (kind, id)
     WHERE publications.position > ? AND publications.position <= ?
       AND kind IN (SELECT value FROM json_each(?)) ORDER BY publications.position`,
    [from, to, JSON.stringify(VERSIONED_KINDS)],
  )
  return rows.map((row) => ({
    position: Number(row.position),
    record: JSON.parse(String(row.record)) as PublicRecord,
    isGone: Number(row.withdrawn) === 1,
  }))
}
