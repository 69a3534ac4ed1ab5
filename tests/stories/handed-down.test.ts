import { expect, test } from 'vitest'
import { csvList, listForm } from '../fixtures/case-list.ts'
import { gb18030 } from '../fixtures/gb18030.ts'
import { openApp } from '../setup.ts'
import { caseOf, does } from './desk.ts'

test('an inspection hands a list down: it is looked through, worked off, handed down again, and reported back', async () => {
  const here = await openApp({ at: '2026-09-14T09:00:00+08:00' })
  const takes = async (text: string, query = '') =>
    (await here.ask('POST', `/api/cases/import${query}`, listForm(gb18030(text)), await here.as('qian'))).body
  const plating = {
    number: 'X4101002026090001*',
    matter: '西流湖街道演示电镀厂夜间偷排废水，含重金属，群众多次反映。',
    area: '中原区',
    kinds: '水、土壤',
    closed: '未办结',
  }
  const elsewhere = { number: 'X4101002026090002', matter: '演示路扬尘严重，没有覆盖。', area: '金水区', kinds: '大气' }

  // A clerk sees what is wrong before anything is saved, mends the file and imports it.
  const looked = await takes(csvList([plating, { ...elsewhere, number: '' }]), '?preview=1')
  expect(looked.rows.map((row: { action: string }) => row.action)).toEqual(['new', 'problem'])
  const list = csvList([plating, elsewhere])
  const { rows } = await takes(list)
  expect(rows.map((row: { action: string }) => row.action)).toEqual(['new', 'new'])

  // Heavy metals: the officer on duty is called, as for anybody's tip; the other one is somebody else's and says so.
  const { rows: notices } = await here.db.query("SELECT recipient, notice FROM outbox WHERE recipient = 'duty'")
  expect(notices).toHaveLength(1)
  const [first, second] = await Promise.all(rows.map((row: { id: string }) => caseOf(here, row.id)))
  expect(first.case).toMatchObject({
    emergency: true,
    summary: expect.stringMatching(/^【重点件】/),
    street: '410102011',
  })
  expect(second.case).toMatchObject({ outOfDistrict: '郑州市生态环境局金水分局', street: null })

  // It is worked off like any other.
  const { id } = first.case
  await does(here, 'qian', id, 'acceptance')
  await does(here, 'qian', id, 'assignment', { to: '410102011' })
  here.at('2026-09-16T10:00:00+08:00')
  await does(here, 'li', id, 'investigation', { findings: '查实一根暗管，已取样。', on: '2026-09-15' })

  // The next batch names it again, as done: it is linked, said, and moves nothing.
  const given = { ...plating, findings: '据报已封堵。', outcome: '属实', closed: '已办结' }
  const { rows: next } = await takes(csvList([given, elsewhere]))
  expect(next.map((row: { action: string }) => row.action)).toEqual(['repeat', 'unchanged'])
  const { case: still, events } = await caseOf(here, id)
  expect(still).toMatchObject({ state: 'investigating', outcome: null })
  expect(events.at(-1)).toMatchObject({
    type: 'case.list-repeated',
    actorName: '钱登记',
    data: { list: { closed: '已办结', findings: '据报已封堵。' } },
  })

  // What goes back up is what we found.
  await does(here, 'li', id, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '拆除暗管，立案查处。',
  })
  await does(here, 'zhao', id, 'closure')
  const { body: table } = await here.ask(
    'GET',
    '/api/cases/export?channel=list_import',
    undefined,
    await here.as('zhao'),
  )
  expect(table).toContain(
    '查实一根暗管，已取样。,属实,"拆除暗管，立案查处。\n已整改，现场已核实",已办结,,X4101002026090001,',
  )
  expect(table).not.toContain('据报已封堵')
})
