import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRows } from '#domain/disclosure/rows.ts'
import { SOIL } from '../../fixtures/row-file.ts'

const fixture = async (name: string) =>
  readRows(new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/rows', name))), name, SOIL)

const LAB = '净源检测（虚构）有限公司'
const S2 = { point: 'S2', depthTop: 0.5, depthBottom: 1.5, sampledOn: '2025-05-07', institution: LAB }
const S1 = { point: 'S1', depthTop: 0, depthBottom: 0.2, sampledOn: '2025-05-06', institution: LAB }
const THERE = { lng: 113.6132, lat: 34.748 }
const ROWS = [
  {
    ...S1,
    ...THERE,
    pollutant: '砷',
    cas: '7440-38-2',
    value: '12.3',
    unit: 'mg/kg',
    detectionLimit: '0.01',
    method: 'HJ 680-2013',
  },
  {
    ...S1,
    ...THERE,
    pollutant: '镉',
    cas: '7440-43-9',
    value: '<0.01',
    unit: 'mg/kg',
    detectionLimit: '0.01',
    method: 'GB/T 17141-1997',
  },
  {
    ...S1,
    ...THERE,
    pollutant: '铬（六价）',
    value: '0.5L',
    unit: 'mg/kg',
    detectionLimit: '0.5',
    method: 'HJ 1082-2019',
  },
  { ...S1, pollutant: '铅', value: '0.3', unit: 'mg/kg' },
  { ...S2, pollutant: '二噁英类（总毒性当量）', value: '12', unit: 'ng TEQ/kg', detectionLimit: '0.1' },
  { ...S2, pollutant: '苯并[a]芘', cas: '50-32-8', value: '未检出', unit: 'mg/kg', detectionLimit: '0.1' },
  { ...S2, pollutant: 'pH', value: '7.2', unit: '无量纲' },
]

describe('files LibreOffice Calc wrote', () => {
  test('a workbook: days, numbers and formulas as values, a title above, empty lines between, two sheets', async () => {
    expect(await fixture('good.xlsx')).toEqual({
      rows: [
        ...ROWS,
        {
          point: 'S3',
          depthTop: 0,
          depthBottom: 0.2,
          sampledOn: '2025-05-08',
          pollutant: '汞',
          value: '0.000045',
          unit: 'g/kg',
          institution: LAB,
        },
      ],
      problems: [],
      sheet: '监测结果',
    })
  })

  test.each(['utf8.csv', 'gb18030.csv'])('%s', async (name) => {
    expect(await fixture(name)).toEqual({ rows: ROWS, problems: [] })
  })

  test('a broken workbook: every problem by sheet and cell', async () => {
    const { rows, problems, sheet } = await fixture('broken.xlsx')
    expect([rows, sheet]).toEqual([[], '监测结果'])
    expect(problems.every((one) => one.sheet === '监测结果')).toBe(true)
    expect(problems.map(({ cell, column, code }) => `${cell} ${column} ${code}`)).toEqual([
      'B2 经度 swapped-coordinates',
      'E3 采样深度下限m depth-order',
      'F3 采样日期 not-a-date',
      'H3 CAS号 became-a-date',
      'I3 测定值 negative',
      'J3 单位 unknown-unit',
      'K3 检出限 unreadable-limit',
      'H4 CAS号 name-cas-differ',
      'I4 测定值 error-cell',
      'A5 点位编号 became-a-date',
      'E5 采样深度下限m not-a-number',
      'F5 采样日期 not-a-date',
      'H5 CAS号 bad-cas',
      'I5 测定值 unreadable-value',
      'J5 单位 unknown-unit',
      'M5 检测机构 required',
      'G6 污染物 duplicate',
    ])
  })
})
