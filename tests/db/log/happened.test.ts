import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { COMPARISONS, checkLog } from '#db/log/check.ts'
import { findTipLeaf } from '#db/log.ts'
import { keptLog } from '../../fixtures/kept-log.ts'
import { leavesOf } from '../../fixtures/log-folder.ts'
import { aTip, openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log-happened')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a tip taken to another case by a merge has the statuses of each case while it was in it, and none twice', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const { db, ask, as, at, env } = here
  const log = await keptLog(db, join(folder, 'merged'), { now: env.now })
  const said = async () => {
    await log.batch()
    expect(log.said).toEqual([])
    return (await leavesOf(db)).filter((leaf) => leaf.t === 'tip-status').map(({ i, s }) => [i, s])
  }
  for (const address of ['建设路1号', '航海西路9号']) await ask('POST', '/api/tips', aTip({ place: { address } }))
  const { rows } = await db.query('SELECT id, case_id FROM tips ORDER BY rowid')
  const [one, other] = rows.map((row) => ({ tip: String(row.id), case: String(row.case_id) })) as [Known, Known]
  const does = async (who: string, id: string, decision: string, body: object) => {
    const cookie = await as(who as 'qian')
    const { version } = (await ask('GET', `/api/cases/${id}`, undefined, cookie)).body.case
    const answer = await ask('POST', `/api/cases/${id}/${decision}`, { version, ...body }, cookie)
    expect([decision, answer.status, answer.body.message]).toEqual([decision, 200, undefined])
  }
  await said()
  const [mine, theirs] = [await findTipLeaf(db, one.tip), await findTipLeaf(db, other.tip)]

  // Accepted, and taken along within the same batch: that it was accepted is its own history.
  await does('qian', other.case, 'acceptance', {})
  await does('qian', one.case, 'acceptance', {})
  await does('qian', one.case, 'merge', { into: other.case })
  at('2026-09-14T12:00:00+08:00')
  expect((await said()).sort()).toEqual(
    [
      [mine, 'accepted'],
      [theirs, 'accepted'],
    ].sort(),
  )

  // From now on what happens to the other case happens to both.
  await does('qian', other.case, 'transfer', { body: '郑州市城市管理局', reason: '属于城市管理部门职责' })
  at('2026-09-14T18:00:00+08:00')
  expect((await said()).slice(2).sort()).toEqual(
    [
      [mine, 'transferred'],
      [theirs, 'transferred'],
    ].sort(),
  )
  at('2026-09-18T18:00:00+08:00')
  expect((await said()).length).toBe(4)
  // The comparison of the night reads the same history.
  const { statuses } = COMPARISONS
  const places = { log: async () => null, record: async () => null, site: async () => null } as never
  const about = { verifiers: [], today: '2026-09-18' }
  expect(await checkLog(db, places, about, { statuses } as never)).toEqual([])
})

type Known = { tip: string; case: string }
