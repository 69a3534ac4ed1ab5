import type { LandClass } from '../disclosure/schema.ts'
import farmland from './gb15618-2018.json' with { type: 'json' }
import development from './gb36600-2018.json' with { type: 'json' }
import { LOOKALIKES, OTHER_FORM, OTHER_NAMES, OTHER_SUM } from './substance.ts'

/** The two standards a result can be judged by. */
export const STANDARDS = ['GB 36600-2018', 'GB 15618-2018'] as const
export type StandardCode = (typeof STANDARDS)[number]

/** What a standard says of itself; `effective` is the day it came into force. */
export type StandardFacts = { code: StandardCode; name: string; effective: string; url: string }
export const STANDARD_FACTS: Readonly<Record<StandardCode, StandardFacts>> = {
  'GB 36600-2018': factsOf('GB 36600-2018', development.standard),
  'GB 15618-2018': factsOf('GB 15618-2018', farmland.standard),
}

/** One pollutant of one standard, as printed. The same id means the same pollutant in both. */
export type Item = {
  id: string
  standard: StandardCode
  name: string
  english: string
  /** CAS numbers; two where the limit is for two isomers together, none for most sums. */
  cas: readonly string[]
  clause: string
  /** What counts into it, or what it must not be confused with. */
  note: string | null
  /** What of the entry is not yet compared with the printed standard. */
  flag: string | null
  /** A result above the screening value but not above the soil's background is not managed as polluted (表1 注①). */
  background: boolean
  /** Named in task 37 of the district's plan. */
  task37: boolean
}

/** Every item of both standards, in printed order. */
export const ITEMS: readonly Item[] = [
  ...development.items.map((one) => itemFrom('GB 36600-2018', one, one.backgroundRule)),
  ...farmland.items.map((one) => itemFrom('GB 15618-2018', one, false)),
]

const BY_ID = {
  'GB 36600-2018': indexOf('GB 36600-2018'),
  'GB 15618-2018': indexOf('GB 15618-2018'),
} as const satisfies Record<StandardCode, ReadonlyMap<string, Item>>

/** Ids of all pollutants that have a limit in either standard: each has a page. */
export const POLLUTANT_IDS: readonly string[] = [...new Set(ITEMS.map((one) => one.id))]

/** Which standard judges ground of this class. */
export function standardFor(landClass: LandClass): StandardCode {
  return landClass === 'paddy' || landClass === 'other_farmland' ? 'GB 15618-2018' : 'GB 36600-2018'
}

/** A pollutant's entry in a standard; null when that standard does not limit it. */
export function itemOf(standard: StandardCode, id: string): Item | null {
  return BY_ID[standard].get(id) ?? null
}

/** A pollutant's name, by the id of its page; null when no standard has it. */
export function pollutantName(id: string): string | null {
  return ITEMS.find((one) => one.id === id)?.name ?? null
}

/** What a row names its pollutant by. */
export type Naming = { pollutant: string; cas?: string | undefined }
/** Why a row's pollutant has no entry in a standard. */
export type NoItem = 'no-limit' | 'species' | 'sum' | 'name-cas-differ'

/**
 * The entry a row's pollutant has in a standard, by name and CAS number, which must not contradict each other; or why
 * it has none: another form of the element (`species`: total chromium is not hexavalent chromium), a part of a limited
 * sum or a sum of other parts (`sum`), no limit.
 */
export function findItem(standard: StandardCode, row: Naming): { item: Item } | { why: NoItem } {
  const id = substanceOf(row)
  if (id === 'name-cas-differ') return { why: 'name-cas-differ' }
  const item = id && itemOf(standard, id)
  if (item) return { item }
  if (id && (OTHER_FORM[standard] as readonly string[]).includes(id)) return { why: 'species' }
  if (id && (OTHER_SUM[standard] as readonly string[]).includes(id)) return { why: 'sum' }
  return { why: 'no-limit' }
}

/** Id of the pollutant a row names, by CAS number or name; null when the standard has no such item. */
export function itemIdOf(standard: StandardCode, row: Naming): string | null {
  const found = findItem(standard, row)
  return 'item' in found ? found.item.id : null
}

