import { beforeAll, describe, expect, test } from 'vitest'
import { csvList, listForm, numberOf } from '../fixtures/case-list.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { does } from '../stories/desk.ts'

let here: Opened
const send = async (text: string) => here.ask('POST', '/api/cases/import', listForm(text), await here.as('qian'))
const row = (n: number, about: Record<string, string> = {}) => ({
  number: numberOf(n),
  matter: `西流湖街道演示路${n}号有人乱倒垃圾`,
  area: '中原区',
  kinds: '固废',
  ...about,
})

describe('the table of cases', () => {
  beforeAll(async () => {
    here = await openApp()
    await send(csvList([row(1, { kinds: '土壤' }), row(2, { matter: '=1+1，西流湖街道演示路', area: '金水区' })]))
    await here.ask('POST', '/api/tips', aTip())
  })

  test('has the headings of a list, a byte order mark and no formula', async () => {
    const { status, response, headers } = await here.ask('GET', '/api/cases/export', undefined, await here.as('zhao'))
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('attachment; filename="cases-2026-09-14.csv"')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [header, ...lines] = new TextDecoder().decode(bytes).trim().split('\r\n')
    expect(header).toBe(
      '序号,受理编号,交办问题基本情况,行政区域,污染类型,调查核实情况,是否属实,处理和整改情况,是否办结,责任人被处理情况,全国平台编号,本局编号,污染细类,所属行业,发生日期,诉求,补充回答',
    )
    expect(lines).toHaveLength(3)
    expect(lines.find((one) => one.includes(numberOf(2)))).toContain(',"\'=1+1，西流湖街道演示路",金水区,')
    expect(lines.find((one) => one.includes(numberOf(1)))).toContain(',中原区西流湖街道,土壤,,,,未办结,,')
  })

  test('takes the filters of the queue', async () => {
    const { body } = await here.ask('GET', '/api/cases/export?channel=list_import', undefined, await here.as('qian'))
    expect(body.trim().split('\r\n')).toHaveLength(3)
  })

  test('can be read as a list: every case is known again', async () => {
    const { body: table } = await here.ask('GET', '/api/cases/export', undefined, await here.as('qian'))
    const { body } = await send(table)
    expect(body.rows.map((one: { action: string }) => one.action)).toEqual(['repeat', 'repeat', 'repeat'])
    expect((await here.ask('GET', '/api/cases/count', undefined, await here.as('qian'))).body.total).toBe(3)
  })
})

test('a closed case says what was found and done, and by whose number it goes', async () => {
  const { body: taken } = await send(csvList([row(5)]))
  const reference = taken.rows[0].reference
  const { body: list } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, await here.as('qian'))
  const { id } = list.items[0]
  await does(here, 'qian', id, 'acceptance')
  await does(here, 'qian', id, 'assignment', { to: '410102011' })
  await does(here, 'li', id, 'investigation', { findings: '现场有建筑垃圾约两立方米。', on: '2026-09-14' })
  const outcome = { outcome: 'partly_substantiated', remedied: 'yes', measures: '已清运。' }
  await does(here, 'li', id, 'closure-proposal', outcome)
  await does(here, 'zhao', id, 'closure')
  const { body } = await here.ask('GET', `/api/cases/export?q=${reference}`, undefined, await here.as('qian'))
  expect(body).toContain(
    `,固体废物,现场有建筑垃圾约两立方米。,部分属实,"已清运。\n已整改，现场已核实",已办结,,${numberOf(5)},${reference}`,
  )
})
