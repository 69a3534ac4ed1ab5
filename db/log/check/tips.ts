import { addDays } from '#domain/clock.ts'
import { fromBase64 } from '#domain/log/base64.ts'
import { sameHash } from '#domain/log/hash.ts'
import { commit, coverCommitment } from '#domain/tip/commitment.ts'
import { COVERED_DAYS } from '../tips.ts'
import { blobOf, type Checking, type Found } from './checking.ts'
import { leafIn, leavesOf, typed } from './tree.ts'

/** Tips read at a time; their contents are some kilobytes each. */
const PAGE = 100
/** After the day it is due, a cover or a tip may wait for the next batch this long. */
const SLACK_DAYS = 1

/** Every leaf that looks like a tip has its tip, whose secret and content make the commitment, or were destroyed in their time; or its cover. */
export async function* compareTips(of: Checking): Found {
  for await (const { index, leaf } of typed(of, 'tip')) {
    await of.breathe()
    const { rows } = await of.db.query(
      `SELECT t.commitment, t.commitment_secret, t.content, t.kinds, t.behaviours, t.description, t.occurred_on, t.address,
         t.sub_kinds, t.occurred_to, t.recurrence, t.answers, t.demand, t.functional_zone, t.lng, t.lat, t.crs, c.secret,
         EXISTS (SELECT 1 FROM events e WHERE e.subject = 'tip:' || t.id AND e.type = 'tip.content-destroyed') AS destroyed,
         (SELECT json_group_array(a.sha256 ORDER BY a.sha256) FROM attachments a
          WHERE a.tip_id = t.id AND a.message_id IS NULL) AS attachments
       FROM (SELECT ? AS leaf) LEFT JOIN log_tips l ON l.idx = leaf LEFT JOIN tips t ON t.id = l.tip
         LEFT JOIN log_covers c ON c.idx = leaf`,
      [index],
    )
    const [row] = rows
    const at = { leaf: index }
    const committed = fromBase64(leaf.c)
    if (row && row.commitment !== null) {
      const [secret, content] = [blobOf(row.commitment_secret), blobOf(row.content)]
      if (Number(row.destroyed) === 1) {
        // Nothing is left to open it by; but it is still the leaf of this tip, and nothing of it came back.
        if (content.length + secret.length > 0 || !sameHash(blobOf(row.commitment), committed))
          yield { code: 'leaf.commitment', at }
        continue
      }
      if (!sameHash(commit(secret, content), committed) || !sameHash(blobOf(row.commitment), committed))
        yield { code: 'leaf.commitment', at }
      if (!saysTheSame(content, row)) yield { code: 'leaf.tip-columns', at }
    } else if (row && row.secret !== null) {
      if (!sameHash(coverCommitment(blobOf(row.secret)), committed)) yield { code: 'leaf.cover', at }
    } else yield { code: 'leaf.no-tip', at }
  }
}

/** What staff read of a tip is what was committed; streets and districts we derive, and what is asked besides, are not in it. */
function saysTheSame(content: Uint8Array, row: Record<string, unknown>): boolean {
  try {
    const said = JSON.parse(new TextDecoder().decode(content))
    const { place } = said
    const pairs: [unknown, unknown][] = [
      [JSON.stringify(said.kinds), row.kinds],
      [JSON.stringify(said.behaviours), row.behaviours],
      [said.description, row.description],
      [said.occurredOn, row.occurred_on],
      [said.subKinds && JSON.stringify(said.subKinds), row.sub_kinds],
      [said.occurredTo, row.occurred_to],
      [said.recurrence, row.recurrence],
      [inOrder(said.answers), row.answers === null ? null : inOrder(JSON.parse(String(row.answers)))],
      [said.demand, row.demand],
      [place.functionalZone, row.functional_zone],
      [place.address, row.address],
      [place.lng?.toString(), row.lng],
      [place.lat?.toString(), row.lat],
      [place.crs, row.crs],
      [JSON.stringify(said.attachments.toSorted()), row.attachments],
    ]
    return pairs.every(([one, other]) => (one ?? null) === other)
  } catch {
    return false
  }
}

/** Answers as text in which their order, which canonical JSON changes, says nothing. */
function inOrder(answers: Record<string, unknown> | undefined): string | undefined {
  return answers && JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every cover is opened on its day, by a leaf that shows its secret; and nothing else is ever opened. */
export async function* compareCovers(of: Checking): Found {
  for await (const { index, leaf } of typed(of, 'tip-status')) {
    if (leaf.s !== 'dummy') continue
    const { rows } = await of.db.query(
      `SELECT entry, secret, opened FROM log_leaves LEFT JOIN log_covers USING (idx) WHERE idx = ?`,
      [leaf.i],
    )
    const [row] = rows
    const tip = row && leafIn(blobOf(row.entry))
    const opening = leaf.o ? fromBase64(leaf.o) : new Uint8Array()
    const isOpened = tip?.t === 'tip' && sameHash(coverCommitment(opening), fromBase64(tip.c))
    if (!isOpened || Number(row?.opened) !== index || !sameHash(blobOf(row?.secret), opening))
      yield { code: 'leaf.cover', at: { leaf: index } }
  }
  let day = ''
  for await (const { index, row } of leavesOf(of)) {
    const leaf = row && leafIn(row.entry)
    if (leaf?.t === 'day') day = leaf.on
    if (leaf?.t !== 'tip') continue
    const [cover] = (await of.db.query('SELECT open_on, opened FROM log_covers WHERE idx = ?', [index])).rows
    if (!cover) continue
    const at = { leaf: index }
    const openOn = addDays(day, COVERED_DAYS)
    if (cover.open_on !== openOn) yield { code: 'leaf.cover', at }
    if (cover.opened === null && openOn < addDays(of.today, -SLACK_DAYS)) yield { code: 'leaf.cover-overdue', at }
    if (cover.opened !== null && Number(cover.opened) < of.size && !(await isDummy(of, Number(cover.opened), index)))
      yield { code: 'leaf.cover', at }
  }
}

async function isDummy({ db }: Checking, index: number, tip: number): Promise<boolean> {
  const { rows } = await db.query('SELECT entry FROM log_leaves WHERE idx = ?', [index])
  const leaf = rows[0] ? leafIn(blobOf(rows[0].entry)) : null
  return leaf?.t === 'tip-status' && leaf.s === 'dummy' && leaf.i === tip
}

/** No tip waits for its leaf longer than was promised. */
export async function* compareWaiting(of: Checking): Found {
  const before = addDays(of.today, -1 - SLACK_DAYS)
  for (let after = 0; ; ) {
    const { rows } = await of.db.query(
      `SELECT t.rowid AS n, received_on, l.idx FROM tips t LEFT JOIN log_tips l ON l.tip = t.id
       WHERE t.rowid > ? ORDER BY t.rowid LIMIT ${PAGE}`,
      [after],
    )
    // By their number alone: a day and a leaf that is not there would tell who waits.
    for (const row of rows)
      if (row.idx === null && String(row.received_on) < before) yield { code: 'row.tip-late', at: { row: 'tips' } }
    await of.breathe()
    if (rows.length < PAGE) return
    after = Number(rows.at(-1)?.n)
  }
}
