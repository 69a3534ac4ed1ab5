import type { Client, InValue } from '@libsql/client'
import { expect, test, vi } from 'vitest'
import { countCases } from '#db/case.ts'
import { openApp } from '../setup.ts'

test('the counts of the queue are read off an index, however much a case says', async () => {
  const { db } = await openApp()
  const asked = vi.spyOn((db.read as unknown as { $client: Client }).$client, 'execute')
  for (const actor of [
    { id: 'one', name: '演示甲', role: 'clerk', org: 'bureau' },
    { id: 'two', name: '演示乙', role: 'handler', org: '410102011' },
  ] as const)
    await countCases(db, actor, {}, new Date())
  const statements = asked.mock.calls.map(([one]: unknown[]) => one as { sql: string; args: InValue[] })
  asked.mockRestore()
  const counting = statements.filter(({ sql }) => sql.includes('count('))
  expect(counting).toHaveLength(2)
  for (const { sql, args } of counting) {
    const { rows } = await db.query(`EXPLAIN QUERY PLAN ${sql}`, args)
    const plan = rows.map((row) => String(row.detail)).filter((line) => /\bcases\b/.test(line))
    expect(plan).toEqual([expect.stringContaining('USING COVERING INDEX cases_count')])
  }
})
