import { expect, test } from 'vitest'
import { runJobs, timetable } from '#api/jobs/timetable.ts'
import { openHouse, SLOW } from '../house.ts'
import { answered, caseOf, does } from './desk.ts'

const TEXT = {
  problem: '群众反映有车辆违规排放污水。',
  findings: '经取样，污水来自一家清洗站，一项指标超标。',
  measures: '已责令停排并立案处罚，受影响的水体换水完毕。',
}
const STREET = '/cases/street/410102011/'
const EMAIL = 'resident@example.invalid'
const PAGE = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

test(
  'a page is followed by mail: asked, confirmed by a button, told once a day, ended by one press',
  async () => {
    const here = await openHouse({ at: '2026-11-16T09:00:00+08:00' })
    const mails = () => here.mails.filter(({ to }) => to === EMAIL)
    const jobs = async (at: string) => {
      here.at(at)
      await runJobs(here.env, timetable(null))
      await here.env.replay()
    }
    const press = async (html: string) => {
      const action = /<form method="post" action="(\/follow\/[^"]+)"/.exec(html)?.[1] ?? ''
      const { status, body } = await here.ask('POST', action, '', { ...PAGE, origin: here.env.origin })
      expect(status).toBe(200)
      return String(body)
    }
    const linkOf = (what: string) =>
      new RegExp(`/follow/${what}/[0-9a-z]+/`).exec(mails().at(-1)?.text ?? '')?.[0] ?? ''
    const tip = await answered(here, { kinds: ['water'], place: { address: '东风渠边', street: '410102011' } })

    // The form stands on the page of the street, for no script, and is answered with a page.
    const { html } = await here.read(STREET)
    expect(html).toContain('<form class="follow no-print" method="post" action="/api/follows"')
    expect(html).toContain(`name="subject" value="${STREET}"`)
    const sent = new URLSearchParams({ subject: STREET, email: EMAIL }).toString()
    const asked = await here.ask('POST', '/api/follows', sent, { ...PAGE, origin: here.env.origin })
    expect(asked.status).toBe(200)
    expect(asked.body).toContain('请到邮箱里确认')
    expect(asked.body).not.toContain('<script')

    // Nothing before the button: the row of that week would have been news.
    await jobs('2026-11-16T09:01:00+08:00')
    expect(mails()).toHaveLength(1)
    expect(mails()[0]?.text).toContain(`${here.env.origin}${STREET}`)
    expect(mails()[0]?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const confirmed = await press((await here.read(linkOf('confirmation'))).html)
    expect(confirmed).toContain('已经关注')

    await does(here, 'li', tip.id, 'publication-draft', TEXT)
    await does(here, 'zheng', tip.id, 'publication')
    await jobs('2026-11-25T12:00:00+08:00')
    expect(mails()).toHaveLength(1)
    // Public at midnight; told at eight, once, in public words alone.
    await jobs('2026-11-26T00:01:00+08:00')
    await jobs('2026-11-26T07:59:00+08:00')
    expect(mails()).toHaveLength(1)
    for (const at of ['08:00', '08:01', '20:00']) await jobs(`2026-11-26T${at}:00+08:00`)
    expect(mails()).toHaveLength(2)
    const { publication } = (await caseOf(here, tip.id)).case
    const news = mails()[1]
    expect(news?.text).toContain(`${here.env.origin}/cases/${publication.number}/`)
    expect(news?.text).not.toMatch(/东风渠|排放污水|清洗站/)
    expect(news?.headers?.['List-Unsubscribe']).toBe(`<${here.env.origin}${linkOf('end')}>`)

    // Ended by one press, without an account; a correction reaches nobody any more.
    const end = linkOf('end')
    expect(await press((await here.read(end)).html)).toContain('已经停止')
    const left = await here.db.query(
      "SELECT (SELECT count(*) FROM followers) + (SELECT count(*) FROM follows) + (SELECT count(*) FROM outbox WHERE recipient LIKE 'follower:%')",
    )
    expect(Number(left.rows[0]?.[0])).toBe(0)
    const change = { changed: '超标的指标是两项。', basis: '复核检测报告' }
    await does(here, 'qian', tip.id, 'publication-draft', { ...TEXT, findings: '经取样，两项指标超标。', change })
    await does(here, 'zhao', tip.id, 'publication')
    await jobs('2026-11-27T08:01:00+08:00')
    expect(mails()).toHaveLength(2)
  },
  SLOW,
)
