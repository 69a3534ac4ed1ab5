import { expect, test } from 'vitest'
import { runJobs, timetable } from '#api/jobs/timetable.ts'
import { queueDigest } from '#db/digest.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

const round = (here: Opened) =>
  runJobs(
    here.env,
    timetable(null).filter((job) => ['digest', 'outbox'].includes(job.name)),
  )
const wish = async (here: Opened, who: Person, wanted: boolean) =>
  here.ask('POST', '/api/digest', { wanted }, await here.as(who))

test('on Monday at eight every clerk and head gets the week in numbers, once, and nobody else', async () => {
  const here = await openApp({ at: '2026-09-10T10:00:00+08:00' })
  await here.ask('POST', '/api/tips', aTip({ description: '不许写进邮件的演示内容。' }))
  here.at('2026-09-14T07:59:00+08:00')
  await round(here)
  expect(here.mails.filter((mail) => mail.subject.includes('摘要'))).toEqual([])
  here.at('2026-09-14T08:00:00+08:00')
  await round(here)
  await round(here)
  const mails = here.mails.filter((mail) => mail.subject === '上周办件摘要')
  expect(mails.map((mail) => mail.to).sort()).toEqual(
    ['qian', 'sun', 'zhao', 'zheng'].map((who) => `${who}@demo.invalid`),
  )
  for (const { text } of mails) {
    expect(text).toContain('上周收到 1 件，办结 0 件。')
    expect(text).toContain('已逾期：0 件')
    expect(text).not.toMatch(/演示内容|登记|审批人|T-2026|举报|污染/)
  }
  expect(mails.find((mail) => mail.to.startsWith('zhao'))?.text).toContain('等您审批：0 件')
})

test('whoever declined gets none, until they want it again; a suspended account neither', async () => {
  const here = await openApp({ at: '2026-09-14T08:00:00+08:00' })
  const { body: me } = await here.ask('GET', '/api/auth/me', undefined, await here.as('sun'))
  await here.ask('POST', `/api/staff/${me.actor.id}/suspension`, {}, await here.as('chu'))
  expect((await wish(here, 'zhao', false)).body).toMatchObject({ wanted: false })
  await wish(here, 'zheng', false)
  await wish(here, 'zheng', true)
  expect((await here.ask('GET', '/api/digest', undefined, await here.as('zhao'))).body.wanted).toBe(false)
  await round(here)
  const to = here.mails.filter((mail) => mail.subject === '上周办件摘要').map((mail) => mail.to)
  expect(to.sort()).toEqual(['qian@demo.invalid', 'zheng@demo.invalid'])
})

test('several processes that look at the same moment queue it once', async () => {
  const here = await openApp()
  const now = here.env.now()
  const done = await Promise.all(Array.from({ length: 5 }, () => queueDigest(here.db, '2026-W37', now)))
  expect(done.filter(Boolean)).toHaveLength(1)
  const { rows } = await here.db.query("SELECT recipient FROM outbox WHERE notice = 'digest'")
  expect(rows).toHaveLength(4)
  // The control: another week is another one.
  expect(await queueDigest(here.db, '2026-W38', now)).toBe(true)
})
