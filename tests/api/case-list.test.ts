import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { csvList, listForm, numberOf, thirtyRows, type WrittenRow } from '../fixtures/case-list.ts'
import { gb18030 } from '../fixtures/gb18030.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

type Row = {
  line: number
  action: string
  reference?: string
  number: string
  problems: { level: string; code: string }[]
}

let here: Opened
const as = (who: Person) => here.as(who)
async function send(bytes: Uint8Array | string, fields: Record<string, string> = {}, query = '', who: Person = 'qian') {
  return here.ask('POST', `/api/cases/import${query}`, listForm(bytes, '清单.csv', fields), await as(who))
}
const row = (n: number, about: WrittenRow = {}): WrittenRow => ({
  number: numberOf(n),
  matter: `西流湖街道演示路${n}号有人乱倒垃圾`,
  area: '中原区',
  kinds: '固废',
  ...about,
})
const count = async (table: string, where = '1') =>
  Number((await here.db.query(`SELECT count(*) FROM ${table} WHERE ${where}`)).rows[0]?.[0])
const counts = async () => [await count('cases'), await count('tips'), await count('events'), await count('list_rows')]
const detail = async (reference: string) => {
  const { body } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, await as('qian'))
  return (await here.ask('GET', `/api/cases/${body.items[0].id}`, undefined, await as('qian'))).body
}

describe('thirty lines in GB18030, with what is odd about such lists', () => {
  const bytes = gb18030(csvList(thirtyRows(), { title: '某市群众信访举报转办和边督边改公开情况一览表（演示）' }))
  let previewed: Row[]
  let first: Row[]
  let before: number[]
  let between: number[]
  beforeAll(async () => {
    here = await openApp()
    before = await counts()
    previewed = (await send(bytes, {}, '?preview=1')).body.rows
    between = await counts()
    first = (await send(bytes)).body.rows
  })

  test('a preview names every problem by its line and saves nothing', () => {
    expect(between).toEqual(before)
    const problems = previewed.filter((one) => one.action === 'problem')
    expect(problems.map((one) => [one.line, one.problems[0]?.code])).toEqual([
      [18, 'kinds-required'],
      [22, 'number-required'],
      [23, 'required'],
      [24, 'too-short'],
      [25, 'number-lost'],
      [26, 'kinds-required'],
    ])
  })

  test('the import does what the preview said: one case for each new number, one event for each case', async () => {
    const actions = (rows: Row[]) => rows.map(({ line, action }) => [line, action])
    expect(actions(first)).toEqual(actions(previewed))
    const of = (action: string) => first.filter((one) => one.action === action)
    expect(of('new')).toHaveLength(20)
    expect(await count('cases')).toBe(20)
    expect(await count('events', "type = 'case.opened'")).toBe(20)
    expect(of('repeat').map((one) => [one.line, one.number])).toEqual([
      [20, numberOf(1)],
      [21, numberOf(2)],
    ])
    // The second of them says what was said already.
    expect(await count('events', "type = 'case.list-repeated'")).toBe(1)
    for (const one of of('new')) expect(one.reference).toMatch(/^T-2026-/)
    expect(of('repeat')[0]?.reference).toBe(first[0]?.reference)
  })

  test('the same file again adds nothing', async () => {
    const saved = await counts()
    const again: Row[] = (await send(bytes)).body.rows
    expect(await counts()).toEqual(saved)
    expect(new Set(again.map((one) => one.action))).toEqual(new Set(['unchanged', 'problem']))
    expect(again.map((one) => one.reference)).toEqual(first.map((one) => one.reference))
  })

  test('its cases stand in the queue like others, key cases and numbers are found, others’ places are marked', async () => {
    const list = async (query: string) =>
      (await here.ask('GET', `/api/cases?limit=50&${query}`, undefined, await as('qian'))).body.items
    expect(await list('channel=list_import')).toHaveLength(20)
    expect(await list(`q=${encodeURIComponent('重点件')}`)).toHaveLength(2)
    expect((await list(`q=${numberOf(9)}`))[0]).toMatchObject({
      outOfDistrict: '开封市祥符区生态环境部门',
      street: null,
    })
    const [urgent] = await list('emergency=true')
    expect(urgent.summary).toContain('废机油桶')
  })

  test('what a list calls done stays with the event and moves nothing', async () => {
    const {
      case: current,
      events,
      tips,
    } = await detail(first.find((one) => one.number === numberOf(11))?.reference ?? '')
    expect(current).toMatchObject({
      state: 'received',
      outcome: null,
      emergency: false,
      nationalPlatformNo: numberOf(11),
    })
    expect(events).toHaveLength(1)
    expect(events[0].data.list).toMatchObject({
      number: numberOf(11),
      findings: '该厂废水收集管破损，渗入雨水井。\n已取样。',
      outcome: '属实',
      closed: '已办结',
      accountability: '约谈2人，诫勉1人',
      department: 'water-office',
    })
    expect(tips[0].emergencies).toEqual([])
  })

  test('no row has a receipt', async () => {
    const { rows } = await here.db.query('SELECT receipt_hash FROM tips')
    for (const one of rows) expect(String(one.receipt_hash)).toMatch(/^list:/)
  })
})

