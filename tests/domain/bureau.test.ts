import { describe, expect, test } from 'vitest'
import { Bureau, currentStreets, findStreet, organisationName } from '#domain/bureau.ts'
import { bureau, otherBureau } from '../fixtures/bureau.ts'

describe('the bureau we ship', () => {
  test('has the fourteen streets of 中原区 under its own code, and no other', () => {
    expect(currentStreets(bureau, '2026-09-14').map((street) => street.code)).toEqual(
      Array.from({ length: 14 }, (_, at) => String(410102001 + at)),
    )
    expect(new Set(bureau.streets.map((street) => street.name)).size).toBe(14)
  })

  test('keeps the new areas apart from the streets', () => {
    expect(bureau.functionalZones.map((zone) => zone.name)).toEqual(['中原新区', '常西湖新区'])
    for (const { name } of bureau.functionalZones)
      expect(bureau.streets.some((street) => street.name === name)).toBe(false)
  })

  test('sends nobody to a telephone that is switched off', () => {
    expect(bureau.telephone.number).toBe('12345')
    for (const { phone } of bureau.neighbours) expect(phone).not.toBe('12369')
  })

  test('invents no filing number and says what nobody has confirmed', () => {
    expect(bureau.filings).toEqual({ icp: null, police: null, governmentSite: null })
    expect(bureau.unconfirmed.length).toBeGreaterThan(5)
    expect(bureau.dutyEmail).toMatch(/\.invalid$/)
  })

  test('says of no street where it lies: no source we have does, and nobody invents it', () => {
    expect(bureau.streets.filter(({ centre }) => centre)).toEqual([])
    expect(bureau.unconfirmed.some((one) => one.includes('各街道在地图上的位置'))).toBe(true)
  })

  test('claims no street of a neighbour', () => {
    const prefixes = bureau.neighbours.flatMap((one) => one.streetPrefixes)
    for (const { code } of bureau.streets) expect(prefixes.some((prefix) => code.startsWith(prefix))).toBe(false)
  })
})

describe('a bureau file is refused', () => {
  const wrong = (change: (file: Bureau) => void) => {
    const file = structuredClone(bureau)
    change(file)
    return Bureau.safeParse(file).error?.issues.map((issue) => issue.path.join('.'))
  }
  test.each<[string, string, (file: Bureau) => void]>([
    ['with a zone nobody described', 'streets.functionalZones', (file) => file.streets[0]?.functionalZones.push('x')],
    ['with a street twice', 'streets', (file) => file.streets.push(structuredClone(file.streets[0] as never))],
    [
      'with a department twice',
      'departments',
      (file) => file.departments.push(structuredClone(file.departments[0] as never)),
    ],
    [
      'with a department called like the bureau itself',
      'departments',
      (file) => file.departments.push({ id: 'bureau', name: 'x', remit: 'x', internal: true }),
    ],
    [
      'with a street outside the district, as one whose longitude and latitude changed places is',
      'streets.2.centre',
      ({ streets }) => Object.assign(streets[2] as object, { centre: { lng: 34.749, lat: 113.607 } }),
    ],
    ['with its bounds turned round', 'bounds', ({ bounds }) => Object.assign(bounds, { west: bounds.east + 1 })],
    [
      'with a street code of eight digits',
      'streets.0.code',
      ({ streets }) => Object.assign(streets[0] as object, { code: '41010200' }),
    ],
    [
      'with a day that does not exist',
      'streets.0.validFrom',
      ({ streets }) => Object.assign(streets[0] as object, { validFrom: '2026-02-30' }),
    ],
    ['without a duty address', 'dutyEmail', (file) => Object.assign(file, { dutyEmail: '值班室' })],
  ])('%s', (_what, path, change) => {
    expect(wrong(change)).toContain(path)
  })
})

test('a street counts on the days it was in force, the last one included', () => {
  expect(findStreet(otherBureau, '999902003', '2014-12-31')).toBeUndefined()
  expect(findStreet(otherBureau, '999902003', '2025-12-31')?.name).toBe('旧埠街道')
  expect(findStreet(otherBureau, '999902003', '2026-01-01')).toBeUndefined()
})

test('an organisation has the name people know it by', () => {
  expect(organisationName(bureau, 'bureau')).toBe('中原分局')
  expect(organisationName(bureau, '410102011')).toBe('西流湖街道')
  expect(organisationName(bureau, 'enforcement')).toBe('生态环境综合行政执法大队')
  expect(organisationName(otherBureau, '999902003')).toBe('旧埠街道')
})
