import { expect, test } from 'vitest'
import { foremost, GLYPHS, glyphOf } from '#site/islands/desk/map/glyph.ts'

const place = (about: object) => ({
  ...{ id: 'a', reference: 'T-2026-AAAAAA', state: 'received' as const, status: 'pending' as const },
  ...{ overdue: false, emergency: false, summary: '黑水', lng: 113.5, lat: 34.7, ...about },
})

test('no two pins look alike but for their colour', () => {
  expect(new Set(GLYPHS.map(({ sign }) => sign)).size).toBe(GLYPHS.length)
  expect(new Set(GLYPHS.map(({ shape }) => shape)).size).toBe(GLYPHS.length)
})

test('an emergency is shown before what is late, and what is late before where it stands; once over it is over', () => {
  expect(glyphOf(place({ emergency: true, overdue: true })).sign).toBe('急')
  expect(glyphOf(place({ overdue: true, status: 'in_progress' })).sign).toBe('逾')
  expect(glyphOf(place({ emergency: true, status: 'closed' })).sign).toBe('结')
  expect(foremost([place({}), place({ status: 'closed' }), place({ overdue: true })]).word).toBe('逾期')
  expect(foremost([place({ status: 'not_accepted' }), place({ status: 'in_progress' })]).word).toBe('办理中')
})
