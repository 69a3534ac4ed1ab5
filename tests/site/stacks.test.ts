import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stacksOf } from '#site/islands/desk/map/stacks.ts'

const coordinate = fc.integer({ min: -2000, max: 2000 })
const pins = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 200 })

test('every pin is in one stack, in its order, and no two stacks cover one another', () => {
  fc.assert(
    fc.property(pins, fc.integer({ min: 1, max: 120 }), (all, reach) => {
      const stacks = stacksOf(all, (pin) => pin, reach)
      const inside = stacks.flatMap((stack) => stack.pins)
      expect(inside).toHaveLength(all.length)
      expect(new Set(inside)).toEqual(new Set(all))
      for (const [nth, one] of stacks.entries()) {
        expect(one.pins.map((pin) => all.indexOf(pin))).toEqual(
          one.pins.map((pin) => all.indexOf(pin)).toSorted((a, b) => a - b),
        )
        for (const pin of one.pins) expect(Math.hypot(pin.x - one.x, pin.y - one.y)).toBeLessThan(reach)
        for (const other of stacks.slice(nth + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(reach)
      }
    }),
  )
})

test('the first of a stack, which is the most pressing of the queue, keeps its place', () => {
  const [stack] = stacksOf(
    [
      { x: 10, y: 10 },
      { x: 12, y: 11 },
    ],
    (pin) => pin,
    44,
  )
  expect(stack).toEqual({
    x: 10,
    y: 10,
    pins: [
      { x: 10, y: 10 },
      { x: 12, y: 11 },
    ],
  })
})
