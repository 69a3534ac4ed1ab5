import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { csvList, listForm } from '../fixtures/case-list.ts'
import { freshDataDir, startServer } from '../server.ts'

/** Rows of the list: as many as one import takes. */
export const ROWS = 1000

export type Killed = {
  /** Cases of the list in the database after each kill. */
  left: number[]
  /** The same after the list was sent once more. */
  finished: number
  /** Cases that no number asked for, or numbers with two. */
  doubled: number
}

/** How a list is sent: in one request, or, as the control, in a request for each row. */
type Way = 'whole' | 'by-rows'

/** Sends a list to a real server and kills the server at a random moment of it; sends it again; as often as asked. */
export async function killDuringImport(kills: number, way: Way): Promise<Killed> {
  const dataDir = freshDataDir()
  const server = { dataDir, env: { DEMO: '1' } }
  const left: number[] = []
  const known = async () => {
    const db = createClient({ url: `file:${join(dataDir, 'jingtu.db')}` })
    const { rows } = await db.execute(
      "SELECT count(*) AS cases, count(DISTINCT national_platform_no) AS numbers FROM cases WHERE channel = 'list_import'",
    )
    db.close()
    return { cases: Number(rows[0]?.cases), numbers: Number(rows[0]?.numbers) }
  }
  try {
    // Warm, so that the kill falls into the import and not before it: each round has numbers of its own.
    for (let round = 0; round < kills; round += 1) {
      const running = await startServer(server)
      const before = (await known()).cases
      const sending = send(running.url, round, way).catch(() => null)
      await pause(Math.random() * (way === 'whole' ? 1200 : 1000) + (way === 'whole' ? 0 : 500))
      await running.kill()
      await sending
      left.push((await known()).cases - before)
      const again = await startServer(server)
      await send(again.url, round, 'whole')
      await again.stop()
    }
    const { cases, numbers } = await known()
    return { left, finished: cases, doubled: cases - numbers }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function send(url: string, round: number, way: Way): Promise<void> {
  const signedIn = await fetch(`${url}/api/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ as: 'qian' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const rows = Array.from({ length: ROWS }, (_, n) => ({
    number: `D${String(round).padStart(4, '0')}${String(n).padStart(6, '0')}`,
    matter: `西流湖街道演示路${n}号有人乱倒垃圾`,
    kinds: '固废',
  }))
  const lists = way === 'whole' ? [rows] : rows.map((row) => [row])
  for (const list of lists) {
    const body = listForm(csvList(list))
    const response = await fetch(`${url}/api/cases/import`, { method: 'POST', headers: { cookie, origin: url }, body })
    if (!response.ok) throw new Error(`couldn't import: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
  }
}
