import type { PublicStatus } from '#domain/case/status.ts'
import { PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import type { CasePlace } from './place-client.ts'

/** How a pin looks: the shape says how pressing it is, the character what it is; colour repeats both. */
export type Glyph = { shape: 'emergency' | 'overdue' | PublicStatus; sign: string; word: string }

const SIGNS: Readonly<Record<PublicStatus, string>> = {
  pending: '待',
  in_progress: '办',
  closed: '结',
  not_accepted: '否',
}
const EMERGENCY: Glyph = { shape: 'emergency', sign: '急', word: '紧急' }
const OVERDUE: Glyph = { shape: 'overdue', sign: '逾', word: '逾期' }
const ofStatus = (status: PublicStatus): Glyph => ({
  shape: status,
  sign: SIGNS[status],
  word: PUBLIC_STATUS_WORDS[status],
})

/** All there are, the most pressing first: the legend. */
export const GLYPHS: readonly Glyph[] = [EMERGENCY, OVERDUE, ...(Object.keys(SIGNS) as PublicStatus[]).map(ofStatus)]

export function glyphOf({ emergency, overdue, status }: Pick<CasePlace, 'emergency' | 'overdue' | 'status'>): Glyph {
  if (emergency && status !== 'closed' && status !== 'not_accepted') return EMERGENCY
  return overdue ? OVERDUE : ofStatus(status)
}

/** The most pressing of several. */
export function foremost(places: readonly CasePlace[]): Glyph {
  const there = new Set(places.map((place) => glyphOf(place).shape))
  return GLYPHS.find(({ shape }) => there.has(shape)) ?? OVERDUE
}
