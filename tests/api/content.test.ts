import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { breather, type Checking } from '#db/log/check/checking.ts'
import { compareTips } from '#db/log/check/tips.ts'
import { REDACTION_TICKS } from '#domain/tip/redaction.ts'
import { TIP_DESTROYED } from '#domain/words/zh/tip.ts'
import { filesUnder, hits } from '../faults/traces.ts'
import { bureau } from '../fixtures/bureau.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { openHouse, SLOW } from '../house.ts'
import { openApp } from '../setup.ts'
import { answered, caseOf, file, status, upload } from '../stories/desk.ts'

/** Words a reporter alone said, each in one place. */
const SAID = [
  '葫芦湾北岸有蓝色泥浆',
  '葫芦湾演示便道七号',
  '某某洗桶作坊虚构',
  '希望查到那辆绿皮车',
  '昨夜又来了第三车',
]

const night = async (
  here: Parameters<typeof caseOf>[0] & { at(instant: string): void; env: Parameters<typeof purge>[0] },
  day: string,
) => {
  here.at(`${day}T00:15:00+08:00`)
  await purge(here.env)
}

test(
  'so many years after the end of a matter, as the bureau fixed it, nothing a reporter said is left; a day before all is',
  async () => {
    const here = await openHouse({ at: '2026-09-14T10:00:00+08:00', seeded: false })
    Object.assign(here.env, { bureau: { ...bureau, contentYears: 3 } })
    const photo = await upload(here, await phonePhoto())
    const tip = await answered(here, {
      description: SAID[0],
      place: { address: SAID[1], street: '410102011', lng: 113.55, lat: 34.75, crs: 'WGS84' },
      accused: { kind: 'enterprise', name: SAID[2] },
      demand: SAID[3],
      attachments: [photo],
    })
    await here.ask('POST', '/api/tips/messages', { receipt: tip.receipt, text: SAID[4] })
    const { version } = (await caseOf(here, tip.id)).case
    const drawn = { version, boxes: [{ x: 1, y: 1, width: 9, height: 9 }], ticks: [...REDACTION_TICKS] }
    const covered = await here.ask('POST', `/api/attachments/${photo}/redactions`, drawn, await here.as('qian'))
    expect(covered.status).toBe(201)
    const other = await file(here, { description: '另一处还在办的黑泥。' })
    await here.sleep('2026-09-15T00:20:00+08:00')
    await here.batch()
    expect((await status(here, tip.receipt)).proof).toBeDefined()

    const left = async () => {
      await here.db.writer.run('PRAGMA wal_checkpoint(TRUNCATE)')
      return [...new Set(hits(filesUnder(here.folder), SAID).map((one) => JSON.stringify(one)))]
    }
    await night(here, '2029-09-13')
    expect((await left()).length).toBeGreaterThan(0)
    expect(readdirSync(join(here.folder, 'photos'))).toHaveLength(2)
    await night(here, '2029-09-14')
    expect(await left()).toEqual([])
    expect(readdirSync(join(here.folder, 'photos'))).toEqual([])

    // The log is sound: its leaf says nothing any more. Without the event that tells why, it would not be.
    const found = async () => {
      const { rows } = await here.db.query('SELECT count(*) AS n FROM log_leaves')
      const of = { db: here.db, size: Number(rows[0]?.n), breathe: breather() } as unknown as Checking
      const codes: string[] = []
      for await (const { code } of compareTips(of)) codes.push(code)
      return codes
    }
    expect(await found()).toEqual([])
    const renamed = (from: string, to: string) =>
      here.db.write([{ sql: 'UPDATE events SET type = ? WHERE type = ?', args: [to, from] }])
    await renamed('tip.content-destroyed', 'tip.x')
    expect(await found()).toContain('leaf.commitment')
    await renamed('tip.x', 'tip.content-destroyed')

    // What the figures count and the history stay; who holds the receipt reads that it is over.
    const seen = await caseOf(here, tip.id)
    expect(seen.tips[0]).toMatchObject({
      description: TIP_DESTROYED,
      kinds: ['solid_waste'],
      street: '410102011',
      accused: null,
    })
    expect(seen.case.summary).toBe(TIP_DESTROYED)
    const held = await status(here, tip.receipt)
    expect(held).toMatchObject({ status: 'closed', reference: tip.reference })
    expect(held.messages.map(({ text }: { text: string }) => text)).toContain(TIP_DESTROYED)
    expect(held.proof).toBeUndefined()
    const { rows } = await here.db.query("SELECT count(*) AS n FROM events WHERE type = 'tip.content-destroyed'")
    expect(Number(rows[0]?.n)).toBe(1)
    expect((await caseOf(here, other.id)).tips[0].description).toContain('另一处')
  },
  SLOW,
)

test('while the bureau has not fixed it nothing is destroyed, however old', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  expect(bureau.contentYears).toBeUndefined()
  const tip = await answered(here, { description: SAID[0] })
  await night(here, '2046-09-14')
  expect((await caseOf(here, tip.id)).tips[0].description).toBe(SAID[0])
})
