import type { InStatement } from '@libsql/client'
import type { Db } from '#db/engine.ts'
import { leafHash } from '#domain/log/hash.ts'
import { entryOf, readLeaf } from '#domain/log/leaf.ts'

/** What somebody with the database in his hands does to it, and the places that must be named. `n` chooses the rows. */
export type Edit = {
  name: string
  sql(db: Db, n: number): Promise<InStatement[]>
  where(db: Db, n: number): Promise<string[]>
}

const leaf = (index: number) => `日志第 ${index} 条`

/** The nth row of what a query gives, by its first column. */
async function nth(db: Db, sql: string, n: number): Promise<number> {
  const { rows } = await db.query(sql)
  return Number(rows[(n * 7 + 3) % rows.length]?.[0])
}
const tipLeaf = (db: Db, n: number) => nth(db, 'SELECT idx FROM log_tips ORDER BY idx', n)
const cover = (db: Db, n: number) => nth(db, 'SELECT idx FROM log_covers ORDER BY idx', n)
const opened = (db: Db, n: number) => nth(db, 'SELECT idx FROM log_covers WHERE opened IS NOT NULL ORDER BY idx', n)
const anyLeaf = (db: Db, n: number) => nth(db, 'SELECT idx FROM log_leaves ORDER BY idx', n)
const published = (db: Db, n: number) => nth(db, 'SELECT idx FROM log_leaves WHERE publication > 0 ORDER BY idx', n)
const signed = (db: Db, n: number) => nth(db, 'SELECT size FROM log_checkpoints ORDER BY size', n)

const THE_TIP = '(SELECT tip FROM log_tips WHERE idx = ?)'

/** An edit of one leaf's row, or of what belongs to it. */
function ofLeaf(name: string, which: (db: Db, n: number) => Promise<number>, ...sql: string[]): Edit {
  return {
    name,
    sql: async (db, n) => {
      const index = await which(db, n)
      return sql.map((one) => ({ sql: one, args: one.includes('?') ? [index] : [] }))
    },
    where: async (db, n) => [leaf(await which(db, n))],
  }
}

/** An edit of one row that is named itself. */
function ofRow(
  name: string,
  which: (db: Db, n: number) => Promise<number>,
  sql: string,
  row: (at: number) => string,
): Edit {
  return {
    name,
    sql: async (db, n) => [{ sql, args: [await which(db, n)] }],
    where: async (db, n) => [row(await which(db, n))],
  }
}

/** A leaf that says another day of publication, with the hash of what it says now. */
const REWRITTEN: Edit = {
  name: 'a leaf is rewritten with its hash',
  async sql(db, n) {
    const index = await published(db, n)
    const { rows } = await db.query('SELECT entry FROM log_leaves WHERE idx = ?', [index])
    const said = readLeaf(new Uint8Array(rows[0]?.entry as ArrayBuffer))
    const entry = entryOf({ ...said, at: '2020-01-01' } as typeof said)
    return [{ sql: 'UPDATE log_leaves SET entry = ?, hash = ? WHERE idx = ?', args: [entry, leafHash(entry), index] }]
  },
  where: async (db, n) => [leaf(await published(db, n))],
}

const CHANGED_PLACES: Edit = {
  name: 'the leaves of two tips change places',
  async sql(db, n) {
    const [one, other] = [await tipLeaf(db, n), await tipLeaf(db, n + 1)]
    return [
      { sql: 'UPDATE log_tips SET idx = -1 WHERE idx = ?', args: [one] },
      { sql: 'UPDATE log_tips SET idx = ? WHERE idx = ?', args: [one, other] },
      { sql: 'UPDATE log_tips SET idx = ? WHERE idx = -1', args: [other] },
    ]
  },
  where: async (db, n) => [leaf(await tipLeaf(db, n)), leaf(await tipLeaf(db, n + 1))],
}

/** The status leaf of a case's event, for a tip that was accepted. */
const acceptedTip = (db: Db, n: number) =>
  nth(
    db,
    `SELECT l.idx FROM log_tips l JOIN tips t ON t.id = l.tip JOIN events e ON e.subject = 'case:' || t.case_id
     WHERE e.type = 'case.accepted' ORDER BY l.idx`,
    n,
  )
const THE_CASE = `'case:' || (SELECT case_id FROM tips WHERE id = ${THE_TIP})`

const FORGOTTEN: Edit = {
  name: 'what became of a case is taken out of its history',
  sql: async (db, n) => [
    {
      sql: `DELETE FROM events WHERE type = 'case.accepted' AND subject = ${THE_CASE}`,
      args: [await acceptedTip(db, n)],
    },
  ],
  async where(db, n) {
    const said = await db.query(
      `SELECT min(idx) FROM log_leaves WHERE cast(entry AS text) LIKE '{"i":' || ? || ',"s":"accepted"%'`,
      [String(await acceptedTip(db, n))],
    )
    return [leaf(Number(said.rows[0]?.[0]))]
  },
}

