import { expect, test } from 'vitest'
import { nameOfField } from '#domain/words/zh/field.ts'

const NAMES = { rows: '监测数据', 'rows.*.value': '测定值', listings: '名录', on: '日期' }

test('a field is called by its name, and an entry of a list by where it stands, counted from one', () => {
  expect(nameOfField(NAMES, '')).toBe('提交的内容')
  expect(nameOfField(NAMES, 'on')).toBe('日期')
  expect(nameOfField(NAMES, 'listings.0')).toBe('名录第 1 项')
  expect(nameOfField(NAMES, 'rows.2.value', (list) => (list === 'rows' ? '行' : '项'))).toBe('监测数据第 3 行的测定值')
})

test('what has no name is quoted, and no more of it than fits a line', () => {
  expect(nameOfField(NAMES, 'rows.2.colour')).toBe('监测数据第 3 项的“colour”')
  expect(nameOfField(NAMES, 'x'.repeat(99))).toBe(`“${'x'.repeat(40)}…”`)
  expect(nameOfField(NAMES, 'toString')).toBe('“toString”')
})
