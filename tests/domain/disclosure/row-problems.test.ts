import { describe, expect, test } from 'vitest'
import { MAX_PROBLEMS, MAX_ROW_FILE, readRows } from '#domain/disclosure/rows.ts'
import { MAX_ROWS } from '#domain/disclosure/schema.ts'
import { but, codes, csv, GOOD, HEADER, KEYS, read, SOIL } from '../../fixtures/row-file.ts'

describe('what is wrong with a cell is told at the cell', () => {
  test.each([
    ['point', '', 'required'],
    ['point', '长'.repeat(41), 'too-long'],
    ['lng', '东边', 'not-a-number'],
    ['lng', '200', 'out-of-range'],
    ['lng', '113°99′', 'not-a-number'],
    ['lat', '', 'half-coordinates'],
    ['depthTop', '20cm', 'not-a-number'],
    ['depthTop', '-1', 'out-of-range'],
    ['depthBottom', '0', 'depth-order'],
    ['depthBottom', '0-0.2', 'not-a-number'],
    ['sampledOn', '05/06/2025', 'not-a-date'],
    ['sampledOn', '2025-02-29', 'not-a-date'],
    ['sampledOn', '45783', 'not-a-date'],
    ['cas', '7440-43-8', 'bad-cas'],
    ['cas', '镉', 'bad-cas'],
    ['cas', '7439-92-1', 'name-cas-differ'],
    ['value', '>5', 'unreadable-value'],
    ['value', '12,3', 'unreadable-value'],
    ['value', '-0.5', 'negative'],
    ['value', '1000001', 'impossible'],
    ['unit', 'mg/L', 'unknown-unit'],
    ['unit', 'ppm', 'unknown-unit'],
    ['unit', 'ng TEQ/kg', 'unknown-unit'],
    ['detectionLimit', '很低', 'unreadable-limit'],
    ['detectionLimit', '0', 'unreadable-limit'],
    ['institution', '', 'required'],
  ] as const)('%s “%s”: %s', async (key, text, code) => {
    const { rows, problems } = await read(csv(GOOD, but({ point: 'S2', [key]: text })))
    expect(rows).toHaveLength(1)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ line: 3, column: HEADER[KEYS.indexOf(key)], path: `rows.1.${key}`, code })
    expect(problems[0]?.message).toMatch(/。$/)
    expect(problems[0]?.message).not.toMatch(/undefined|NaN/)
  })

  test('dioxins in a mass that is no toxic equivalent, and a pH beside mg/kg', async () => {
    expect(
      codes(await read(csv(but({ pollutant: '二噁英类', cas: '', value: '12', unit: 'ng/kg', detectionLimit: '' })))),
    ).toEqual(['dioxin-unit'])
    expect(
      codes(await read(csv(but({ pollutant: 'pH', cas: '', value: '15', unit: 'mg/kg', detectionLimit: '' })))),
    ).toEqual(['ph-range', 'ph-unit'])
  })

  test('longitude and latitude the wrong way round', async () => {
    expect(codes(await read(csv(but({ lng: '34.748', lat: '113.6132' }))))).toEqual(['swapped-coordinates'])
  })

  test('the same result twice, under another name too', async () => {
    const { problems } = await read(csv(GOOD, but({ point: 'S2' }), but({ pollutant: 'Cd', cas: '' })))
    expect(problems).toMatchObject([{ line: 4, column: '污染物', code: 'duplicate' }])
    expect(problems[0]?.message).toContain('第 2 行')
  })

  test('all of it at once, in the order of lines and columns', async () => {
    const { rows, problems } = await read(
      csv(but({ point: '', value: 'x', unit: 'ppm' }), GOOD, but({ depthTop: 'x', sampledOn: 'x', cas: '1-2-3' })),
    )
    expect(rows).toHaveLength(1)
    expect(problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 点位编号',
      '2 测定值',
      '2 单位',
      '4 采样深度上限m',
      '4 采样日期',
      '4 CAS号',
    ])
  })

  test('a substance no standard knows may have a unit of its own', async () => {
    expect((await read(csv(but({ pollutant: '含水率', cas: '', value: '12', unit: '%' })))).problems).toEqual([])
  })
})

describe('what is wrong with a file is told before its cells', () => {
  test.each([
    ['', 'file-empty'],
    ['   \n \n', 'file-empty'],
    [HEADER.join(','), 'file-empty'],
    ['你好，这里没有表格', 'no-header'],
  ])('%j', async (text, code) => {
    const { rows, problems } = await read(text)
    expect([rows, problems.map((one) => one.code)]).toEqual([[], [code]])
  })

  test('columns that are missing, repeated or unknown', async () => {
    const text = '点位编号,采样深度上限m,采样日期,污染物,测定值,测定值,检出线\nS1,0,2025-05-06,铅,1,2,0.1'
    const { problems } = await read(text)
    expect(problems.map(({ code, column }) => `${code} ${column}`)).toEqual([
      'repeated-column 测定值',
      'unknown-column 检出线',
      'missing-column 采样深度下限m',
      'missing-column 单位',
      'missing-column 检测机构',
    ])
    expect(problems.every(({ line, path }) => line === 1 && path === 'rows')).toBe(true)
  })

  test('an old or locked workbook, a PDF, and something that only claims to be a workbook', async () => {
    const of = async (bytes: number[] | string, name: string) =>
      codes(
        await readRows(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes), name, SOIL),
      )
    expect(await of([0xd0, 0xcf, 0x11, 0xe0, 0], 'a.xls')).toEqual(['file-old-xls'])
    expect(await of('%PDF-1.7', 'a.csv')).toEqual(['file-unreadable'])
    expect(await of('点位编号', 'a.xlsx')).toEqual(['file-unreadable'])
    expect(await of([0x50, 0x4b, 3, 4, 1, 2], 'a.xlsx')).toEqual(['file-unreadable'])
    expect(await of([0x80, 0, 1], 'a.csv')).toEqual(['file-encoding'])
  })

  test('a file of more than five megabytes, or of more rows than one report holds', async () => {
    expect(codes(await readRows(new Uint8Array(MAX_ROW_FILE + 1), 'a.csv', SOIL))).toEqual(['file-too-large'])
    const many = Array.from({ length: MAX_ROWS + 1 }, (_, at) => but({ point: `S${at}` }))
    expect(codes(await read(csv(...many)))).toEqual(['too-many-rows'])
    expect((await read(csv(...many.slice(1)))).rows).toHaveLength(MAX_ROWS)
  })

  test('thousands of problems are listed up to a thousand and counted beyond', async () => {
    const { problems } = await read(
      csv(...Array.from({ length: 1500 }, (_, at) => but({ point: `S${at}`, value: 'x' }))),
    )
    expect(problems).toHaveLength(MAX_PROBLEMS + 1)
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems' })
    expect(problems.at(-1)?.message).toContain('500')
  })
})
