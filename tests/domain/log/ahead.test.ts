import { expect, test } from 'vitest'
import { inOrder } from '#domain/log/ahead.ts'

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of items) found.push(one)
  return found
}

test('what is loaded comes in order, whichever is ready first, and few are under way at a time', async () => {
  let under = 0
  let most = 0
  const load = async (at: number) => {
    most = Math.max(most, ++under)
    await new Promise((resolve) => setTimeout(resolve, (at * 7) % 5))
    under--
    return at
  }
  expect(await all(inOrder(3, 40, load))).toEqual(Array.from({ length: 37 }, (_, at) => at + 3))
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(6)
  expect(await all(inOrder(4, 4, load))).toEqual([])
})

test('what fails is thrown when its turn comes, and those behind it trouble nobody', async () => {
  const seen: number[] = []
  const load = async (at: number) => {
    if (at >= 2) throw new Error(`no ${at}`)
    return at
  }
  await expect(
    (async () => {
      for await (const one of inOrder(0, 9, load)) seen.push(one)
    })(),
  ).rejects.toThrow('no 2')
  expect(seen).toEqual([0, 1])
})
