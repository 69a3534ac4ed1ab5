import type { Beside, MakeEvent, Saved } from './decide.ts'
import type { Case } from './schema.ts'

/**
 * The cases that go their own ways after a split: the first text stays with the case that was split, each other one
 * opens a case where that one stands, under its days. The reporter keeps one receipt for all of them.
 * @throws when there is no id for each of them: that is a mistake of the caller
 */
export function splitOff(
  current: Case,
  texts: readonly string[],
  { newIds = [], splitBefore = 0 }: Beside,
  event: MakeEvent,
): Saved[] {
  return texts.slice(1).map((text, at) => {
    const id = newIds[at]
    if (id === undefined) throw new Error("couldn't split: an id is missing")
    const part: Case = {
      ...current,
      id,
      reference: `${originOf(current.reference)}-${splitBefore + at + 2}`,
      version: 1,
      summary: text,
      matterKey: null,
      splitFrom: current.splitFrom ?? current.id,
    }
    return { next: part, event: event('case.split-off', part, { text, of: current.reference }), isNew: true as const }
  })
}

/** `T-2026-ABCDEF` of `T-2026-ABCDEF-3`. */
function originOf(reference: string): string {
  return reference.split('-').slice(0, 3).join('-')
}
