import type { Bureau } from '../bureau.ts'
import { BUREAU_DATA_WORDS, entryWord } from '../words/zh/bureau-data.ts'
import type { DataFields } from './data.ts'
import type { Difference } from './difference.ts'

/** Every part of the data that is another, each under its name; entries of lists under theirs. */
export function dataDifferences(fields: DataFields, before: Bureau): Difference[] {
  return Object.entries(fields).flatMap(([key, after]) => {
    const was = before[key as keyof Bureau]
    return Array.isArray(after) && after.some(isEntry)
      ? entryDifferences(key, entriesOf(was), entriesOf(after))
      : compared(leavesOf(key, was), leavesOf(key, after))
  })
}

type Entry = Record<string, unknown>
type Leaves = Map<string, string>

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null
const entriesOf = (list: unknown): Entry[] => (Array.isArray(list) ? list.filter(isEntry) : [])

/** A list entry by entry: one that is new or gone is told whole, another by what of it changed. */
function entryDifferences(list: string, before: Entry[], after: Entry[]): Difference[] {
  const [was, is] = [keyed(before), keyed(after)]
  const keys = [...new Set([...was.keys(), ...is.keys()])]
  return keys.flatMap((key): Difference[] => {
    const [old, next] = [was.get(key), is.get(key)]
    const label = entryWord(list, String((next ?? old)?.name))
    if (!old || !next) return [{ label, before: wholeOf(list, old), after: wholeOf(list, next) }]
    return compared(leavesOf(`${list}.*`, old), leavesOf(`${list}.*`, next)).map((one) => ({
      ...one,
      label: `${label}：${one.label}`,
    }))
  })
}

/** Entries by what they are known by; one code may stand for several stretches of days. */
function keyed(entries: Entry[]): Map<string, Entry> {
  return new Map(entries.map((one) => [`${one.code ?? one.id ?? one.name} ${one.code ? one.validFrom : ''}`, one]))
}

function wholeOf(list: string, entry: Entry | undefined): string | null {
  return entry ? [...leavesOf(`${list}.*`, entry)].map(([label, said]) => `${label} ${said}`).join('；') : null
}

/** What a value says, leaf by leaf, under the names of its parts; what is empty says nothing. */
function leavesOf(path: string, value: unknown): Leaves {
  if (value === undefined || value === null || value === '') return new Map()
  if (Array.isArray(value)) return value.length === 0 ? new Map() : new Map([[labelOf(path), value.join('、')]])
  if (!isEntry(value)) return new Map([[labelOf(path), String(value)]])
  return new Map(
    Object.keys(value).flatMap((key) =>
      [...leavesOf(`${path}.${key}`, value[key])].map(
        ([label, said]) =>
          [
            // 经度 and 纬度 belong to something.
            path.split('.').length > 2 ? `${labelOf(path)}${label}` : label,
            said,
          ] as const,
      ),
    ),
  )
}

const labelOf = (path: string): string => BUREAU_DATA_WORDS[path] ?? path

function compared(before: Leaves, after: Leaves): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label): Difference[] => {
    const [was, is] = [before.get(label) ?? null, after.get(label) ?? null]
    return was === is ? [] : [{ label, before: was, after: is }]
  })
}