export const EDITS: readonly Edit[] = [
  ofLeaf(
    'a tip is deleted',
    tipLeaf,
    `DELETE FROM messages WHERE tip_id = ${THE_TIP}`,
    `DELETE FROM tips WHERE id = ${THE_TIP}`,
  ),
  ofLeaf('what a tip says is changed', tipLeaf, `UPDATE tips SET description = '没有什么事。' WHERE id = ${THE_TIP}`),
  ofLeaf(
    'an answer of a tip is changed',
    tipLeaf,
    `UPDATE tips SET answers = '{"truck":["tanker"]}' WHERE id = ${THE_TIP}`,
  ),
  ofLeaf('what was committed is changed', tipLeaf, `UPDATE tips SET content = x'7b7d' WHERE id = ${THE_TIP}`),
  ofLeaf('a secret is changed', tipLeaf, `UPDATE tips SET commitment_secret = randomblob(32) WHERE id = ${THE_TIP}`),
  ofLeaf('a commitment is changed', tipLeaf, `UPDATE tips SET commitment = randomblob(32) WHERE id = ${THE_TIP}`),
  ofLeaf('a photo is laid to a tip', tipLeaf, laidPhoto()),
  ofLeaf('the place of a tip is moved', tipLeaf, `UPDATE tips SET lng = '113.9' WHERE id = ${THE_TIP}`),
  ofLeaf('whose leaf it is is forgotten', tipLeaf, 'DELETE FROM log_tips WHERE idx = ?'),
  ofLeaf(
    'a tip is made a cover',
    tipLeaf,
    `INSERT INTO log_covers(idx, secret, open_on) VALUES (?, randomblob(32), '2026-05-01')`,
    'DELETE FROM log_tips WHERE idx IN (SELECT idx FROM log_covers)',
  ),
  CHANGED_PLACES,
  FORGOTTEN,
  ofLeaf('a case is said to be closed', tipLeaf, closedCase()),
  ofLeaf('a cover is deleted', cover, 'DELETE FROM log_covers WHERE idx = ?'),
  ofLeaf('the secret of a cover is changed', cover, 'UPDATE log_covers SET secret = randomblob(32) WHERE idx = ?'),
  ofLeaf('a cover is put off', cover, "UPDATE log_covers SET open_on = '2099-01-01' WHERE idx = ?"),
  ofLeaf('a cover was opened by another leaf', opened, 'UPDATE log_covers SET opened = 1 WHERE idx = ?'),
  ofLeaf('a leaf is changed', anyLeaf, "UPDATE log_leaves SET entry = cast(entry || ' ' AS blob) WHERE idx = ?"),
  REWRITTEN,
  ofLeaf('a leaf is deleted', anyLeaf, 'DELETE FROM log_leaves WHERE idx = ?'),
  ofLeaf('the hash of a leaf is changed', anyLeaf, 'UPDATE log_leaves SET hash = randomblob(32) WHERE idx = ?'),
  ofLeaf(
    'whose publication a leaf is, is forgotten',
    published,
    'UPDATE log_leaves SET publication = NULL WHERE idx = ?',
  ),
  ofLeaf(
    'what was published is rewritten',
    published,
    `UPDATE publications SET record = replace(record, '"title":"', '"title":"不是')
     WHERE position = (SELECT publication FROM log_leaves WHERE idx = ?)`,
  ),
  ofLeaf(
    'a publication is deleted',
    published,
    'DELETE FROM publications WHERE position = (SELECT publication FROM log_leaves WHERE idx = ?)',
  ),
  ofRow(
    'the day of a publication is changed',
    (db, n) => nth(db, 'SELECT position FROM publications ORDER BY position', n),
    "UPDATE publications SET published_on = '2020-01-01' WHERE position = ?",
    (position) => `publications ${position}`,
  ),
  ofRow(
    'the hash of a tile is changed',
    (db, n) => nth(db, 'SELECT idx FROM log_tiles WHERE level = 1', n),
    'UPDATE log_tiles SET hash = randomblob(32) WHERE level = 1 AND idx = ?',
    (index) => `log_tiles 1/${index}`,
  ),
  ofRow(
    'a tile is deleted',
    (db, n) => nth(db, 'SELECT idx FROM log_tiles WHERE level = 1', n),
    'DELETE FROM log_tiles WHERE level = 1 AND idx = ?',
    (index) => `log_tiles 1/${index}`,
  ),
  ofRow('a root is changed', signed, 'UPDATE log_checkpoints SET root = randomblob(32) WHERE size = ?', checkpoint),
  ofRow(
    'a signature is changed',
    signed,
    `UPDATE log_checkpoints SET note = substr(note, 1, length(note) - 9) || CASE substr(note, -9, 1) WHEN 'A' THEN 'B' ELSE 'A' END
       || substr(note, -8) WHERE size = ?`,
    checkpoint,
  ),
  ofRow(
    'a checkpoint is deleted',
    signed,
    'DELETE FROM log_checkpoints WHERE size = ?',
    (size) => `log/checkpoints/${size}`,
  ),
  ofRow(
    'the log is said to have seen less',
    signed,
    'UPDATE log_state SET publication = publication - 1 WHERE ? > 0',
    () => 'log_state',
  ),
  ofRow('a tip waits for ever', tipLeaf, waitingTip(), () => 'tips'),
]

function checkpoint(size: number): string {
  return `log_checkpoints ${size}`
}

function laidPhoto(): string {
  return `INSERT INTO attachments(id, key, sha256, width, height, size, uploaded_on, tip_id)
          SELECT 'laid', 'laid', 'aa', 1, 1, 1, '2026-01-05', tip FROM log_tips WHERE idx = ?`
}

/** Long ago, and nothing of it in the log. */
function closedCase(): string {
  return `INSERT INTO events(subject, seq, type, actor, at, data)
          SELECT 'case:' || case_id, 99, 'case.closed', NULL, '2026-01-06T09:00:00+08:00', '{}'
          FROM tips WHERE id = ${THE_TIP}`
}

/** Another like the one of a leaf, that came long ago and never got its own. */
function waitingTip(): string {
  return `INSERT INTO tips(id, reference, receipt_hash, case_id, channel, received_on, kinds, behaviours, description, address,
            reporter_mode, emergencies, commitment, commitment_secret, content)
          SELECT 'waits', 'waits', 'waits', case_id, channel, '2026-01-05', kinds, behaviours, description, address,
            reporter_mode, emergencies, commitment, commitment_secret, content FROM tips WHERE id = ${THE_TIP}`
}
