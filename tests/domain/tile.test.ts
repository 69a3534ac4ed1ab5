import { expect, test } from 'vitest'
import { isTileNear, tileBounds } from '#domain/tile.ts'
import { bureau } from '../fixtures/bureau.ts'

test('the one tile of scale 0 is the world as Web Mercator has it, and the four of scale 1 are its quarters', () => {
  const { west, east, north, south } = tileBounds(0, 0, 0)
  expect([west, east]).toEqual([-180, 180])
  expect(north).toBeCloseTo(85.0511, 4)
  expect(south).toBeCloseTo(-85.0511, 4)
  expect(tileBounds(1, 1, 1)).toMatchObject({ west: 0, east: 180, north: 0 })
})

test('tiles of the district are near at the scales of the form, and others are not', () => {
  // 113.607 E, 34.749 N at scale 14, counted by hand: x = 2^14 · (113.607 + 180) / 360, y by the formula of the grid.
  expect(isTileNear(bureau.bounds, 14, 13362, 6513)).toBe(true)
  for (const [z, x, y] of [
    [14, 13362, 6413],
    [14, 13262, 6513],
    [8, 208, 101],
    [19, 427_600, 208_400],
    [14, 2 ** 14, 6513],
    [14, 0, 0],
  ] as const)
    expect(isTileNear(bureau.bounds, z, x, y), `${z}/${x}/${y}`).toBe(false)
})
