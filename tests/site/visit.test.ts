import { expect, test } from 'vitest'
import { nextVisits } from '#site/islands/desk/visit.ts'

const hour = 3_600_000

test('the first visit has nothing before it; a reload is the same visit, two hours later it is another', () => {
  const first = nextVisits(null, 10, 0)
  expect(first).toEqual({ since: null, seen: 10, at: 0 })
  const reload = nextVisits(first, 12, hour)
  expect(reload).toEqual({ since: null, seen: 12, at: hour })
  const later = nextVisits(reload, 20, 3.5 * hour)
  expect(later).toEqual({ since: 12, seen: 20, at: 3.5 * hour })
  expect(nextVisits(later, 25, 4 * hour)).toEqual({ since: 12, seen: 25, at: 4 * hour })
})
