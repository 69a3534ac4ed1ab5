import { expect, test } from 'vitest'
import { openHouse, SLOW } from '../house.ts'
import { does, tries } from './filing.ts'

const BASIS = '经核查，采样记录与点位不符，责令重新采样（演示）。'

test(
  'a withdrawal leaves 410 with its basis at every address there was, its name where the enterprise is, and no result of it',
  async () => {
    const here = await openHouse({ at: '2026-11-24T09:00:00+08:00' })
    const clerk = await here.as('qian')
    const { body } = await here.ask(
      'GET',
      '/api/disclosures?state=published&party=91410102MADEM0005E',
      undefined,
      clerk,
    )
    const corrected = body.items.find((one: { publishedRevision: number }) => one.publishedRevision === 2)
    const url = `/disclosures/${corrected.id}/`
    for (const path of [url, `${url}v/1/`, `${url}v/2/`, `${url}diff/1-2/`])
      expect((await here.read(path)).status).toBe(200)
    const feedBefore = (await here.bytesOf('disclosures/feed.xml')).toString()
    expect(feedBefore).toContain(corrected.id)

    expect((await tries(here, 'qian', corrected.id, 'withdrawal', { basis: BASIS })).status).toBe(403)
    const empty = await tries(here, 'zhao', corrected.id, 'withdrawal', { basis: '' })
    expect(empty).toMatchObject({ status: 422, body: { problems: [{ path: 'basis' }] } })
    expect(await does(here, 'zhao', corrected.id, 'withdrawal', { basis: BASIS })).toMatchObject({ state: 'withdrawn' })

    for (const path of [url, `${url}v/1/`, `${url}v/2/`, `${url}diff/1-2/`]) {
      const { status, text } = await here.read(path)
      expect(status, path).toBe(410)
      expect(text, path).toContain(BASIS)
      expect(text, path).toContain('2026年11月24日')
    }
    for (const path of [url.replace(/\/$/, '.json'), `${url}v/1.json`]) {
      const gone = await here.ask('GET', path)
      expect(gone.status, path).toBe(410)
      expect(gone.body, path).toMatchObject({ ok: false, message: expect.stringContaining(BASIS) })
    }
    expect((await here.ask('GET', url.replace(/\/$/, '.csv'))).status).toBe(410)

    const enterprise = await here.read('/enterprises/91410102MADEM0005E/')
    expect(enterprise.html.split(`href="${url}"`)).toHaveLength(2)
    expect(enterprise.text).toMatch(new RegExp(`撤回的填报.*${corrected.year} 年度土壤自行监测.*${BASIS}`))
    const owed = await here.ask('GET', '/enterprises/91410102MADEM0005E.json')
    expect(owed.body.withdrawals).toMatchObject([{ id: corrected.id, withdrawnOn: '2026-11-24', basis: BASIS }])
    const feed = (await here.bytesOf('enterprises/91410102MADEM0005E/feed.xml')).toString()
    expect(feed).toContain(`<title>已撤回：${corrected.title}</title>`)
    expect(owed.body.duties.find((one: { year: number }) => one.year === corrected.year)).toMatchObject({
      state: 'late',
    })
    // Its own people read why; nobody can bring it back by another move.
    expect((await tries(here, 'zheng', corrected.id, 'approval')).status).toBe(409)
  },
  SLOW,
)
