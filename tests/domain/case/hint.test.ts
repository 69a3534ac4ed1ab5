import { describe, expect, test } from 'vitest'
import { type Hint, hintsOf } from '#domain/case/hint.ts'
import { addYears } from '#domain/clock.ts'
import type { TipBehaviour } from '#domain/tip/kinds.ts'

const told = (about: Partial<Parameters<typeof hintsOf>[0][number]>) => ({
  behaviours: [] as TipBehaviour[],
  description: '河水发黑。',
  occurredOn: null,
  ongoing: null,
  emergencies: [] as string[],
  receivedOn: '2026-09-14',
  ...about,
})

describe('an officer is asked to think of the police', () => {
  test.each<[string, Parameters<typeof told>[0], Hint[]]>([
    ['an ordinary tip', {}, []],
    ['hazardous waste', { behaviours: ['hazardous_waste_dumping'] }, ['police-hazardous-waste']],
    [
      'waste acid by the reservoir',
      { description: '往水库倒废酸。', emergencies: ['water-source-zone'] },
      ['police-water-source'],
    ],
    ['rubbish by the reservoir', { description: '水库边倒垃圾。', emergencies: ['water-source-zone'] }, []],
    ['heavy metals', { emergencies: ['heavy-metals'] }, ['police-heavy-metals']],
    ['a hidden pipe', { description: '厂里埋了一根暗管。' }, ['police-hidden-outlet']],
    ['a seepage pit', { description: '废水倒进渗坑。' }, ['police-hidden-outlet']],
    ['made-up figures', { behaviours: ['data_falsified'] }, ['police-falsified-data']],
    ['tampering with a monitor', { description: '有人篡改在线数据。' }, ['police-falsified-data']],
  ])('%s', (_, about, hints) => {
    expect(hintsOf([told(about)])).toEqual(hints)
  })
})

describe('what was measured', () => {
  test.each<[string, Parameters<typeof hintsOf>[1], Hint[]]>([
    ['below every threshold', [{ wasteTonnes: 2.99, heavyMetalTimes: 2.9, metalTimes: 9.9 }], []],
    ['three tonnes, the number itself included', [{ wasteTonnes: 3 }], ['police-measured-waste']],
    ['three times for lead', [{ heavyMetalTimes: 3 }], ['police-measured-heavy-metals']],
    ['ten times for nickel, at a later visit', [{ metalTimes: 1 }, { metalTimes: 10 }], ['police-measured-metals']],
    ['two visits are not added up', [{ wasteTonnes: 2 }, { wasteTonnes: 2 }], []],
  ])('%s', (_, measured, hints) => {
    expect(hintsOf([told({})], measured)).toEqual(hints)
  })
})

describe('the time after which no penalty is possible', () => {
  test.each<[string | null, boolean | null, Hint[]]>([
    ['2024-09-14', null, []],
    ['2024-09-13', null, ['penalty-two-years']],
    ['2024-09-13', true, []],
    ['2021-09-14', false, ['penalty-two-years']],
    ['2021-09-13', false, ['penalty-five-years']],
    [null, null, []],
  ])('over since %s, still going on %s', (occurredOn, ongoing, hints) => {
    expect(hintsOf([told({ occurredOn, ongoing })])).toEqual(hints)
  })

  test('two years from 29 February are 28 February', () => {
    expect(addYears('2024-02-29', 2)).toBe('2026-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
    expect(addYears('2023-02-28', 1)).toBe('2024-02-28')
  })
})

test('the hints of several tips are said once each', () => {
  const one = told({ behaviours: ['hazardous_waste_dumping'] })
  expect(hintsOf([one, one])).toEqual(['police-hazardous-waste'])
})