describe('an import', () => {
  beforeEach(async () => {
    here = await openApp()
  })

  test('takes what a clerk changed in the preview', async () => {
    const changes = { [numberOf(1)]: { street: '410102005', department: 'police', kinds: ['noise', 'air'] }, X9: {} }
    const { body } = await send(csvList([row(1, { kinds: '其他' })]), {
      changes: JSON.stringify(changes),
      receivedOn: '2026-09-10',
    })
    expect(body.rows[0].action).toBe('new')
    expect(body.problems.map((one: { code: string }) => one.code)).toEqual(['changes-number'])
    const { case: current, events } = await detail(body.rows[0].reference)
    expect(current).toMatchObject({ street: '410102005', kinds: ['noise', 'air'], receivedOn: '2026-09-10' })
    expect(events[0].data.list.department).toBe('police')
    // The file still says 其他; what was mended by choice is there all the same.
    expect((await send(csvList([row(1, { kinds: '其他' })]))).body.rows[0]).toMatchObject({
      action: 'unchanged',
      problems: [],
    })
  })

  test('links a later list to the case, whatever its state, and keeps what it says', async () => {
    const { body: first } = await send(csvList([row(1)]))
    const later = csvList([row(1, { findings: '经现场核查属实。', outcome: '属实', closed: '已办结' })])
    const { body: second } = await send(later)
    expect(second.rows[0]).toMatchObject({ action: 'repeat', reference: first.rows[0].reference })
    expect((await send(later)).body.rows[0].action).toBe('unchanged')
    expect((await send(csvList([row(1)]))).body.rows[0].action).toBe('unchanged')
    const { case: current, events, tips } = await detail(first.rows[0].reference)
    expect(current).toMatchObject({ state: 'received', version: 2 })
    expect(tips).toHaveLength(1)
    expect(events[1]).toMatchObject({ type: 'case.list-repeated', data: { list: { closed: '已办结' } } })
  })

  test('knows a case a clerk entered under the superior’s number, and one by our own reference', async () => {
    const entered = { ...aTip(), channel: 'transfer_in', nationalPlatformNo: numberOf(7).toLowerCase() }
    const { body: byNumber } = await here.ask('POST', '/api/cases', entered, await as('qian'))
    const { body: byReference } = await here.ask('POST', '/api/tips', aTip({ description: '另一件举报的内容' }))
    const { body } = await send(csvList([row(7), row(8, { number: byReference.reference })]))
    expect(body.rows.map((one: Row) => [one.action, one.reference])).toEqual([
      ['repeat', byNumber.reference],
      ['repeat', byReference.reference],
    ])
    expect(await count('cases')).toBe(2)
  })

  test('adds a mended row to what is there', async () => {
    await send(csvList([row(1), row(2, { matter: '' })]))
    const { body } = await send(csvList([row(1), row(2)]))
    expect(body.rows.map((one: Row) => one.action)).toEqual(['unchanged', 'new'])
  })

  test('by two clerks at once makes one case of each number', async () => {
    const [text, other] = [csvList([row(1), row(2)]), csvList([row(2, { closed: '否' }), row(3)])]
    const [who, also] = [await as('qian'), await as('sun')]
    const answers = await Promise.all(
      [text, other, text, other].map((one, at) =>
        here.ask('POST', '/api/cases/import', listForm(one), at % 2 ? who : also),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await count('cases')).toBe(3)
    expect(await count('list_rows')).toBe(4)
  })

  test('that fails half way leaves nothing, and doing it again finishes it', async () => {
    const text = csvList(Array.from({ length: 30 }, (_, n) => row(n + 1)))
    // The last row's statement breaks: in one commit everything before it goes as well.
    await here.db.write([
      "CREATE TRIGGER broken BEFORE INSERT ON list_rows WHEN new.number LIKE '%30' BEGIN SELECT RAISE(FAIL, 'broken'); END",
    ])
    expect((await send(text)).status).toBe(500)
    expect(await counts()).toEqual([0, 0, await count('events'), 0])
    await here.db.write(['DROP TRIGGER broken'])
    const { body } = await send(text)
    expect(body.rows.filter((one: Row) => one.action === 'new')).toHaveLength(30)
    expect(await count('cases')).toBe(30)
  })

  test('says all that is wrong beside the file at once', async () => {
    const fields = {
      changes: JSON.stringify({ [numberOf(1)]: { street: '410102099', department: 'nobody' } }),
      receivedOn: '2026-12-01',
    }
    const { status, body } = await send(csvList([row(1)]), fields)
    expect(status).toBe(422)
    expect(body.problems.map((one: { path: string }) => one.path)).toEqual([
      'receivedOn',
      `changes.${numberOf(1)}.street`,
      `changes.${numberOf(1)}.department`,
    ])
    const strange = await send(csvList([row(1)]), { colour: 'red', changes: '{' })
    expect(strange.body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['changes', 'colour'])
  })

  test.each([
    ['no list', '甲,乙\n1,2', 422, 'request.invalid'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 415, 'list.unsupported'],
    ['no text', new Uint8Array([0xff, 0xff, 0xff]), 415, 'list.undecodable'],
    ['too large a file', new Uint8Array(5_000_001), 413, 'list.too-large'],
  ])('refuses %s in the one shape', async (_, bytes, status, code) => {
    const answer = await send(bytes)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.body.problems[0].message).toMatch(/\p{Script=Han}/u)
  })

  test('wants a file', async () => {
    const { status, body } = await here.ask('POST', '/api/cases/import', new FormData(), await as('qian'))
    expect([status, body.problems[0].message]).toEqual([422, '请选择清单文件。'])
  })
})
