import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  casNumbers,
  findItem,
  ITEMS,
  isCasNumber,
  itemIdOf,
  nameKey,
  POLLUTANT_IDS,
  pollutantName,
  standardFor,
  substanceOf,
} from '#domain/standard/item.ts'
import { LOOKALIKES, OTHER_FORM, OTHER_NAMES, OTHER_SUM } from '#domain/standard/substance.ts'

const DEVELOPMENT = 'GB 36600-2018'
const FARMLAND = 'GB 15618-2018'
const idOf = (standard: typeof DEVELOPMENT | typeof FARMLAND, pollutant: string, cas?: string) =>
  itemIdOf(standard, { pollutant, cas })

describe('the items of the standards', () => {
  test('are 85 for development land and 11 for farmland, 89 pollutants in all', () => {
    expect(ITEMS.filter((one) => one.standard === DEVELOPMENT)).toHaveLength(85)
    expect(ITEMS.filter((one) => one.standard === FARMLAND)).toHaveLength(11)
    expect(POLLUTANT_IDS).toHaveLength(89)
    expect(pollutantName('cr6')).toBe('铬（六价）')
    expect(pollutantName('nothing')).toBeNull()
  })

  test('say what is not verified in Chinese, and nothing of where it was copied from', () => {
    for (const { flag, note } of ITEMS)
      for (const text of [flag, note]) if (text) expect(text).not.toMatch(/memory|source|GitHub|re-check/i)
  })

  test('every CAS number passes its check digit, and a wrong one does not', () => {
    for (const { cas } of [...ITEMS, ...LOOKALIKES])
      for (const number of cas) expect(isCasNumber(number), number).toBe(true)
    expect(isCasNumber('7439-92-2')).toBe(false)
    expect(isCasNumber('铅')).toBe(false)
  })

  test('no name means two substances', () => {
    const owners = new Map<string, string>()
    const names = [
      ...POLLUTANT_IDS.flatMap((id) =>
        [
          ...ITEMS.filter((one) => one.id === id).flatMap((one) => [one.name, one.english]),
          ...(OTHER_NAMES[id] ?? []),
        ].map((name) => [id, name] as const),
      ),
      ...LOOKALIKES.flatMap(({ id, names }) => names.map((name) => [id, name] as const)),
    ]
    for (const [id, name] of names) {
      expect(owners.get(nameKey(name)) ?? id, name).toBe(id)
      owners.set(nameKey(name), id)
    }
  })

  test.each([
    ['铅（Pb）', 'pb'],
    ['总砷(As)', 'as'],
    ['汞 Hg', 'hg'],
    ['镉Cd', 'cd'],
    ['六价铬（Cr⁶⁺）', 'cr6'],
    ['萘（NAP）', null],
    ['氯仿（三氯甲烷）', 'chloroform'],
    ['苯并[a]芘（BaP）', 'bap'],
    ['铬（Cr6+）', null],
    ['铅（Cd）', null],
    ['铅尘', null],
  ])('%s, a name and another name of the same, is %s', (pollutant, id) => {
    expect(substanceOf({ pollutant })).toBe(id)
  })

  test('every id in the lists of names, forms and sums is a substance', () => {
    const known = new Set([...POLLUTANT_IDS, ...LOOKALIKES.map((one) => one.id)])
    const named = [...Object.keys(OTHER_NAMES), ...Object.values(OTHER_FORM).flat(), ...Object.values(OTHER_SUM).flat()]
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  test('judge development land by one standard and farmland by the other', () => {
    expect(standardFor('class2')).toBe(DEVELOPMENT)
    expect(standardFor('unclear')).toBe(DEVELOPMENT)
    expect(standardFor('paddy')).toBe(FARMLAND)
    expect(standardFor('other_farmland')).toBe(FARMLAND)
  })
})

describe('a pollutant named in a row', () => {
  test.each([
    ['铅', 'pb'],
    ['Pb', 'pb'],
    ['总 铅', 'pb'],
    ['苯并（ａ）芘', 'bap'],
    ['苯并[a]芘', 'bap'],
    ['1，1－二氯乙烷', '1-1-dichloroethane'],
    ['顺式-1,2-二氯乙烯', 'cis-1-2-dichloroethylene'],
    ['间、对-二甲苯', 'm-xylene-p-xylene'],
    ['二恶英类', 'dioxins-teq'],
    ['石油烃(C10~C40)', 'tph-c10-c40'],
    ['Cr⁶⁺', 'cr6'],
    ['六价铬', 'cr6'],
    ['林丹', 'hch-gamma'],
    ['p,p′-DDE', 'dde-pp'],
    ['䓛', 'chr'],
    ['屈', 'chr'],
  ])('%s is found', (name, id) => {
    expect(idOf(DEVELOPMENT, name)).toBe(id)
  })

  test('is found under each printed name and each CAS number', () => {
    for (const { id, standard, name, english, cas } of ITEMS) {
      expect(idOf(standard, name), name).toBe(id)
      expect(idOf(standard, english), english).toBe(id)
      if (cas.length > 0) expect(idOf(standard, '某种物质', cas.join('/')), name).toBe(id)
    }
  })

  test('the chromium trap: 铬 is hexavalent in one standard and total in the other', () => {
    expect(findItem(DEVELOPMENT, { pollutant: '铬' })).toEqual({ why: 'species' })
    expect(findItem(DEVELOPMENT, { pollutant: '总铬', cas: '7440-47-3' })).toEqual({ why: 'species' })
    expect(idOf(FARMLAND, '铬')).toBe('cr')
    expect(findItem(FARMLAND, { pollutant: '六价铬' })).toEqual({ why: 'species' })
    expect(findItem(DEVELOPMENT, { pollutant: '三价铬' })).toEqual({ why: 'species' })
  })

  test('the sum trap: 滴滴涕 is two compounds in one standard and four in the other', () => {
    expect(idOf(DEVELOPMENT, '滴滴涕', '50-29-3')).toBe('ddt')
    expect(findItem(DEVELOPMENT, { pollutant: "p,p'-滴滴涕", cas: '50-29-3' })).toEqual({ why: 'sum' })
    expect(findItem(DEVELOPMENT, { pollutant: '滴滴涕总量' })).toEqual({ why: 'sum' })
    expect(idOf(FARMLAND, '滴滴涕总量')).toBe('ddt-total')
    expect(findItem(FARMLAND, { pollutant: '滴滴涕' })).toEqual({ why: 'sum' })
  })

  test('the sum trap: 六六六 is limited isomer by isomer in one standard and as a total in the other', () => {
    expect(idOf(DEVELOPMENT, 'α-六六六')).toBe('hch-alpha')
    expect(findItem(DEVELOPMENT, { pollutant: '六六六' })).toEqual({ why: 'sum' })
    expect(findItem(DEVELOPMENT, { pollutant: 'δ-六六六' })).toEqual({ why: 'no-limit' })
    expect(idOf(FARMLAND, '六六六')).toBe('hch-total')
    expect(findItem(FARMLAND, { pollutant: 'α-六六六' })).toEqual({ why: 'sum' })
  })

  test.each(['间二甲苯', '石油烃', '石油烃（C6-C9）', '多环芳烃', 'PCB118', 'α-硫丹', '1,2-二氯乙烯'])(
    '%s is a part of a limited sum, or another sum',
    (name) => {
      expect(findItem(DEVELOPMENT, { pollutant: name })).toEqual({ why: 'sum' })
    },
  )

  test('m- and p-xylene have one limit together: both numbers find it, one alone does not', () => {
    expect(idOf(DEVELOPMENT, '二甲苯类', '108-38-3，106-42-3')).toBe('m-xylene-p-xylene')
    expect(findItem(DEVELOPMENT, { pollutant: '二甲苯类', cas: '108-38-3' })).toEqual({ why: 'sum' })
  })

  test('a name and a CAS number that contradict each other name nothing', () => {
    expect(findItem(DEVELOPMENT, { pollutant: '铅', cas: '7440-43-9' })).toEqual({ why: 'name-cas-differ' })
    expect(findItem(DEVELOPMENT, { pollutant: '铬', cas: '18540-29-9' })).toEqual({ why: 'name-cas-differ' })
  })

  test('what a standard does not limit has no limit there', () => {
    expect(findItem(DEVELOPMENT, { pollutant: '锌' })).toEqual({ why: 'no-limit' })
    expect(idOf(FARMLAND, '锌')).toBe('zn')
    expect(findItem(DEVELOPMENT, { pollutant: 'pH' })).toEqual({ why: 'no-limit' })
  })

  test('any name gives an item or a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (pollutant, cas) => {
        const found = findItem(DEVELOPMENT, { pollutant, cas })
        expect('item' in found || 'why' in found).toBe(true)
        expect(casNumbers(cas).every((one) => /^\d+-\d\d-\d$/.test(one))).toBe(true)
      }),
    )
  })
})
