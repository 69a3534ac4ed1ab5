import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { fillTextTemplate, tellOf } from '#domain/case/text-template.ts'
import { openHouse } from '../house.ts'
import { openApp, type Person } from '../setup.ts'
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

test('texts to start from and the mail of an emergency say the limit in force', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const words = async () => {
    const { id } = await file(here, {
      description: '水库边有人倒废酸，流进水里。',
      behaviours: ['hazardous_waste_dumping'],
    })
    await drainOutbox(here.env)
    const { textValues } = await caseOf(here, id)
    const { items } = (await here.ask('GET', '/api/text-templates', undefined, await here.as('qian'))).body
    const reply = items.find((one: { id: string }) => one.id === 'reply-substantiated')
    const filled = [fillTextTemplate(reply.text, textValues), tellOf('same-facts-after-reply', textValues)]
    return [...filled, here.mails.at(-1)?.text ?? ''].join('\n')
  }
  const before = await words()
  expect(before).toContain('自收到本答复之日起 30 日内申请复查')
  expect(before).toContain('自收到答复之日起 30 日内申请复查')
  expect(before).toContain('处理并报告的时限：2 小时')

  for (const [rule, amount, unit] of [
    ['review-request', 45, 'calendar'],
    ['emergency', 1, 'hours'],
  ]) {
    const next = { ...change, rule, amount, unit, validFrom: '2026-09-20' }
    const { body } = await here.ask(
      'POST',
      '/api/bureau/changes',
      { change: next, reason: '演示' },
      await here.as('chu'),
    )
    const done = await here.ask('POST', `/api/bureau/changes/${body.id}/confirmation`, {}, await here.as('shen'))
    expect(done.status).toBe(200)
  }
  here.at('2026-09-20T10:00:00+08:00')
  const after = await words()
  expect(after).toContain('自收到本答复之日起 45 日内申请复查')
  expect(after).toContain('自收到答复之日起 45 日内申请复查')
  expect(after).toContain('处理并报告的时限：1 小时')
  expect(after).not.toMatch(/30 日|2 小时/)
})
