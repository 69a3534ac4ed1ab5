import { expect, test } from 'vitest'
import { aYear, decide, published, publishOne, register } from '../filing.ts'
import { openApp } from '../setup.ts'

test('an answer becomes a version of its own by three people, beside numbers that did not change', async () => {
  const here = await openApp()
  await register(here)
  const id = await publishOne(here, 'soil_self_monitoring', aYear())
  const empty = await decide(here, id, 'yan', 'reply', { text: ' ' })
  expect([empty.status, empty.body.problems[0].path]).toEqual([422, 'text'])
  expect((await decide(here, id, 'hua', 'reply', { text: '答复' })).status).toBe(403)
  const reply = '超过筛选值的点位已委托详细调查。\n结果将另行公开。'
  expect((await decide(here, id, 'yan', 'reply', { text: reply })).body.state).toBe('submitted')
  expect((await decide(here, id, 'yan', 'signature')).status).toBe(403)
  await decide(here, id, 'hua', 'signature')
  expect((await decide(here, id, 'zhao', 'approval')).status).toBe(200)
  const [first, second] = await published(here, 'soil_self_monitoring')
  expect(first).not.toHaveProperty('reply')
  expect(second).toMatchObject({ version: 2, reply, data: first?.data, change: { changed: expect.any(String) } })

  // It stays beside later versions; given up, it is as if it had not been begun.
  await decide(here, id, 'yan', 'reply', { text: '改了说法' })
  await decide(here, id, 'hua', 'return', { reasons: [{ path: '', text: '原来的好' }] })
  expect((await decide(here, id, 'yan', 'abandonment')).body.state).toBe('published')
  const shown = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as('yan'))
  expect(shown.body.disclosure.reply).toBe(reply)
  await decide(here, id, 'yan', 'correction', { changed: '改', basis: '据' })
  expect((await decide(here, id, 'yan', 'submission')).body.problems[0].code).toBe('nothing-changed')
})
