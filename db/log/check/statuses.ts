import { addDays, dayOf } from '#domain/clock.ts'
import type { TipStatus } from '#domain/log/leaf.ts'
import { statusesOf } from '../happened.ts'
import type { Checking, Found } from './checking.ts'
import { typed } from './tree.ts'

const PAGE = 200
/** A status may wait for the next batch this long. */
const SLACK_DAYS = 1

/** What the log says became of a tip is what became of its case, in order; and what became of it long enough ago is in the log. */
export async function* compareStatuses(of: Checking): Found {
  const logged = new Map<number, { index: number; s: TipStatus }[]>()
  for await (const { index, leaf } of typed(of, 'tip-status')) {
    if (leaf.s === 'dummy') continue
    const list = logged.get(leaf.i) ?? []
    if (list.push({ index, s: leaf.s }) === 1) logged.set(leaf.i, list)
  }
  for (let after = -1; ; ) {
    const { rows } = await of.db.query(
      `SELECT l.idx, l.tip FROM log_tips l JOIN tips t ON t.id = l.tip
       WHERE l.idx > ? AND l.idx < ? ORDER BY l.idx LIMIT ${PAGE}`,
      [after, of.size],
    )
    const all = await statusesOf(
      of.db,
      rows.map((row) => String(row.tip)),
      0,
      Number.MAX_SAFE_INTEGER,
    )
    const by = Map.groupBy(all, (one) => one.tip)
    for (const row of rows) {
      const leaf = Number(row.idx)
      const says = logged.get(leaf) ?? []
      logged.delete(leaf)
      const happened = by.get(String(row.tip)) ?? []
      const wrong = says.find((one, at) => happened[at]?.status !== one.s)
      if (wrong) yield { code: 'leaf.status', at: { leaf: wrong.index } }
      const next = happened[says.length]
      if (next && dayOf(new Date(next.at)) < addDays(of.today, -SLACK_DAYS))
        yield { code: 'leaf.status-missing', at: { leaf } }
      await of.breathe()
    }
    if (rows.length < PAGE) break
    after = Number(rows.at(-1)?.idx)
  }
  // Of what is no tip: a cover, a record, nothing.
  for (const [tip, statuses] of logged)
    if (!(await hasTip(of, tip))) for (const { index } of statuses) yield { code: 'leaf.status', at: { leaf: index } }
}

async function hasTip({ db }: Checking, index: number): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM log_tips WHERE idx = ?', [index])
  return rows.length > 0
}
