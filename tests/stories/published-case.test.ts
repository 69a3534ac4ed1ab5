import { expect, test } from 'vitest'
import { runJobs, timetable } from '#api/jobs/timetable.ts'
import { openHouse, SLOW } from '../house.ts'
import { answered, caseOf, closedTo, does, tries } from './desk.ts'

const DESCRIPTION = '昨晚十点多，东风渠边有红色罐车往渠里排黑水，味道刺鼻。'
const TEXT = {
  problem: '群众反映有车辆违规排放污水。',
  findings: '经取样，污水来自一家清洗站，一项指标超标。',
  measures: '已责令停排并立案处罚，受影响的水体换水完毕。',
}
const PLATING = '91410102MADEM00012'

test(
  'a closed case becomes a row of the public table: written anew, approved by another, a week late; corrected; taken back',
  async () => {
    // A Monday; 72 h after its week is over it is Thursday of the next.
    const here = await openHouse({ at: '2026-11-16T09:00:00+08:00' })
    const tip = await answered(here, {
      description: DESCRIPTION,
      kinds: ['water'],
      place: { address: '东风渠边某泵站东二百米', street: '410102011', lng: 113.5618, lat: 34.7563, crs: 'WGS84' },
    })
    const tree = async () => (await here.bytesOf('cases.csv')).toString()
    const before = await tree()
    const isWaitingFor = async (who: 'li' | 'zhao' | 'zheng') => {
      const path = '/api/cases?waiting=publications&limit=200'
      const { items } = (await here.ask('GET', path, undefined, await here.as(who))).body
      return items.some((one: { id: string }) => one.id === tip.id)
    }
    const jobs = async (at: string) => {
      here.at(at)
      await runJobs(here.env, timetable(null))
      await here.env.replay()
    }

    // Not in the tip's words, nor with a telephone number; the passage is named.
    const copied = await tries(here, 'qian', tip.id, 'publication-draft', {
      ...TEXT,
      problem: '有红色罐车往渠里排黑水',
      measures: '请拨打13812345678',
    })
    expect(copied.status).toBe(422)
    expect(copied.body.problems.map((one: { path: string; code: string }) => [one.path, one.code])).toEqual([
      ['problem', 'shared'],
      ['measures', 'unmasked'],
    ])
    expect(copied.body.problems[0].message).toContain('「有红色罐车往渠里排黑水」')
    expect(await closedTo(here, 'zhao', tip.id, 'publication')).toBe('case.no-draft')
    expect((await tries(here, 'zhao', tip.id, 'publication-draft', TEXT)).status).toBe(403)
    expect(
      (await tries(here, 'li', tip.id, 'publication-draft', { ...TEXT, enterprise: 'nobody' })).body.problems,
    ).toMatchObject([{ path: 'enterprise', code: 'not-in-list' }])

    // It waits for its handler to write, then for a head to approve, then for nobody.
    expect([await isWaitingFor('li'), await isWaitingFor('zheng')]).toEqual([true, false])
    await does(here, 'li', tip.id, 'publication-draft', { ...TEXT, enterprise: PLATING })
    expect([await isWaitingFor('li'), await isWaitingFor('zheng')]).toEqual([false, true])
    expect((await caseOf(here, tip.id)).published).toBeNull()
    const held = await tries(here, 'zheng', tip.id, 'publication')
    expect(held.body).toMatchObject({ ok: true, state: 'replied', url: null, publicFrom: '2026-11-26T00:00:00+08:00' })
    expect(await tree()).toBe(before)
    expect([await isWaitingFor('li'), await isWaitingFor('zheng')]).toEqual([false, false])

    await jobs('2026-11-25T23:59:00+08:00')
    expect(await tree()).toBe(before)
    await jobs('2026-11-26T00:01:00+08:00')
    const { publication } = (await caseOf(here, tip.id)).case
    const url = `/cases/${publication.number}/`
    expect(publication.number).not.toContain(tip.reference.slice(-6).toLowerCase())
    expect(await tree()).toContain(`${publication.number},2026-W47,410102011,water,substantiated,yes,0,yes,${PLATING}`)

    const row = await here.read(url)
    expect(row.status).toBe(200)
    for (const said of Object.values(TEXT)) expect(row.text).toContain(said)
    expect(row.html).toContain(`href="/enterprises/${PLATING}/"`)
    expect(row.html).toContain(`href="/enterprises/${PLATING}/#years"`)
    expect((await here.read(`/enterprises/${PLATING}/`)).html).toContain(`href="${url}"`)
    for (const path of ['/cases/', '/cases/street/410102011/', '/cases/kind/water/'])
      expect((await here.read(path)).html, path).toContain(`href="${url}"`)
    for (const path of ['cases/feed.xml', 'cases/street/410102011/feed.json', `enterprises/${PLATING}/feed.xml`])
      expect((await here.bytesOf(path)).toString(), path).toContain(url)
    expect((await here.ask('GET', `/api/search?q=${publication.number}`)).body.items).toMatchObject([
      { type: 'case', url },
    ])
    expect((await here.ask('GET', `${url.slice(0, -1)}.json`)).body).toMatchObject({
      kind: 'case',
      id: publication.number,
      data: { week: '2026-W47', place: { lng: 113.564, lat: 34.758, cell: 500 }, days: 0, inTime: true },
    })

    // A correction begins with what is public, says what and why, and goes the same way.
    expect((await caseOf(here, tip.id)).published).toMatchObject({ ...TEXT, enterprise: { id: PLATING } })
    const bare = await tries(here, 'qian', tip.id, 'publication-draft', { ...TEXT, findings: '经取样，两项指标超标。' })
    expect(bare.body.problems).toMatchObject([{ path: 'change' }])
    const change = { changed: '超标的指标是两项。', basis: '复核检测报告' }
    await does(here, 'qian', tip.id, 'publication-draft', { ...TEXT, findings: '经取样，两项指标超标。', change })
    await does(here, 'zhao', tip.id, 'publication')
    expect((await here.read(url)).text).toContain('两项指标超标')
    expect((await here.read(`${url}v/1/`)).text).toContain('一项指标超标')
    const compared = (await here.read(`${url}diff/1-2/`)).text
    for (const words of [change.basis, '2 处改动', '调查核实情况']) expect(compared).toContain(words)

    // A withdrawal leaves its basis, nothing else, and no way back.
    const basis = '内容涉及他人隐私，依规撤回。'
    expect((await tries(here, 'qian', tip.id, 'publication-withdrawal', { basis })).status).toBe(403)
    await does(here, 'zheng', tip.id, 'publication-withdrawal', { basis })
    for (const path of [url, `${url}v/1/`, `${url}v/2/`, `${url}diff/1-2/`]) {
      const gone = await here.read(path)
      expect([gone.status, gone.text.includes(basis)], path).toEqual([410, true])
    }
    expect(await tree()).toBe(before)
    expect((await here.read(`/enterprises/${PLATING}/`)).html).not.toContain(`href="${url}"`)
    expect(await closedTo(here, 'qian', tip.id, 'publication-draft')).toBe('case.publication-withdrawn')
  },
  SLOW,
)
