import { expect, test } from 'vitest'
import { readClosed, readKinds, readListNumber, readOutcome } from '#domain/case/list/value.ts'

const number = (text: string) => readListNumber({ kind: 'text', text })

test.each([
  ['D410100202609010001', 'D410100202609010001', false],
  [' x41 0100 2026 ', 'X4101002026', false],
  ['Ｄ４１０１０００１', 'D41010001', false],
  ['D41010001*', 'D41010001', true],
  ['D41010001 ＊', 'D41010001', true],
  ['D41010001（重点件）', 'D41010001', true],
  ['豫环交〔2026〕12号', '豫环交〔2026〕12号', false],
  ['D4101002026\n09010001', 'D410100202609010001', false],
])('the number %j is %s, key: %s', (text, kept, key) => {
  expect(number(text)).toEqual({ number: kept, key })
})

test.each([
  ['4.10102E+17', 'number-lost'],
  ['D41010001、D41010002', 'several-numbers'],
  ['D41010001\nD41010002', 'several-numbers'],
  ['无', 'number-wrong'],
  ['*', 'number-wrong'],
  ['1'.repeat(61), 'number-wrong'],
])('the number %j is %s', (text, code) => {
  expect(number(text)).toEqual({ code })
})

test('a number a spreadsheet keeps as a quantity has lost digits, a short one has not; a day is none', () => {
  expect(readListNumber({ kind: 'number', text: '410100202609010000' })).toEqual({ code: 'number-lost' })
  expect(readListNumber({ kind: 'number', text: '20260901' })).toEqual({ number: '20260901', key: false })
  expect(readListNumber({ kind: 'date', text: '2026-09-01' })).toEqual({ code: 'number-became-a-date' })
  expect(readListNumber({ kind: 'error', text: '#N/A' })).toEqual({ code: 'error-cell' })
})

test.each([
  ['水', ['water']],
  ['大气、水', ['air', 'water']],
  ['大气，噪音', ['air', 'noise']],
  ['大气,土壤', ['air', 'soil_groundwater']],
  ['油烟 噪声', ['air', 'noise']],
  ['固废\n辐射\n生态', ['solid_waste', 'radiation', 'ecology']],
  ['水污染；大气污染；扬尘', ['water', 'air']],
  ['其他', []],
  ['', []],
])('the types %j are %j', (text, kinds) => {
  expect(readKinds(text)).toEqual({ kinds, unknown: [] })
})

test('a type nobody knows is named', () => {
  expect(readKinds('水、光污染')).toEqual({ kinds: ['water'], unknown: ['光污染'] })
})

test('是否属实 and 是否办结 are read as people write them, and what cannot be told is said', () => {
  expect(['属实', '部分属实', '基本属实', '不属实', '否', '待核实', '', '查无此事'].map(readOutcome)).toEqual([
    'substantiated',
    'partly_substantiated',
    'partly_substantiated',
    'unsubstantiated',
    'unsubstantiated',
    null,
    null,
    undefined,
  ])
  expect(['已办结', '办结', '是', '阶段性办结', '未办结', '正在办理', '', '改日'].map(readClosed)).toEqual([
    'yes',
    'yes',
    'yes',
    'partly',
    'no',
    'no',
    null,
    undefined,
  ])
})
