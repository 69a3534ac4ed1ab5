import { expect, test } from 'vitest'
import { openHouse } from '../house.ts'
import type { Person } from '../setup.ts'
import { caseOf, file } from './desk.ts'

const ARTICLE = '演示办法（2026）第五条'
const change = { kind: 'rule', rule: 'accept', amount: 10, unit: 'calendar', article: ARTICLE, unconfirmed: false }

test('a limit is tightened from a day on: what began before keeps the old one, and the public reads both', async () => {
  const here = await openHouse({ at: '2026-09-14T10:00:00+08:00', seeded: false })
  const ask = async (who: Person, method: string, path: string, body?: object) =>
    here.ask(method, `/api/bureau${path}`, body, await here.as(who))
  const propose = async (about: object = {}) =>
    ask('chu', 'POST', '/changes', { change: { ...change, ...about }, reason: '本局承诺提前告知' })
  const acceptBy = async (id: string) =>
    (await caseOf(here, id)).case.clocks.find((one: { step: string }) => one.step === 'accept')

  // Laxer than the law, from today, and by one person alone: none of it works.
  const lax = await propose({ amount: 20, validFrom: '2026-10-01' })
  expect(lax.body.problems[0].message).toContain('本局可以定得更短，不能更长')
  expect((await propose({ validFrom: '2026-09-14' })).body.problems[0].path).toBe('change.validFrom')
  const { body: proposed } = await propose({ validFrom: '2026-09-20' })
  expect((await ask('chu', 'POST', `/changes/${proposed.id}/confirmation`, {})).body.code).toBe('bureau.own-proposal')

  const before = await file(here)
  expect((await ask('shen', 'POST', `/changes/${proposed.id}/confirmation`, {})).status).toBe(200)
  expect((await here.read('/how-we-work/')).text).toContain(`从2026年9月20日起改为 10 日，依据：${ARTICLE}`)

  here.at('2026-09-20T09:00:00+08:00')
  const after = await file(here, { description: '另一处，路边有人倾倒白色粉末，袋子还在。' })
  expect(after.answer.acknowledgeBy).toMatchObject({ on: '2026-09-30', article: ARTICLE })
  expect(await acceptBy(after.id)).toMatchObject({ by: '2026-09-30', article: ARTICLE })
  // 29 September either way it is read: fifteen days from the day it came, as the law had it then.
  expect(await acceptBy(before.id)).toMatchObject({ by: '2026-09-29' })
  expect((await acceptBy(before.id)).article).not.toBe(ARTICLE)

  await here.sleep('2026-09-21T00:10:00+08:00')
  const { text } = await here.read('/how-we-work/')
  expect(text).toContain(`本局规定，依据：${ARTICLE}（2026年9月20日起施行）`)
  expect(text).toContain('法定期限：15 日')
  const { body: seen } = await ask('feng', 'GET', '')
  expect(seen.changes[0]).toMatchObject({ state: 'confirmed', proposedByName: '褚管理', settledByName: '沈授权' })

  // Back to the law after a last day: nothing is lost of what was.
  const back = await ask('chu', 'POST', '/changes', {
    change: { kind: 'rule-end', rule: 'accept', lastDay: '2026-09-30' },
    reason: '演示办法废止',
  })
  await ask('feng', 'POST', `/changes/${back.body.id}/confirmation`, {})
  expect(here.env.bureau.clockRules).toMatchObject([{ validFrom: '2026-09-20', validTo: '2026-09-30' }])
})
