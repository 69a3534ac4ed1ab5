import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import { dayLeaf, entryOf, statusLeaf, type TipStatus, tipLeaf } from '#domain/log/leaf.ts'
import { coverCommitment } from '#domain/tip/commitment.ts'
import type { Engine, Statement } from '../engine.ts'
import { bytesOf, readLogState } from '../log.ts'
import { append, type NewEntry, openForAppend, whileMoving } from './append.ts'
import { STATUS_OF, statusesOf, tipsConcerned } from './happened.ts'
import type { LogSigner } from './signer.ts'

/** When batches are due, and chance. */
export type Batching = { now: Date; random(length: number): Uint8Array; demo: boolean }

/** Tips of a batch are topped up to a multiple of this. */
const MULTIPLE = 8
/** Tips or statuses of one commit at most; more wait for the next, a moment later. */
const AT_ONCE = 256
/** Hours between batches. */
const SLOT_HOURS = 6
/** Days after which a cover is opened: sooner than any tip's account is overdue. */
export const COVERED_DAYS = 90

/**
 * Appends what waits of tips, when a batch is due: every six hours whether anybody sent something or not, in a demo every
 * minute in which something waits. A batch is the waiting tips with covers among them, in random order, then what became
 * of tips and the covers whose day has come, in random order: neither the hour nor the number nor the order says much.
 * @returns how many leaves were appended; null when no batch is due
 * @throws LogRefused
 */
export async function appendTips(db: Engine, signer: LogSigner, about: Batching): Promise<number | null> {
  const slot = slotOf(about)
  const known = (await readLogState(db))?.slot ?? ''
  if (known >= slot) return null
  if (about.demo && !(await isWaiting(db, about))) return null
  let appended = 0
  for (;;) {
    const some = await whileMoving(() => appendBatch(db, signer, about, slot))
    if (some === 0) return appended
    appended += some
  }
}

/** The begun quarter of the day in Shanghai, `YYYY-MM-DDTHH`; in a demo the minute. Later ones sort after earlier ones. */
function slotOf({ now, demo }: Batching): string {
  const minute = minuteOf(now)
  if (demo) return minute.slice(0, 16)
  const hour = Math.floor(Number(minute.slice(11, 13)) / SLOT_HOURS) * SLOT_HOURS
  return `${minute.slice(0, 11)}${String(hour).padStart(2, '0')}`
}

async function appendBatch(db: Engine, signer: LogSigner, about: Batching, slot: string): Promise<number> {
  const { now, random } = about
  const before = await openForAppend(db, signer, now)
  // Another process was quicker.
  if (before && before.slot >= slot) return 0
  const today = dayOf(now)
  const entries: NewEntry[] = []
  const also: Statement[] = []
  let size = before?.size ?? 0
  const add = (entry: Uint8Array): number => {
    entries.push({ entry })
    return size++
  }
  if (before?.day !== today) add(entryOf(dayLeaf(today)))

  const waiting = shuffle(await waitingTips(db), random)
  const tips = await commitmentsOf(db, waiting.slice(0, AT_ONCE))
  const covers = coversFor(tips.length, random)
  const logged: { tip: string; idx: number }[] = []
  for (const one of shuffle([...tips, ...covers], random)) {
    const idx = add(entryOf(tipLeaf(one.commitment)))
    if (one.tip === null) also.push(insertCover(idx, one.secret, addDays(today, COVERED_DAYS)))
    else logged.push({ tip: one.tip, idx })
  }
  for (const { tip, idx } of logged)
    also.push({ sql: 'INSERT INTO log_tips(tip, idx) VALUES (?, ?)', args: [tip, idx] })

  const event = await lastEvent(db)
  const news = await statusesFor(db, logged, before?.event ?? 0, event)
  const due = await coversDue(db, today)
  const said = inOrderOfEach(shuffle([...news, ...due], random))
  for (const one of said) {
    const idx = add(entryOf(statusLeaf(one.idx, one.status, one.secret)))
    if (one.event === null) also.push({ sql: 'UPDATE log_covers SET opened = ? WHERE idx = ?', args: [idx, one.idx] })
  }
  // Each commit says all of the cases it looked at; the slot is over with the one that leaves nobody waiting.
  const isLast = waiting.length <= AT_ONCE
  await append(db, signer, before, entries, { day: today, event, ...(isLast && { slot }) }, now, also)
  return entries.length
}

type Committed = { tip: string; commitment: Uint8Array } | { tip: null; commitment: Uint8Array; secret: Uint8Array }

async function waitingTips(db: Engine): Promise<string[]> {
  const { rows } = await db.query('SELECT id FROM tips WHERE id NOT IN (SELECT tip FROM log_tips)')
  return rows.map((row) => String(row.id))
}

