import { initialsOf } from '../initials.ts'
import type { Hit } from '../page.ts'
import { foldedName } from '../search.ts'
import { ITEMS, POLLUTANT_IDS } from './item.ts'
import { OTHER_NAMES } from './substance.ts'

type Entry = { hit: Hit; keys: string[]; initials: string[] }

/** Pollutants by name, other names, English name, CAS number or pinyin initials; whole names come first. */
export function findPollutants(query: string): { exact: Hit[]; partial: Hit[] } {
  const wanted = foldedName(query)
  if (wanted === '') return { exact: [], partial: [] }
  const isExact = (entry: Entry) => entry.keys.includes(wanted) || entry.initials.includes(wanted)
  const exact = ENTRIES.filter(isExact)
  const partial = ENTRIES.filter((entry) => !isExact(entry) && entry.keys.some((key) => key.includes(wanted)))
  return { exact: exact.map((entry) => entry.hit), partial: partial.map((entry) => entry.hit) }
}

const ENTRIES: readonly Entry[] = POLLUTANT_IDS.map((id) => {
  const items = ITEMS.filter((item) => item.id === id)
  const title = items[0]?.name ?? id
  const names = [...items.flatMap((item) => [item.name, item.english]), ...(OTHER_NAMES[id] ?? [])]
  const numbers = [...new Set(items.flatMap((item) => item.cas))]
  const cas = numbers.length > 0 ? [`CAS ${numbers.join('、')}`] : []
  const snippet = [...cas, ...items.map((item) => item.standard)].join(' · ')
  return {
    hit: { type: 'pollutant', id, title, snippet, url: `/pollutants/${id}/` },
    keys: [...new Set([...names, ...numbers].map(foldedName))],
    initials: initialsOf(title).filter((one) => one.length > 1),
  }
})
