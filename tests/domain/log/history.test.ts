import { expect, test } from 'vitest'
import { recordHistory } from '#domain/log/history.ts'
import { recordLeaf } from '#domain/log/leaf.ts'
import { publications } from '../../fixtures/records.ts'

const record = publications[0] as (typeof publications)[number]
const version = (index: number, ver: number, prev: number | null, id = record.id) => ({
  index,
  leaf: recordLeaf({ ...record, id, version: ver }, prev),
})

test('versions of a record follow each other, whatever stands between them', () => {
  const history = recordHistory()
  const taken = [version(0, 1, null), version(1, 1, null, 'other'), version(5, 2, 0), version(9, 3, 5)]
  expect(taken.map(history.take)).toEqual([null, null, null, null])
  expect(history.of(record.kind, record.id).map((one) => one.index)).toEqual([0, 5, 9])
  expect(history.all()).toHaveLength(2)
  expect(history.of(record.kind, 'nobody')).toEqual([])
})

test('a version left out, told twice, or tied to another leaf than the one before is named', () => {
  const history = recordHistory()
  expect(history.take(version(0, 2, null))).toBe('version 2 after none')
  expect(history.take(version(1, 2, 0))).toBe('version 2 after 2')
  expect(history.take(version(2, 3, 0))).toBe('prev is 0 instead of 1')
  expect(history.take(version(3, 1, 7, 'other'))).toBe('prev is 7 instead of null')
})
