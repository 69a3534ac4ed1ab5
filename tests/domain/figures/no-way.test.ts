import { expect, test, vi } from 'vitest'
import { counter, type Fact } from '#domain/figures/count.ts'
import { figuresOf } from '#domain/figures/public.ts'
import type { Release } from '#domain/figures/release.ts'
import { hiddenIn } from '#domain/figures/suppress.ts'
import { recovered } from '../../fixtures/figure-attacker.ts'

// The search gives up in one of many years. Here it never finds anything.
vi.mock('#domain/figures/another-way.ts', () => ({ anotherWay: () => async () => null }))

const STREETS = ['410102001', '410102002']

/** Twelve cases on two streets; nine are closed, one of them again. */
function month(closedAgain: number) {
  const count = counter(STREETS)
  for (let n = 0; n < 12; n++) {
    const street = STREETS[Number(n > 9)] as string
    const fact: Fact = { measure: 'received', kinds: ['water'], street, channel: 'web', industry: null }
    count.add(fact)
    if (n < 3) continue
    const closing = { on: '2026-01-15', outcome: 'substantiated', remedied: 'yes', office: street, days: 9 } as const
    count.add({ ...fact, measure: 'closed', closing: { ...closing, late: false, reopened: n < 3 + closedAgain } })
  }
  return count.counted()
}

async function told(period: string, counted: Release['counted'], earlier: Release[]): Promise<Release | null> {
  const hidden = await hiddenIn(period, counted, earlier)
  return hidden && { period, counted, hidden }
}

test('where the search finds no way for a count, nothing is told of what it hangs together with, and all else is', async () => {
  const one = (await told('2026-01', month(1), [])) as Release
  const figures = figuresOf('2026-01', one.counted, one.hidden)
  const whole = figures.rows.find(({ by }) => by === 'all')
  expect(whole?.counts).toMatchObject({ closed: null, on_time: null, late: null, reopened: null, received: null })
  expect(whole?.counts).toMatchObject({ accepted: 0, urged: 0 })
  for (const measure of ['closed', 'on_time', 'reopened', 'received'])
    expect(figures.omitted).toEqual(expect.arrayContaining([`all/${measure}`, `street/${measure}`, `kind/${measure}`]))
  expect(await recovered([{ figures }])).toEqual([])
})

test('a later version that it finds no way for is not told', async () => {
  const one = (await told('2026-01', month(1), [])) as Release
  expect(await told('2026-01', month(2), [one])).toBeNull()
})
