import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { openHouse, SLOW } from '../house.ts'
import { answered } from '../stories/desk.ts'

test(
  'the mail address of a reporter is forgotten 180 days after the end of the matter, and not before',
  async () => {
    const here = await openHouse({ at: '2026-09-14T09:00:00+08:00' })
    const reporter = { mode: 'anonymous', notify: { email: 'someone@example.invalid' } }
    const { id } = await answered(here, { reporter })
    const isKept = async (day: string) => {
      here.at(`${day}T00:15:00+08:00`)
      await purge(here.env)
      const { rows } = await here.db.query('SELECT notify_email FROM tips WHERE case_id = ?', [id])
      expect(rows).toHaveLength(1)
      return rows[0]?.notify_email !== null
    }
    expect(await isKept('2027-03-12')).toBe(true)
    await here.db.write([{ sql: "UPDATE cases SET state = 'review_requested' WHERE id = ?", args: [id] }])
    expect(await isKept('2028-01-01'), 'a review goes on').toBe(true)
    await here.db.write([{ sql: "UPDATE cases SET state = 'replied' WHERE id = ?", args: [id] }])
    expect(await isKept('2027-03-13')).toBe(false)
  },
  SLOW,
)
