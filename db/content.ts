import { TIP_DESTROYED } from '#domain/words/zh/tip.ts'
import type { Db } from './engine.ts'
import { endedBy, IS_OVER } from './envelope.ts'
import { nextEvent } from './event.ts'

type Shelf = { remove(key: string): Promise<void> }

/** Tips destroyed in one go, so that nobody waits. */
const AT_ONCE = 50
const LISTED = '(SELECT value FROM json_each(?1))'

/**
 * Destroys what tips say whose every case ended on `end` or before and is in no review: words, place, whom they accuse,
 * messages, photos and the redacted ones that are not public, what finds them, and the secret of the commitment, so that its leaf in the
 * public log says nothing any more. What is left is what the figures count: kinds, acts, street, days; and the history.
 * Killed anywhere it is cured by the next night.
 * @returns how many were destroyed
 */
export async function destroyContents(db: Db, store: Shelf, end: string, now: Date): Promise<number> {
  const { rows } = await db.query(
    `SELECT t.id FROM tips t WHERE length(t.content) > 0 AND ${IS_OVER} LIMIT ${AT_ONCE}`,
    endedBy(end),
  )
  const ids = rows.map((row) => String(row.id))
  if (ids.length === 0) return 0
  const list = JSON.stringify(ids)
  // First the files, then the rows that lead to them.
  const photos = await db.query(
    `SELECT key FROM attachments WHERE tip_id IN ${LISTED}
     UNION SELECT r.key FROM redactions r JOIN attachments a ON a.id = r.attachment_id WHERE a.tip_id IN ${LISTED}
       AND r.key NOT IN (SELECT key FROM public_photos)`,
    [list],
  )
  for (const { key } of photos.rows) await store.remove(String(key))
  const args = [list, TIP_DESTROYED]
  await db.write([
    {
      sql: `DELETE FROM redactions WHERE attachment_id IN (SELECT id FROM attachments WHERE tip_id IN ${LISTED})`,
      args: [list],
    },
    { sql: `DELETE FROM attachments WHERE tip_id IN ${LISTED}`, args: [list] },
    { sql: `UPDATE messages SET text = ?2 WHERE tip_id IN ${LISTED}`, args },
    {
      sql: `UPDATE tips SET description = ?2, address = ?2, occurred_on = NULL, occurred_to = NULL, accused = NULL,
              answers = NULL, demand = NULL, lng = NULL, lat = NULL, crs = NULL, cgcs_lng = NULL, cgcs_lat = NULL,
              commitment_secret = x'', content = x'' WHERE id IN ${LISTED}`,
      args,
    },
    ...(['case_search', 'cases'] as const).map((table) => ({
      sql: `UPDATE ${table} SET ${table === 'cases' ? 'summary' : 'text'} = ?2
            WHERE ${table === 'cases' ? 'n' : 'rowid'} IN (SELECT c.n FROM cases c WHERE
              (c.id IN (SELECT case_id FROM tips WHERE id IN ${LISTED})
                OR c.id IN (SELECT case_id FROM part_tips WHERE tip_id IN ${LISTED}))
              AND NOT EXISTS (SELECT 1 FROM tips t WHERE t.case_id = c.id AND length(t.content) > 0))`,
      args: [list, table === 'cases' ? TIP_DESTROYED : ''],
    })),
    ...ids.map((id) => nextEvent(`tip:${id}`, 'tip.content-destroyed', null, now)),
  ])
  return ids.length + (await destroyContents(db, store, end, now))
}
