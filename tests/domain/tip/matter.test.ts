import { expect, test } from 'vitest'
import { matterKey } from '#domain/tip/matter.ts'
import type { TipInput } from '#domain/tip/schema.ts'

const tip: TipInput = {
  kinds: ['water'],
  behaviours: ['wastewater_discharge', 'sludge_dumping'],
  description: '往沟里排污水。',
  place: { address: '某某路12号', street: '410102011' },
  accused: { kind: 'enterprise', name: '青岚化工厂（虚构）' },
  reporter: { mode: 'anonymous' },
}
const key = matterKey(tip)

test('the same object, place and acts are one matter, however they are written', () => {
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(matterKey({ ...tip, description: '另一个人的话。', kinds: ['soil_groundwater'] })).toBe(key)
  expect(matterKey({ ...tip, behaviours: ['sludge_dumping', 'wastewater_discharge', 'sludge_dumping'] })).toBe(key)
  expect(matterKey({ ...tip, place: { ...tip.place, address: '某某路 １２号，' } })).toBe(key)
  expect(matterKey({ ...tip, accused: { kind: 'unknown', name: ' 青岚化工厂(虚构) ' } })).toBe(key)
})

test('another object, place or act is another matter', () => {
  const others = [
    { ...tip, accused: { kind: 'enterprise' as const, name: '青岚化工二厂' } },
    { ...tip, place: { ...tip.place, address: '某某路13号' } },
    { ...tip, place: { ...tip.place, street: '410102012' } },
    { ...tip, behaviours: ['sludge_dumping' as const] },
  ]
  expect(new Set([key, ...others.map(matterKey)]).size).toBe(5)
})

test('a vehicle is known by its plate', () => {
  const lorry = (plate: string) => matterKey({ ...tip, accused: { kind: 'vehicle', plate } })
  expect(lorry('豫A·12345')).toBe(lorry('豫a12345'))
  expect(lorry('豫A·12345')).not.toBe(lorry('豫A·12346'))
})

test('a tip about unknown offenders, or without an act, is a matter of its own', () => {
  expect(matterKey({ ...tip, accused: undefined })).toBeNull()
  expect(matterKey({ ...tip, accused: { kind: 'unknown' } })).toBeNull()
  expect(matterKey({ ...tip, accused: { kind: 'unknown', name: '？？？' } })).toBeNull()
  expect(matterKey({ ...tip, behaviours: [] })).toBeNull()
  expect(matterKey({ ...tip, behaviours: undefined })).toBeNull()
  expect(matterKey({ ...tip, place: { address: '……' } })).toBeNull()
})
