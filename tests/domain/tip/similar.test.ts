import { expect, test } from 'vitest'
import { distanceM } from '#domain/coordinates.ts'
import type { TipKind } from '#domain/tip/kinds.ts'
import { allSimilarTo, type Candidate, saySamePlace } from '#domain/tip/similar.ts'
import { bureau } from '../../fixtures/bureau.ts'

const at = (lng: number, lat: number, kinds: TipKind[] = ['water'], address = '甲地'): Candidate => ({
  caseId: `${lng},${lat}`,
  kinds,
  address,
  cgcs: { lng, lat },
})
const asked = (lng: number, lat: number, address = '乙地') => ({
  kinds: ['water' as const],
  place: { address, lng, lat, crs: 'WGS84' as const },
})
const METRE_N = 1 / 111_320

test('a tip of the same kind within 250 metres is always found, and none beyond two cells', () => {
  for (let step = 0; step < 400; step += 1) {
    const [lng, lat] = [113.5 + step * 0.00013, 34.7 + step * 0.00007]
    const turn = (step / 400) * 2 * Math.PI
    const shift = (metres: number) =>
      [
        lng + (Math.cos(turn) * metres * METRE_N) / Math.cos((lat * Math.PI) / 180),
        lat + Math.sin(turn) * metres * METRE_N,
      ] as const
    const near = at(...shift(245))
    expect(distanceM({ lng, lat }, near.cgcs ?? { lng: 0, lat: 0 })).toBeLessThan(250)
    expect(allSimilarTo(asked(lng, lat), [near], bureau), `${step}`).toEqual([near])
    expect(allSimilarTo(asked(lng, lat), [at(...shift(720))], bureau), `${step}`).toEqual([])
  }
})

test('whoever moves his question about within a cell gets one answer: nothing finer than the cell is told', () => {
  const there = at(113.5512, 34.7533)
  const answers = new Map<string, Set<boolean>>()
  const shrink = Math.cos((((bureau.bounds.south + bureau.bounds.north) / 2) * Math.PI) / 180)
  for (let n = 0; n < 4000; n += 1) {
    const [lng, lat] = [113.543 + (n % 63) * 0.00025, 34.745 + Math.floor(n / 63) * 0.00025]
    const east = Math.floor(((lng - bureau.bounds.west) * shrink) / METRE_N / 250)
    const cell = `${east} ${Math.floor((lat - bureau.bounds.south) / METRE_N / 250)}`
    const found = allSimilarTo(asked(lng, lat), [there], bureau).length > 0
    answers.set(cell, (answers.get(cell) ?? new Set()).add(found))
  }
  expect([...answers.values()].filter((one) => one.size > 1)).toEqual([])
  expect([...answers.values()].filter((one) => one.has(true))).toHaveLength(9)
})

test('another kind is another matter, and the newest comes first', () => {
  const other = at(113.55, 34.75, ['noise'])
  const [newest, older] = [at(113.55, 34.75, ['air', 'water']), at(113.55, 34.75)]
  expect(allSimilarTo(asked(113.55, 34.75), [other], bureau)).toEqual([])
  expect(allSimilarTo(asked(113.55, 34.75), [other, newest, older], bureau)).toEqual([newest, older])
})

test.each([
  ['化工路与西四环交叉口', '西四环化工路口东北角', true],
  ['西流湖公园 北门！', '西流湖公园北门', true],
  ['建设路 12 号', '建设路 980 号', false],
  ['某小区', '另一处', false],
  ['', '', false],
])('「%s」 and 「%s」 name the same place: %s', (one, other, same) => {
  expect(saySamePlace(one, other)).toBe(same)
  expect(saySamePlace(other, one)).toBe(same)
})
