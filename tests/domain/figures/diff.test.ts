import { expect, test } from 'vitest'
import { figuresDiff } from '#domain/figures/diff.ts'
import type { FiguresPage } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { sampleLocals } from '#site/sample.ts'
import { bureau } from '../../fixtures/bureau.ts'

test('a figure of the whole district that is told no more is named with what it was, not as a column', () => {
  const { record } = sampleLocals('/figures/2026-10/', bureau).figures as FiguresPage
  const before = record as PublicRecord<'figures'>
  if (!before.data) throw new Error('the sample has no figures')
  const rows = before.data.rows.map((row) =>
    row.by === 'all' ? { ...row, counts: { ...row.counts, received: null } } : row,
  )
  const data = { ...before.data, rows, omitted: [...before.data.omitted, 'all/received', 'street/received'] }
  expect(figuresDiff(before.data, data, bureau)).toEqual([
    { path: 'rows.all/all.received', label: '全区合计：收到', from: '24', to: '不公布' },
    { path: 'omitted.street/received', label: '按事发街道的收到', from: '分列', to: '不公布' },
  ])
})
