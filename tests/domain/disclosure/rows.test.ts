import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv } from '#domain/csv.ts'
import { readRows } from '#domain/disclosure/rows.ts'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import { ITEMS } from '#domain/standard/item.ts'
import { but, codes, csv, GOOD, HEADER, KEYS, read, SOIL } from '../../fixtures/row-file.ts'

describe('a row file', () => {
  test('gives its rows as they stand', async () => {
    expect(await read(csv(GOOD))).toEqual({
      rows: [
        {
          point: 'S1',
          lng: 113.6132,
          lat: 34.748,
          depthTop: 0,
          depthBottom: 0.2,
          sampledOn: '2025-05-06',
          pollutant: '镉',
          cas: '7440-43-9',
          value: '<0.01',
          unit: 'mg/kg',
          detectionLimit: '0.01',
          method: 'GB/T 17141',
          institution: '净源检测',
        },
      ],
      problems: [],
    })
  })

  test.each(['<0.01', '0.01L', '未检出', 'ND', '未检测', '12.30', '1.2×10⁻⁵'])(
    'keeps the result %s to the letter',
    async (value) => {
      const { rows, problems } = await read(csv(but({ value })))
      expect([rows[0]?.value, problems]).toEqual([value, []])
    },
  )

  test('has its columns in any order, under names laboratories use, with notes above and columns we do not publish', async () => {
    const text =
      '2025 年监测结果\n序号,备注,监测项目,检测结果,单位,采样点位,采样深度上限(m),采样深度下限（m）,取样日期,检测单位\n1,平行,铅,30,mg/kg,S1,0,0.2,2025/5/6,甲'
    const { rows, problems } = await read(text)
    expect(problems).toEqual([])
    expect(rows).toEqual([
      {
        point: 'S1',
        depthTop: 0,
        depthBottom: 0.2,
        sampledOn: '2025-05-06',
        pollutant: '铅',
        value: '30',
        unit: 'mg/kg',
        institution: '甲',
      },
    ])
  })

  test('may name a pollutant by its CAS number alone', async () => {
    expect((await read(csv(but({ pollutant: '', cas: '50-32-8' })))).rows[0]?.pollutant).toBe('苯并[a]芘')
    expect(codes(await read(csv(but({ pollutant: '', cas: '50-00-0' }))))).toEqual(['required-or-cas'])
    expect(codes(await read(csv(but({ pollutant: '', cas: '' }))))).toEqual(['required'])
  })

  test('leaves optional cells out when they are empty or a dash', async () => {
    const { rows, problems } = await read(
      csv(but({ lng: '', lat: '', cas: '/', detectionLimit: '—', method: '无', value: '1' })),
    )
    expect(problems).toEqual([])
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'point',
      'depthTop',
      'depthBottom',
      'sampledOn',
      'pollutant',
      'value',
      'unit',
      'institution',
    ])
  })

  test.each([
    ['2025/5/6', '2025-05-06'],
    ['2025.05.06', '2025-05-06'],
    ['2025年5月6日', '2025-05-06'],
    ['20250506', '2025-05-06'],
    ['2025-05-06 14:30', '2025-05-06'],
    ['2024-2-29', '2024-02-29'],
  ])('reads the day %s', async (sampledOn, day) => {
    expect((await read(csv(but({ sampledOn })))).rows[0]?.sampledOn).toBe(day)
  })

  test('reads degrees, minutes and seconds', async () => {
    const { rows } = await read(csv(but({ lng: '113°36′47.52″', lat: '北纬34度44分52.8秒' })))
    expect([rows[0]?.lng, rows[0]?.lat]).toEqual([113.6132, 34.748])
  })

  test('a pH needs no unit', async () => {
    expect(
      (await read(csv(but({ pollutant: 'pH', cas: '', unit: '', value: '7.2', detectionLimit: '' })))).rows[0],
    ).toMatchObject({ unit: '无量纲' })
  })
})

describe('whatever is uploaded', () => {
  const word = fc
    .stringMatching(/^[A-Za-z0-9一-龥=+@-][A-Za-z0-9一-龥 .]{0,20}$/)
    .map((text) => text.replace(/ +/g, ' ').trim())
  const soilRow = fc.record({
    point: word,
    depthTop: fc.integer({ min: 0, max: 49 }),
    depthBottom: fc.integer({ min: 50, max: 100 }),
    sampledOn: fc
      .date({ min: new Date('2017-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10)),
    pollutant: fc.constantFrom(...ITEMS.filter((one) => one.id !== 'dioxins-teq').map((one) => one.name)),
    value: fc.oneof(
      fc.double({ min: 0, max: 900, noNaN: true }).map(String),
      fc.constantFrom('<0.01', '0.01L', '未检出', '未检测'),
    ),
    unit: fc.constantFrom('mg/kg', 'μg/kg', 'ng/kg'),
    institution: word,
  })

  test('rows exported as CSV come back the same, formulas disarmed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(soilRow, { minLength: 1, maxLength: 20, selector: (row) => row.point }),
        async (given) => {
          const text = toCsv(
            HEADER,
            given.map((row: SoilRow) => KEYS.map((key) => row[key])),
          )
          expect(await read(text)).toEqual({ rows: given, problems: [] })
        },
      ),
    )
  })

  test('bytes of any kind end in rows or in problems with a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string().map((text) => new TextEncoder().encode(`${HEADER.join(',')}\n${text}`)),
        ),
        async (bytes) => {
          const { rows, problems } = await readRows(bytes, 'a.csv', SOIL)
          expect(rows.length + problems.length).toBeGreaterThan(0)
          for (const { message } of problems) expect(message).toMatch(/。$/)
        },
      ),
      { numRuns: 500 },
    )
  })
})
