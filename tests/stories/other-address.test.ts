import { expect, test } from 'vitest'
import { openHouse, SLOW } from '../house.ts'
import type { Person } from '../setup.ts'

test(
  'the bureau moves: a new address is on every page once a second person confirmed it, and who and why is kept',
  async () => {
    const here = await openHouse({ at: '2026-09-14T10:00:00+08:00', seeded: false })
    const ask = async (who: Person, method: string, path: string, body?: object) =>
      here.ask(method, `/api/bureau${path}`, body, await here.as(who))
    const fields = { address: '演示路 1 号', postcode: '450001', dutyEmail: 'night@demo.invalid' }
    const propose = (about: object) =>
      ask('chu', 'POST', '/changes', { change: { kind: 'data', fields: about }, reason: '搬迁' })

    const wrong = await propose({ ...fields, postcode: '45000', streets: here.env.bureau.streets.slice(1) })
    expect(wrong.body.problems).toMatchObject([
      { path: 'change.fields.postcode', message: '邮政编码的格式不对，请检查。' },
    ])
    const gone = await propose({ streets: here.env.bureau.streets.slice(1) })
    expect(gone.body.problems[0].message).toContain('不能删去：林山寨街道')
    expect((await propose({ address: here.env.bureau.address })).body.code).toBe('bureau.nothing-new')

    const { body } = await propose(fields)
    // The same part waits once; another part may wait beside it.
    expect((await propose({ address: '演示路 2 号' })).body.code).toBe('bureau.change-waiting')
    expect((await propose({ officeHours: '工作日' })).status).toBe(201)
    expect((await ask('chu', 'POST', `/changes/${body.id}/confirmation`, {})).body.code).toBe('bureau.own-proposal')
    expect((await here.read('/accessibility/')).text).not.toContain('演示路 1 号')

    const [shown] = (await ask('feng', 'GET', '')).body.changes.slice(-1)
    expect(shown.shown.differences).toContainEqual({
      label: '办公地址',
      before: here.env.bureau.address,
      after: '演示路 1 号',
    })
    expect((await ask('shen', 'POST', `/changes/${body.id}/confirmation`, {})).status).toBe(200)
    for (const page of ['/', '/accessibility/', '/how-we-work/', '/enterprises/', '/report/'])
      expect((await here.read(page)).text, page).toContain('演示路 1 号')
    // Pages that are answered, not published, say it too.
    expect((await here.read('/search/?q=x')).text).toContain('演示路 1 号')
    expect(here.env.bureau).toMatchObject({ dutyEmail: 'night@demo.invalid', name: '郑州市生态环境局中原分局' })

    await here.sleep('2026-09-15T00:10:00+08:00')
    expect((await here.read('/accessibility/')).text).toContain('演示路 1 号')
  },
  SLOW,
)
