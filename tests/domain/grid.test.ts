import { expect, test } from 'vitest'
import { type Boundary, type Grid, GridInput, isInside, locateGrid } from '#domain/grid.ts'

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const grid = (id: string, about: Partial<Grid> = {}): Grid => ({
  id,
  version: 1,
  street: '410102011',
  code: id,
  name: id,
  words: [],
  boundary: null,
  validFrom: '2026-01-01',
  validTo: null,
  ...about,
})
const on = '2026-09-14'

test('a point lies where a boundary is around it, not in its holes, and in either part of two', () => {
  const holed: Boundary = { type: 'Polygon', coordinates: [square(113.5, 34.7, 0.1), square(113.53, 34.73, 0.02)] }
  expect(isInside(holed, { lng: 113.51, lat: 34.71 })).toBe(true)
  expect(isInside(holed, { lng: 113.54, lat: 34.74 })).toBe(false)
  expect(isInside(holed, { lng: 113.61, lat: 34.71 })).toBe(false)
  const two: Boundary = {
    type: 'MultiPolygon',
    coordinates: [[square(113.5, 34.7, 0.01)], [square(113.6, 34.7, 0.01)]],
  }
  expect(isInside(two, { lng: 113.605, lat: 34.705 })).toBe(true)
  expect(isInside(two, { lng: 113.55, lat: 34.705 })).toBe(false)
})

test('a boundary says more than words, and of words the last and longest', () => {
  const grids = [
    grid('north', {
      words: ['科学大道', '科学大道北段'],
      boundary: { type: 'Polygon', coordinates: [square(113.5, 34.8, 0.1)] },
    }),
    grid('south', { words: ['演示路', '科学大道'] }),
  ]
  const find = (address: string, point: { lng: number; lat: number } | null = null) =>
    locateGrid(grids, { address, point }, on)?.id ?? null
  expect(find('西流湖街道演示路3号')).toBe('south')
  expect(find('演示路转科学大道北段')).toBe('north')
  expect(find('演示路3号', { lng: 113.55, lat: 34.85 })).toBe('north')
  expect(find('演示路3号', { lng: 113.9, lat: 34.85 })).toBe('south')
  expect(find('某处')).toBeNull()
})

test('a grid counts on its days alone: the one that replaced it comes after', () => {
  const grids = [
    grid('old', { words: ['演示路'], validTo: '2026-08-31' }),
    grid('new', { words: ['演示路'], validFrom: '2026-09-01' }),
  ]
  const find = (day: string) => locateGrid(grids, { address: '演示路', point: null }, day)?.id ?? null
  expect([find('2025-12-31'), find('2026-08-31'), find('2026-09-01')]).toEqual([null, 'old', 'new'])
})

test('a grid that ends before it begins, or an open ring, is refused', () => {
  const sent = { street: '410102011', code: 'X-1', name: '一', validFrom: '2026-01-01' }
  expect(GridInput.safeParse(sent).success).toBe(true)
  expect(GridInput.safeParse({ ...sent, validTo: '2025-12-31' }).success).toBe(false)
  expect(GridInput.safeParse({ ...sent, boundary: { type: 'Polygon', coordinates: [[[113.5, 34.7]]] } }).success).toBe(
    false,
  )
  expect(GridInput.safeParse({ ...sent, boundary: { type: 'Point', coordinates: [113.5, 34.7] } }).success).toBe(false)
})
