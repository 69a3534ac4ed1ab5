import { expect, test } from 'vitest'
import {
  confirmBureauChange,
  declineBureauChange,
  findBureau,
  findBureauChange,
  listBureauChanges,
  proposeBureauChange,
} from '#db/bureau.ts'
import { GuardFailed } from '#db/engine.ts'
import type { BureauChange, KeptChange } from '#domain/bureau/change.ts'
import { shownOf } from '#domain/bureau/difference.ts'
import { bureau } from '../fixtures/bureau.ts'
import { openApp } from '../setup.ts'

const AT = new Date('2026-09-14T10:00:00+08:00')
const address = (said: string): BureauChange => ({ kind: 'data', fields: { address: said } })

async function openMemory() {
  const { db } = await openApp({ at: AT.toISOString() })
  const propose = async (id: string, change: BureauChange, by = 'demo-chu') => {
    await proposeBureauChange(db, { id, change, shown: shownOf(change, bureau), reason: '演示' }, by, AT)
    return (await findBureauChange(db, id)) as KeptChange
  }
  const confirm = (kept: KeptChange, after: number, by = 'demo-shen', at = AT) =>
    confirmBureauChange(db, kept, after, by, at)
  return { db, propose, confirm }
}

test('the bureau is the shipped one with what was confirmed, in that order and no other', async () => {
  const { db, propose, confirm } = await openMemory()
  expect(await findBureau(db, bureau)).toEqual(bureau)
  const late = await propose('a', { kind: 'data', fields: { postcode: '450001' } })
  await confirm(await propose('b', address('演示路 1 号')), 0)
  await confirm(await propose('c', address('演示路 2 号')), 1)
  expect(await findBureau(db, bureau)).toEqual({ ...bureau, address: '演示路 2 号' })
  await confirm(late, 2)
  expect((await findBureau(db, bureau)).postcode).toBe('450001')
  const kept = await listBureauChanges(db)
  expect(kept.map(({ id, seq }) => [id, seq]).sort()).toEqual([
    ['a', 3],
    ['b', 1],
    ['c', 2],
  ])
  // What a later release ships counts wherever nobody changed it.
  expect(await findBureau(db, { ...bureau, address: 'x', website: 'https://new.example.invalid/' })).toMatchObject({
    address: '演示路 2 号',
    website: 'https://new.example.invalid/',
  })
})

test('of two changes confirmed at one moment one counts, for the other was judged by what is no more', async () => {
  const { db, propose, confirm } = await openMemory()
  const both = [await propose('a', address('甲')), await propose('b', { kind: 'data', fields: { officeHours: '乙' } })]
  const done = await Promise.allSettled(both.map((one) => confirm(one, 0)))
  expect(done.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const { rows } = await db.query("SELECT count(*) AS n FROM events WHERE type = 'bureau.changed'")
  expect(Number(rows[0]?.n)).toBe(1)
})

test.each<[string, (here: Awaited<ReturnType<typeof openMemory>>, kept: KeptChange) => Promise<void>]>([
  ['by who proposed it', ({ confirm }, kept) => confirm(kept, 0, 'demo-chu')],
  ['by who is neither administrator nor auditor', ({ confirm }, kept) => confirm(kept, 0, 'demo-zhao')],
  ['after its last day', ({ confirm }, kept) => confirm(kept, 0, 'demo-shen', new Date('2026-09-22T00:00:00+08:00'))],
  [
    'once it was declined',
    async ({ db, confirm }, kept) => {
      await declineBureauChange(db, kept, 'demo-feng', AT)
      await confirm(kept, 0)
    },
  ],
])('a change is not confirmed %s, and nothing is written', async (_what, act) => {
  const here = await openMemory()
  const kept = await here.propose('a', address('演示路 1 号'))
  await expect(act(here, kept)).rejects.toThrow(GuardFailed)
  expect(await findBureau(here.db, bureau)).toEqual(bureau)
  const { rows } = await here.db.query("SELECT count(*) AS n FROM events WHERE type = 'bureau.changed'")
  expect(Number(rows[0]?.n)).toBe(0)
})

test('only an administrator proposes, and nothing waits twice', async () => {
  const { propose } = await openMemory()
  await expect(propose('a', address('甲'), 'demo-feng')).rejects.toThrow(GuardFailed)
  await propose('a', address('甲'))
  await expect(propose('b', address('乙'), 'demo-shen')).rejects.toThrow(GuardFailed)
})

test('the database itself takes no change that one person confirmed, and none out of order', async () => {
  const { db } = await openMemory()
  const insert = (state: string, seq: number | null, settled: string | null) =>
    db.write([
      {
        sql: `INSERT INTO bureau_changes(id, seq, change, touches, shown, reason, state, proposed_by, proposed_at, expires_on, settled_by)
              VALUES (?, ?, '{}', '[]', '{}', 'x', ?, 'a', '', '', ?)`,
        args: [`${state}-${seq}-${settled}`, seq, state, settled],
      },
    ])
  await expect(insert('confirmed', 1, null)).rejects.toThrow('bureau_change_by_two')
  await expect(insert('confirmed', 1, 'a')).rejects.toThrow('bureau_change_by_two')
  await expect(insert('confirmed', null, 'b')).rejects.toThrow('bureau_change_by_two')
  await expect(insert('waiting', 1, null)).rejects.toThrow('bureau_change_in_order')
  await insert('confirmed', 1, 'b')
  await expect(insert('confirmed', 1, 'c')).rejects.toThrow('seq')
})
