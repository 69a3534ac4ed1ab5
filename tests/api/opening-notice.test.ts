import { beforeEach, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { askFor, REPORTER, sendNamed, withKeys } from '../fixtures/identity.ts'
import { type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
let reference: string
let receipt: string

beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await withKeys(here)
  ;({ reference, receipt } = await sendNamed(here))
})

const onDuty = async (who: Person, scope = 'bureau') => {
  const shift = { scope, userId: `demo-${who}`, from: '2026-09-14T08:00:00+08:00', to: '2026-09-14T18:00:00+08:00' }
  expect((await here.ask('POST', '/api/roster', shift, await here.as('chu'))).status).toBe(201)
}
const addressed = () => here.mails.map(({ to }) => to).sort()

test('the head on duty is told by mail at once, with until when, and neither whom nor which tip it is about', async () => {
  await onDuty('zheng')
  await onDuty('qian', '410102011')
  await askFor(here, reference)
  expect(await drainOutbox(here.env)).toBe(1)
  expect(addressed()).toEqual(['zheng@demo.invalid'])
  const [mail] = here.mails
  expect(mail?.subject).toBe('【10 分钟内】有一项申请等您决定')
  expect(mail?.text).toContain('最迟 10:10 决定')
  expect(mail?.text).toContain('http://localhost:8787/desk/#/identity')
  const tip = await here.db.query('SELECT id, case_id, description, address FROM tips WHERE reference = ?', [reference])
  const said = JSON.stringify([mail, (await here.db.query('SELECT * FROM outbox')).rows])
  const words = [reference, receipt, REPORTER.name, REPORTER.phone, '依法书面答复', 'answer', '举报人']
  for (const word of [...words, ...Object.values(tip.rows[0] ?? {}).map(String)]) expect(said).not.toContain(word)
})

test('while no head is on duty every head is told, but not one with a tie to the case', async () => {
  await onDuty('qian')
  await askFor(here, reference)
  await drainOutbox(here.env)
  expect(addressed()).toEqual(['zhao@demo.invalid', 'zheng@demo.invalid'])
  here.mails.length = 0
  await here.db.write([{ sql: `UPDATE cases SET recused = '["demo-zhao"]'` }])
  await askFor(here, reference)
  await drainOutbox(here.env)
  expect(addressed()).toEqual(['zheng@demo.invalid'])
})

test('what was decided or lapsed before the mail went out is not told any more', async () => {
  const id = await askFor(here, reference)
  await here.ask('POST', `/api/identity/openings/${id}/refusal`, {}, await here.as('zhao'))
  expect(await drainOutbox(here.env)).toBe(0)
  await askFor(here, reference)
  here.at('2026-09-14T10:10:01+08:00')
  expect(await drainOutbox(here.env)).toBe(0)
  expect(here.mails).toEqual([])
  const { rows } = await here.db.query("SELECT count(*) AS n FROM outbox WHERE state = 'waiting'")
  expect(Number(rows[0]?.n)).toBe(0)
})
