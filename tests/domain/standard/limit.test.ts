import { expect, test } from 'vitest'
import pollutants from '#content/pollutants.json' with { type: 'json' }
import { ITEMS, POLLUTANT_IDS } from '#domain/standard/item.ts'
import { limitsOf, limitTable, phBand } from '#domain/standard/limit.ts'

test('the table of a pollutant has a line for each class of land, and each band of pH where it matters', () => {
  expect(limitTable('tph-c10-c40').map(({ landClass, screening }) => [landClass, screening.value])).toEqual([
    ['class1', 826],
    ['class2', 4500],
  ])
  expect(limitTable('cd').map(({ band }) => band)).toEqual([
    null,
    null,
    'pH≤5.5',
    '5.5<pH≤6.5',
    '6.5<pH≤7.5',
    'pH>7.5',
    'pH≤5.5',
    '5.5<pH≤6.5',
    '6.5<pH≤7.5',
    'pH>7.5',
  ])
  expect(limitTable('hch-total').map(({ landClass, band, screening }) => [landClass, band, screening.value])).toEqual([
    ['paddy', null, 0.1],
    ['other_farmland', null, 0.1],
  ])
  expect(limitTable('nothing')).toEqual([])
})

test('every item has limits for its land, screening never above intervention, each with its clause', () => {
  for (const item of ITEMS) {
    const classes =
      item.standard === 'GB 36600-2018'
        ? (['class1', 'class2', 'unclear'] as const)
        : (['paddy', 'other_farmland'] as const)
    for (const landClass of classes)
      for (const ph of [4, 6, 7, 8]) {
        const limits = limitsOf(item, { landClass, ph }, '2025-05-06')
        if (typeof limits === 'string') throw new Error(limits)
        const { screening, intervention } = limits
        expect(screening.value, item.id).toBeGreaterThan(0)
        if (intervention) expect(intervention.value, item.id).toBeGreaterThanOrEqual(screening.value)
        for (const limit of [screening, intervention])
          if (limit) expect(limit.clause).toMatch(new RegExp(`^${item.standard} 表\\d 序号\\d+$`))
      }
  }
})

test('a pH on the border of two bands belongs to the lower one', () => {
  expect([5.5, 5.51, 6.5, 6.51, 7.5, 7.51].map(phBand)).toEqual([
    'le5_5',
    '5_5_6_5',
    '5_5_6_5',
    '6_5_7_5',
    '6_5_7_5',
    'gt7_5',
  ])
})

test('every pollutant is explained in a few plain words, in the order of the standards', () => {
  expect(pollutants.map((one) => one.id)).toEqual(POLLUTANT_IDS)
  for (const { id, what, over, advice } of pollutants) {
    for (const [text, most] of [
      [what, 120],
      [over, 120],
      [advice, 60],
    ] as const) {
      expect(text.length, id).toBeLessThanOrEqual(most)
      expect(text, id).toMatch(/。$/)
    }
    expect(`${what}${over}${advice}`).not.toMatch(/12369|undefined/)
  }
})
