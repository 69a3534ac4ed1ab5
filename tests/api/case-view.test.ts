import { beforeAll, expect, test } from 'vitest'
import { type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
beforeAll(async () => {
  here = await openApp()
})
const ask = async (who: Person, method: string, path = '', body?: object) =>
  here.ask(method, `/api/case-views${path}`, body, await here.as(who))
const names = async (who: Person) =>
  (await ask(who, 'GET')).body.items.map((one: { name: string; filters: object }) => [one.name, one.filters])

test('filters are kept under a name, changed under the same one, and forgotten', async () => {
  const { status, body } = await ask('qian', 'POST', '', { name: ' 西流湖逾期 ', filters: { street: '410102011' } })
  expect(status).toBe(201)
  await ask('qian', 'POST', '', { name: '清单', filters: { channel: 'list_import' } })
  const changed = { street: '410102011', overdue: 'true' }
  expect((await ask('qian', 'POST', '', { name: '西流湖逾期', filters: changed })).body.id).toBe(body.id)
  expect(await names('qian')).toEqual([
    ['西流湖逾期', changed],
    ['清单', { channel: 'list_import' }],
  ])
  await ask('qian', 'DELETE', `/${body.id}`)
  expect(await names('qian')).toEqual([['清单', { channel: 'list_import' }]])
})

test('they are each person’s own', async () => {
  const { body } = await ask('zhao', 'POST', '', { name: '紧急', filters: { emergency: 'true' } })
  expect(await names('sun')).toEqual([])
  await ask('sun', 'DELETE', `/${body.id}`)
  expect(await names('zhao')).toEqual([['紧急', { emergency: 'true' }]])
})

test('what the queue would refuse is refused, and so is the thirty-first', async () => {
  expect((await ask('li', 'POST', '', { name: '错', filters: { state: 'nowhere' } })).body.problems[0].path).toBe(
    'state',
  )
  expect((await ask('li', 'POST', '', { name: ' ', filters: {} })).body.problems[0].path).toBe('name')
  for (let n = 1; n <= 30; n += 1) await ask('li', 'POST', '', { name: `第${n}个`, filters: { q: `演示${n}` } })
  const { status, body } = await ask('li', 'POST', '', { name: '第31个', filters: {} })
  expect([status, body.problems[0].message]).toEqual([422, '视图最多 30 项，请去掉多余的。'])
})
