import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, test } from 'vitest'
import { convert, distanceM, toCgcs2000 } from '#domain/coordinates.ts'

const centre = { lng: 113.607, lat: 34.749 }
const place = (crs?: 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09') => ({ address: '某某桥', ...centre, crs })

describe('a point', () => {
  test('of a satellite is the same in CGCS2000, and so is one without a system', () => {
    expect(toCgcs2000(place('WGS84'))).toEqual(centre)
    expect(toCgcs2000(place('CGCS2000'))).toEqual(centre)
    expect(toCgcs2000(place())).toEqual(centre)
  })

  test('of a Chinese map is some hundred metres off until it is converted', () => {
    for (const crs of ['GCJ02', 'BD09'] as const) {
      const off = distanceM(toCgcs2000(place(crs)) ?? centre, centre)
      expect(off).toBeGreaterThan(300)
      expect(off).toBeLessThan(2000)
    }
  })

  test('is shown where a Chinese map has it, and read back from there', () => {
    const shown = convert(centre, 'WGS84', 'GCJ02')
    expect(distanceM(shown, centre)).toBeGreaterThan(300)
    expect(distanceM(toCgcs2000({ address: '某某桥', ...shown, crs: 'GCJ02' }) ?? shown, centre)).toBeLessThan(0.5)
    expect(distanceM(convert(shown, 'GCJ02', 'WGS84'), centre)).toBeLessThan(0.5)
    expect(convert(centre, 'GCJ02', 'GCJ02')).toEqual(centre)
  })

  test('comes back from GCJ-02 and BD-09 to within half a metre, all over the district', () => {
    const point = fc.record({
      lng: fc.double({ min: 113.43, max: 113.67, noNaN: true }),
      lat: fc.double({ min: 34.67, max: 34.86, noNaN: true }),
    })
    fc.assert(
      fc.property(point, fc.constantFrom('GCJ02', 'BD09'), (truth, crs) => {
        const [lng, lat] = gcoord.transform([truth.lng, truth.lat], gcoord.WGS84, gcoord[crs]) as [number, number]
        return distanceM(toCgcs2000({ address: '某某桥', lng, lat, crs }) ?? centre, truth) < 0.5
      }),
    )
  })

  test('with half of it missing is none', () => {
    expect(toCgcs2000({ address: '某某桥' })).toBeNull()
    expect(toCgcs2000({ address: '某某桥', lng: 113.6 })).toBeNull()
    expect(toCgcs2000({ address: '某某桥', lat: 34.7 })).toBeNull()
  })
})

test('a minute of latitude is a nautical mile', () => {
  expect(distanceM(centre, { ...centre, lat: centre.lat + 1 / 60 })).toBeCloseTo(1855, -1)
  expect(distanceM(centre, centre)).toBe(0)
})
