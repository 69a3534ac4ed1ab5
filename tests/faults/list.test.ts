import { expect, test } from 'vitest'
import { length } from './length.ts'
import { killDuringImport, ROWS } from './list.ts'

const KILLS = length(1, 40)

test('a list is there whole or not at all after a kill, and sending it again finishes it without doubling', async () => {
  const { left, finished, doubled } = await killDuringImport(KILLS, 'whole')
  expect(left.filter((count) => count !== 0 && count !== ROWS)).toEqual([])
  expect(finished).toBe(KILLS * ROWS)
  expect(doubled).toBe(0)
})

test('control: sent row by row, a kill leaves a part of it, which the check sees; sending it again finishes that too', async () => {
  const { left, finished, doubled } = await killDuringImport(1, 'by-rows')
  expect(left.some((count) => count !== 0 && count !== ROWS)).toBe(true)
  expect(finished).toBe(ROWS)
  expect(doubled).toBe(0)
})
