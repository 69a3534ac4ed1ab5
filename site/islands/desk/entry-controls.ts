import { problemAt } from '../Field.tsx'
import type { Draft } from './drafts.ts'
import { listed, placeOf } from './entry-input.ts'

type Set = (name: string, value: string) => void

/**
 * What the fields of an entry are given: their value and who hears of a change, by name, the place as a whole, and what is
 * wrong, by path.
 */
export function entryControls(values: Draft, set: Set, error: unknown) {
  return {
    text: (name: string) => ({
      value: values[name] ?? '',
      onChange: (event: { target: { value: string } }) => set(name, event.target.value),
    }),
    list: (name: string) => ({
      chosen: listed(values[name]),
      onChange: (chosen: string[]) => set(name, chosen.join(' ')),
    }),
    set,
    place: placeOf(values),
    wrong: (path: string) => problemAt(error, path),
  }
}
export type EntryControls = ReturnType<typeof entryControls>
