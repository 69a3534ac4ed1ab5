import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import { type Comparison, compare, compareRows, countsOf, worstOf } from '#domain/standard/compare.ts'
import { ITEMS } from '#domain/standard/item.ts'

const row = (pollutant: string, value: string, more: Partial<SoilRow> = {}): SoilRow => ({
  point: 'S1',
  depthTop: 0,
  depthBottom: 0.2,
  sampledOn: '2025-05-06',
  pollutant,
  value,
  unit: 'mg/kg',
  institution: '净源检测',
  ...more,
})
const on = (landClass: LandClass, one: SoilRow, ph: number | null = null) => compare(one, { landClass, ph })

describe('development land', () => {
  test('arsenic of 21 mg/kg is over the screening value of class 1, below the intervention value, and within class 2', () => {
    expect(on('class1', row('砷', '21'))).toMatchObject({
      state: 'over',
      level: 'screening',
      standard: 'GB 36600-2018',
      item: 'as',
      screening: { value: 20, clause: 'GB 36600-2018 表1 序号1', unverified: null },
      intervention: { value: 120 },
      mgPerKg: 21,
      ratio: 1.1,
      why: 'background-may-apply',
    })
    expect(on('class2', row('砷', '21'))).toMatchObject({ state: 'within', level: null, ratio: 0.35, why: null })
  })

  test.each([
    ['铅', 400, 800, 800, 2500],
    ['镉', 20, 65, 47, 172],
    ['铬（六价）', 3, 5.7, 30, 78],
    ['汞', 8, 38, 33, 82],
    ['砷', 20, 60, 120, 140],
    ['苯并[a]芘', 0.55, 1.5, 5.5, 15],
    ['石油烃（C10-C40）', 826, 4500, 5000, 9000],
    ['多氯联苯', 0.14, 0.38, 1.4, 3.8],
  ])('%s has its printed limits', (name, class1, class2, over1, over2) => {
    const limits = (landClass: LandClass) => {
      const { screening, intervention } = on(landClass, row(name, '0.001'))
      return [screening?.value, intervention?.value]
    }
    expect(limits('class1')).toEqual([class1, over1])
    expect(limits('class2')).toEqual([class2, over2])
  })

  test('land whose use is not clear is judged as class 1, and says so', () => {
    expect(on('unclear', row('铅', '500'))).toMatchObject({
      state: 'over',
      screening: { value: 400 },
      why: 'assumed-class1',
    })
  })

  test('dioxins in ng TEQ/kg meet a limit printed in mg/kg', () => {
    const dioxins = (value: string, unit: string) => on('class1', row('二噁英类', value, { unit }))
    expect(dioxins('10', 'ng TEQ/kg')).toMatchObject({ state: 'within', mgPerKg: 0.00001, ratio: 1 })
    expect(dioxins('12', 'ng TEQ/kg')).toMatchObject({ state: 'over', level: 'screening', ratio: 1.2 })
    expect(dioxins('101', 'ng TEQ/kg')).toMatchObject({ level: 'intervention' })
    expect(dioxins('12', 'ng/kg')).toMatchObject({ state: 'not_comparable', why: 'unknown-unit' })
  })

  test('a sum whose parts are not yet verified says so', () => {
    expect(on('class1', row('滴滴涕', '1')).screening?.unverified).toMatch(/核对/)
  })

  test('before the standard was in force there is nothing to compare with', () => {
    const early = row('铅', '900', { sampledOn: '2018-07-31' })
    expect(on('class2', early)).toMatchObject({ state: 'not_comparable', item: 'pb', why: 'not-in-force' })
    expect(compare(early, { landClass: 'class2', ph: null }, '2018-08-01')).toMatchObject({ state: 'over' })
  })
})

describe('at the limit', () => {
  test('every item is within at its screening value, at any unit, and over just above it', () => {
    const items = fc.constantFrom(
      ...ITEMS.filter((one) => one.standard === 'GB 36600-2018' && one.id !== 'dioxins-teq'),
    )
    fc.assert(
      fc.property(items, fc.constantFrom('class1' as const, 'class2' as const), (item, landClass) => {
        const limit = on(landClass, row(item.name, '0')).screening?.value ?? Number.NaN
        for (const [unit, power] of [
          ['mg/kg', 0],
          ['μg/kg', 3],
          ['ng/kg', 6],
          ['g/kg', -3],
        ] as const) {
          const [mantissa, exponent = '0'] = String(limit).split('e')
          const same = `${mantissa}e${Number(exponent) + power}`
          expect(on(landClass, row(item.name, same, { unit })).state, `${same} ${unit}`).toBe('within')
        }
        expect(on(landClass, row(item.name, String(limit * 1.001))).state).toBe('over')
      }),
    )
  })

  test('at the intervention value only the screening value is exceeded', () => {
    expect(on('class2', row('铅', '2500'))).toMatchObject({ level: 'screening' })
    expect(on('class2', row('铅', '2500.1'))).toMatchObject({ level: 'intervention' })
  })
})