/** The substance a row names, as an id of the standards or of a lookalike; null when it is none of them. */
export function substanceOf({ pollutant, cas }: Naming): string | 'name-cas-differ' | null {
  const named = AS_PRINTED.get(pollutant) ?? BY_NAME.get(nameKey(pollutant)) ?? namedTwice(pollutant)
  const numbers = casNumbers(cas ?? '')
  const [first] = numbers
  if (first === undefined) return named?.id ?? null
  const covering = (BY_CAS.get(first) ?? []).filter((one) => numbers.every((number) => one.cas.includes(number)))
  if (named && covering.includes(named)) return named.id
  // Of all that carry these numbers, the one that carries no others: 108-38-3 alone is m-xylene, not m+p.
  const numbered = covering.toSorted((a, b) => a.cas.length - b.cas.length)[0]
  if (!named) return numbered?.id ?? null
  // A name we know beside a number we don't: laboratories give group numbers to sums. Two we know must agree.
  return numbered ? 'name-cas-differ' : named.id
}

/** Laboratories write `铅（Pb）` and `镉Cd`: a name with another name of the same behind it. Of two things it is neither. */
function namedTwice(pollutant: string): Substance | undefined {
  const text = pollutant.slice(0, 80).normalize('NFKC').trim()
  const parts = /^(.+)[([]([^()[\]]+)[)\]]$/.exec(text) ?? /^(\P{Script=Latin}+)(\p{Script=Latin}.*)$/u.exec(text)
  const [one, other] = (parts ?? []).slice(1).map((part) => BY_NAME.get(nameKey(part)))
  return one === other ? one : undefined
}

/** What a substance found by `substanceOf` is called; null when it is none. */
export function substanceName(id: ReturnType<typeof substanceOf>): string | null {
  if (id === null) return null
  return pollutantName(id) ?? LOOKALIKES.find((one) => one.id === id)?.names[0] ?? null
}

/** The CAS numbers in a cell, e.g. `108-38-3/106-42-3`. */
export function casNumbers(text: string): string[] {
  if (text === '') return []
  return (
    text
      .normalize('NFKC')
      .replace(/[‐-―−]/g, '-')
      .match(/\d{2,7}-\d{2}-\d/g) ?? []
  )
}

/** Whether a CAS number's last digit is its check digit. */
export function isCasNumber(text: string): boolean {
  if (!/^\d{2,7}-\d{2}-\d$/.test(text)) return false
  const digits = text.replaceAll('-', '')
  const sum = [...digits.slice(0, -1)].reverse().reduce((total, digit, at) => total + Number(digit) * (at + 1), 0)
  return sum % 10 === Number(digits.at(-1))
}

/** A name without what typists vary: width, case, brackets, dashes, primes, spaces. `1，1－二氯乙烷` → `11二氯乙烷`. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/恶英|𫫇英/gu, '噁英')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

type Substance = { id: string; names: readonly string[]; cas: readonly string[] }

const SUBSTANCES: readonly Substance[] = [
  ...POLLUTANT_IDS.map((id) => {
    const entries = ITEMS.filter((one) => one.id === id)
    const names = [...entries.flatMap((one) => [one.name, one.english]), ...(OTHER_NAMES[id] ?? [])]
    return { id, names, cas: entries[0]?.cas ?? [] }
  }),
  ...LOOKALIKES,
]

const AS_PRINTED = new Map(SUBSTANCES.flatMap((one) => one.names.map((name) => [name, one] as const)))
const BY_NAME = new Map(SUBSTANCES.flatMap((one) => one.names.map((name) => [nameKey(name), one] as const)))
const BY_CAS = new Map<string, Substance[]>()
for (const one of SUBSTANCES) for (const number of one.cas) BY_CAS.set(number, [...(BY_CAS.get(number) ?? []), one])
type Printed = {
  id: string
  nameZh: string
  nameEn: string
  cas: readonly string[]
  sourceClause: string
  note: string | null
  flag: string | null
  seedTask37: boolean
}

function indexOf(standard: StandardCode): ReadonlyMap<string, Item> {
  return new Map(ITEMS.filter((one) => one.standard === standard).map((one) => [one.id, one]))
}

function itemFrom(standard: StandardCode, printed: Printed, background: boolean): Item {
  return {
    id: printed.id,
    standard,
    name: printed.nameZh,
    english: printed.nameEn,
    cas: printed.cas,
    clause: printed.sourceClause,
    note: printed.note,
    flag: printed.flag,
    background,
    task37: printed.seedTask37,
  }
}

function factsOf(
  code: StandardCode,
  printed: { nameZh: string; effective: string; officialUrl: string },
): StandardFacts {
  return { code, name: printed.nameZh, effective: printed.effective, url: printed.officialUrl }
}
