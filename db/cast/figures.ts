import type { Bureau } from '#domain/bureau.ts'
import { OUTCOMES, type Remedied } from '#domain/case/outcome.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import { type Counted, counter, type Fact } from '#domain/figures/count.ts'
import { monthsOf, yearOf } from '#domain/figures/period.ts'
import { CHANNELS, type TipKind } from '#domain/tip/kinds.ts'
import { castChance } from './chance.ts'

const INDUSTRIES = [null, '餐饮', '建筑', '汽修', '电镀', '化工', '洗涤']
/** The first of a list are common, the last are rare. */
const KINDS = [
  'air',
  'noise',
  'solid_waste',
  'water',
  'soil_groundwater',
  'ecology',
  'radiation',
] as const satisfies readonly TipKind[]

/**
 * The months of a year up to that of the first case of the demo, as a bureau would take them over from its books: invented, and
 * busy enough that a reader sees what is shown, what is under five, and what is hidden with it.
 */
export function monthsBefore(firstDay: string, bureau: Bureau): { period: string; counted: Counted }[] {
  const year = firstDay.slice(5, 7) === '01' ? String(Number(yearOf(firstDay)) - 1) : yearOf(firstDay)
  return monthsOf(year)
    .filter((month) => month <= firstDay.slice(0, 7))
    .map((period) => ({ period, counted: invented(period, bureau) }))
}

function invented(period: string, bureau: Bureau): Counted {
  const { random } = castChance(`figures ${period}`)
  const chance = () => (random(1)[0] ?? 0) / 256
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() ** 2.5 * of.length)] as T
  const streets = bureau.streets.map((street) => street.code)
  const departments = bureau.departments.map((department) => department.id)
  const count = counter(streets, departments)
  for (let left = 70 + Math.floor(chance() * 50); left > 0; left--) {
    const about = {
      kinds: [...new Set([pick(KINDS), ...(chance() < 0.15 ? [pick(KINDS)] : [])])],
      street: chance() < 0.04 ? null : pick(streets),
      channel: pick(CHANNELS),
      industry: pick(INDUSTRIES),
    }
    for (const fact of happened(about, chance, pick)) count.add(fact)
  }
  return count.counted()
}

function happened(about: Omit<Fact, 'measure'>, chance: () => number, pick: <T>(of: readonly T[]) => T): Fact[] {
  const facts: Fact[] = [{ ...about, measure: 'received' }]
  if (chance() < 0.16) return [...facts, { ...about, measure: 'refused', ground: pick(REJECTION_GROUNDS) }]
  facts.push({ ...about, measure: 'accepted' })
  if (chance() < 0.06) return [...facts, { ...about, measure: 'transferred' }]
  if (chance() < 0.08) facts.push({ ...about, measure: 'urged' })
  const days = Math.round(6 + chance() * 40 + (chance() < 0.08 ? 35 : 0))
  const outcome = pick(OUTCOMES)
  const isFound = outcome === 'substantiated' || outcome === 'partly_substantiated'
  const remedied = isFound ? pick<Remedied>(['yes', 'by_promise', 'no']) : 'not_applicable'
  const closing = { on: '', outcome, remedied, office: about.street ?? 'enforcement', days, late: days > 60 }
  return [...facts, { ...about, measure: 'closed', closing: { ...closing, reopened: chance() < 0.05 } }]
}