async function commitmentsOf(db: Engine, ids: readonly string[]): Promise<Committed[]> {
  const sql = 'SELECT id, commitment FROM tips WHERE id IN (SELECT value FROM json_each(?))'
  const { rows } = await db.query(sql, [JSON.stringify(ids)])
  return rows.map((row) => ({ tip: String(row.id), commitment: bytesOf(row.commitment) }))
}

/** So many covers that tips and covers are a multiple of eight, and never none at all. */
function coversFor(tips: number, random: Batching['random']): Committed[] {
  const total = Math.max(1, Math.ceil(tips / MULTIPLE)) * MULTIPLE
  return Array.from({ length: total - tips }, () => {
    const secret = random(32)
    return { tip: null, secret, commitment: coverCommitment(secret) }
  })
}

function insertCover(idx: number, secret: Uint8Array, openOn: string): Statement {
  return { sql: 'INSERT INTO log_covers(idx, secret, open_on) VALUES (?, ?, ?)', args: [idx, secret, openOn] }
}

/** A status to be said of the leaf `idx`: of a tip by what happened, of a cover with its secret. */
type Said = { idx: number; status: TipStatus } & (
  | { event: number; secret?: undefined }
  | { event: null; secret: Uint8Array }
)

async function lastEvent(db: Engine): Promise<number> {
  return Number((await db.query('SELECT max(id) FROM events')).rows[0]?.[0] ?? 0)
}

/** What became, since `after`, of tips that have their leaf, and from the beginning of those that get it now. */
async function statusesFor(
  db: Engine,
  fresh: readonly { tip: string; idx: number }[],
  after: number,
  to: number,
): Promise<Said[]> {
  const { rows } = await db.query('SELECT tip, idx FROM log_tips WHERE tip IN (SELECT value FROM json_each(?))', [
    JSON.stringify(await tipsConcerned(db, after, to)),
  ])
  const known = new Map(rows.map((row) => [String(row.tip), Number(row.idx)]))
  const begun = new Map(fresh.map(({ tip, idx }) => [tip, idx]))
  const said = async (leaves: Map<string, number>, since: number): Promise<Said[]> =>
    (await statusesOf(db, [...leaves.keys()], since, to)).map(({ tip, event, status }) => ({
      idx: leaves.get(tip) as number,
      status,
      event,
    }))
  return [...(await said(known, after)), ...(await said(begun, 0))]
}

async function coversDue(db: Engine, today: string): Promise<Said[]> {
  const sql = 'SELECT idx, secret FROM log_covers WHERE opened IS NULL AND open_on <= ?'
  const { rows } = await db.query(sql, [today])
  return rows.map((row) => ({ event: null, idx: Number(row.idx), status: 'dummy', secret: bytesOf(row.secret) }))
}

/** In a demo, whether a minute's batch has anything to say. */
async function isWaiting(db: Engine, { now }: Batching): Promise<boolean> {
  const state = await readLogState(db)
  const { rows } = await db.query(
    `SELECT EXISTS (SELECT 1 FROM tips WHERE id NOT IN (SELECT tip FROM log_tips))
       OR EXISTS (SELECT 1 FROM events JOIN tips ON tips.case_id = substr(subject, 6)
                  WHERE events.id > ?1 AND type IN (SELECT value FROM json_each(?2)))
       OR EXISTS (SELECT 1 FROM log_covers WHERE opened IS NULL AND open_on <= ?3)`,
    [state?.event ?? 0, JSON.stringify(Object.keys(STATUS_OF)), dayOf(now)],
  )
  return Number(rows[0]?.[0]) === 1
}

/** Every order as likely as any other (Fisher–Yates). */
function shuffle<T>(list: readonly T[], random: Batching['random']): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = below(last + 1, random)
    ;[mixed[last], mixed[at]] = [mixed[at] as T, mixed[last] as T]
  }
  return mixed
}

/** A whole number from 0, below `end`; none more likely than another. */
function below(end: number, random: Batching['random']): number {
  const most = Math.floor(2 ** 32 / end) * end
  for (;;) {
    const drawn = new DataView(random(4).buffer).getUint32(0)
    if (drawn < most) return drawn % end
  }
}

/** What one tip went through stays in its order, at the places chance gave it. */
function inOrderOfEach(said: readonly Said[]): Said[] {
  const mine = new Map<number, Said[]>()
  for (const one of said) mine.set(one.idx, [...(mine.get(one.idx) ?? []), one])
  for (const list of mine.values()) list.sort((a, b) => (a.event ?? 0) - (b.event ?? 0))
  return said.map(({ idx }) => mine.get(idx)?.shift() as Said)
}