describe('farmland', () => {
  test.each([
    ['paddy', 5.5, 0.3, 1.5],
    ['paddy', 5.6, 0.4, 2],
    ['paddy', 6.5, 0.4, 2],
    ['paddy', 7.5, 0.6, 3],
    ['paddy', 7.6, 0.8, 4],
    ['other_farmland', 6.5, 0.3, 2],
    ['other_farmland', 8, 0.6, 4],
  ] as const)('cadmium in %s at pH %d: screening %d, intervention %d', (landClass, ph, screening, intervention) => {
    expect(on(landClass, row('镉', '0.1'), ph)).toMatchObject({
      state: 'within',
      screening: { value: screening, clause: 'GB 15618-2018 表1 序号1' },
      intervention: { value: intervention, clause: 'GB 15618-2018 表3 序号1' },
    })
  })

  test('without the pH there is no comparison, except where all pH have one value', () => {
    expect(on('paddy', row('镉', '0.5'))).toMatchObject({ state: 'not_comparable', why: 'no-ph', screening: null })
    expect(on('paddy', row('六六六总量', '0.2'))).toMatchObject({
      state: 'over',
      level: 'screening',
      intervention: null,
    })
  })

  test('says which of its values rest on one source', () => {
    const mercury = on('paddy', row('汞', '0.1'), 7)
    expect(mercury.screening?.unverified).toBeNull()
    expect(mercury.intervention?.unverified).toMatch(/核对/)
    expect(on('paddy', row('六六六总量', '0.05')).screening?.unverified).toMatch(/核对/)
  })

  test('each sample is judged by its own pH row, wherever it stands', () => {
    const rows = [
      row('镉', '0.5'),
      row('pH', '7.2', { unit: '无量纲' }),
      row('镉', '0.5', { point: 'S2' }),
      row('pH值', '5.1', { unit: '无量纲', point: 'S2' }),
      row('镉', '0.5', { point: 'S2', depthBottom: 0.5 }),
      row('pH', '77', { unit: '无量纲', point: 'S3' }),
      row('镉', '0.5', { point: 'S3' }),
    ]
    const found = compareRows(rows, 'paddy')
    expect(found.map((one) => one.why ?? one.state)).toEqual([
      'within',
      'no-limit',
      'over',
      'no-limit',
      'no-ph',
      'no-limit',
      'no-ph',
    ])
    expect(found[2]?.screening?.value).toBe(0.3)
  })
})

describe('what cannot be compared is never within', () => {
  test.each([
    ['铬', '1', {}, 'species'],
    ['石油烃', '1', {}, 'sum'],
    ['有机质', '20', { unit: 'g/kg' }, 'no-limit'],
    ['铅', '1', { unit: 'mg/L' }, 'unknown-unit'],
    ['铅', '>800', {}, 'unreadable'],
    ['铅', '-1', {}, 'unreadable'],
    ['铅', '1', { cas: '7440-43-9' }, 'name-cas-differ'],
    ['苯并[a]芘', '未检出', {}, 'no-detection-limit'],
    ['苯并[a]芘', '<2', {}, 'detection-limit-above-limit'],
    ['铅', '<1', { unit: 'ppm' }, 'unknown-unit'],
  ] as const)('%s %s', (pollutant, value, more, why) => {
    expect(on('class2', row(pollutant, value, more))).toMatchObject({ state: 'not_comparable', why, ratio: null })
  })

  test('not detected is within only when the detection limit is not above the limit', () => {
    expect(on('class2', row('苯并[a]芘', '<1.5'))).toMatchObject({
      state: 'within',
      why: 'below-detection',
      mgPerKg: null,
      ratio: null,
    })
    expect(on('class2', row('苯并[a]芘', '未检出', { detectionLimit: '0.1' }))).toMatchObject({ state: 'within' })
    expect(on('class2', row('苯并[a]芘', '未检出', { detectionLimit: '1.6' }))).toMatchObject({
      state: 'not_comparable',
    })
  })

  test('not tested is not reported', () => {
    expect(on('class2', row('铅', '未检测'))).toMatchObject({ state: 'not_reported', item: 'pb', why: null })
    expect(on('class2', row('铅', '/'))).toMatchObject({ state: 'not_reported' })
  })
})

describe('many results', () => {
  const of = (...rows: SoilRow[]) => compareRows(rows, 'class2')

  test('the worst is the highest above the strictest limit, then what could not be compared', () => {
    const all = of(row('铅', '10'), row('镉', '100'), row('砷', '200'), row('铬', '1'), row('pH', '7'))
    expect(worstOf(all)?.item).toBe('as')
    expect(worstOf(all.filter((one) => one.state !== 'over'))?.why).toBe('species')
    expect(worstOf(of(row('pH', '7'), row('铅', '10')))?.item).toBe('pb')
    expect(worstOf([])).toBeNull()
  })

  test('are counted by state; rows no standard limits are not counted', () => {
    expect(
      countsOf(of(row('铅', '10'), row('砷', '200'), row('铬', '1'), row('pH', '7'), row('汞', '未检测'))),
    ).toEqual({
      within: 1,
      over: 1,
      not_comparable: 1,
      not_reported: 1,
    })
  })

  test('whatever is reported: over and within agree with the numbers, and nothing else has a ratio', () => {
    const anything = fc.record({
      pollutant: fc.oneof(fc.constantFrom(...ITEMS.map((one) => one.name)), fc.string()),
      value: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }).map(String), fc.string()),
      unit: fc.oneof(fc.constantFrom('mg/kg', 'μg/kg'), fc.string()),
      ph: fc.option(fc.double({ min: 0, max: 14, noNaN: true })),
      landClass: fc.constantFrom<LandClass>('class1', 'class2', 'unclear', 'paddy', 'other_farmland'),
    })
    fc.assert(
      fc.property(anything, ({ pollutant, value, unit, ph, landClass }) => {
        const one: Comparison = on(landClass, row(pollutant, value, { unit }), ph)
        if (one.state === 'over') expect((one.mgPerKg ?? 0) > (one.screening?.value ?? Number.NaN)).toBe(true)
        if (one.state === 'within' && one.mgPerKg !== null)
          expect(one.mgPerKg <= (one.screening?.value ?? 0)).toBe(true)
        if (one.state === 'not_comparable' || one.state === 'not_reported')
          expect([one.ratio, one.level]).toEqual([null, null])
        if (one.state === 'not_comparable') expect(one.why).not.toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})
