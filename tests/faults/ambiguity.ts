import { setTimeout as pause } from 'node:timers/promises'
import { migrateDb } from '#db/migrate.ts'
import { openRemote } from '#db/remote.ts'
import { startHrana } from '../hrana/server.ts'
import { openApp } from '../setup.ts'
import { newTip } from './load.ts'

export type Outcome = {
  acknowledged: number
  /** Acknowledged tips that are not in the database. */
  lost: number
  /** Rows beyond one for each tip. */
  doubled: number
  /** Repeats afterwards that got another answer than the first 201. */
  changed: number
  /** Answers by status, over all attempts. */
  answers: Record<number, number>
  faults: { dropped: number; late: number; unavailable: number }
}

type Answer = { reference: string; receipt: string }
const CLIENTS = 16

/**
 * Files `tips` tips from 16 clients through the app over a database server that keeps every tenth answer to a committed
 * write to itself, is late by up to two seconds now and then, and answers 503 to every twentieth request. Clients send
 * again until they have their 201: under the same key, or, as the control, without any.
 */
export async function fileOverBadLine(
  tips: number,
  { keyed, seed = 26 }: { keyed: boolean; seed?: number },
): Promise<Outcome> {
  const server = await startHrana({ seed })
  const db = openRemote(server)
  await migrateDb(db)
  const { app } = await openApp({ db, intakeLimit: 1_000_000_000 })
  const answers: Record<number, number> = {}
  const send = async ({ key, body }: ReturnType<typeof newTip>): Promise<Answer | null> => {
    const headers = { 'content-type': 'application/json', ...(keyed && { 'idempotency-key': key }) }
    const response = await app.request('/api/tips', { method: 'POST', headers, body }, { address: '192.0.2.7' })
    answers[response.status] = (answers[response.status] ?? 0) + 1
    return response.status === 201 ? ((await response.json()) as Answer) : null
  }

  Object.assign(server.faults, { dropped: 0.1, late: 0.02, unavailable: 0.05 })
  const acknowledged: { tip: ReturnType<typeof newTip>; answer: Answer }[] = []
  let left = tips
  const resident = async () => {
    while (left-- > 0) {
      const tip = newTip()
      let answer = await send(tip)
      while (!answer) {
        await pause(10 + Math.random() * 40)
        answer = await send(tip)
      }
      acknowledged.push({ tip, answer })
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, resident))
  const faults = { ...server.faults.seen }
  Object.assign(server.faults, { dropped: 0, late: 0, unavailable: 0 })

  const { rows } = await db.query('SELECT reference FROM tips')
  const there = new Set(rows.map((row) => row.reference))
  let changed = 0
  if (keyed)
    for (const { tip, answer } of acknowledged) {
      const again = await send(tip)
      if (again?.receipt !== answer.receipt || again.reference !== answer.reference) changed += 1
    }
  const after = Number((await db.query('SELECT count(*) FROM tips')).rows[0]?.[0])
  db.close()
  await server.stop()
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ answer }) => !there.has(answer.reference)).length,
    doubled: after - acknowledged.length,
    changed,
    answers,
    faults,
  }
}
