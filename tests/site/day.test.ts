import { expect, test } from 'vitest'
import { longDay, longDays } from '#site/components/day.ts'

test('a day is said as people write it, a minute with its time', () => {
  expect(longDay('2026-01-05')).toBe('2026年1月5日')
  expect(longDay('2026-01-05T09:30')).toBe('2026年1月5日 09:30')
})

test('days inside a text are said so too, and lose the spaces that set digits apart from Chinese', () => {
  expect(longDays('某某修复：2025-12-21 起的土壤转运')).toBe('某某修复：2025年12月21日起的土壤转运')
  expect(longDays('400 吨 · 2026-12-06 至 2027-07-02 · 施工')).toBe('400 吨 · 2026年12月6日至2027年7月2日 · 施工')
  expect(longDays('某某公司 2025 年度土壤自行监测')).toBe('某某公司 2025\u00a0年度土壤自行监测')
  expect(longDays('GB 36600-2018 表1')).toBe('GB 36600-2018 表1')
})
