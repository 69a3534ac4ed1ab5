import { expect, test } from 'vitest'
import { mapSettings } from '#site/components/map/map-settings.ts'
import { bureau, otherBureau } from '../fixtures/bureau.ts'

test('a street is named on the maps where the bureau says it lies, while it is one', () => {
  expect(mapSettings(otherBureau, '2025-06-01', null).streets).toEqual([
    { name: '望湖街道', lng: 100.45, lat: 20.55 },
    { name: '旧埠街道', lng: 100.6, lat: 20.4 },
  ])
  expect(mapSettings(otherBureau, '2026-06-01', null).streets).toEqual([{ name: '望湖街道', lng: 100.45, lat: 20.55 }])
})

test('without such a point none is drawn, rather than somewhere', () => {
  expect(mapSettings(bureau, '2026-09-14', null).streets).toEqual([])
})
