import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Bureau, currentDepartments, findDepartment } from '../../bureau.ts'
import type { TipKind } from '../../tip/kinds.ts'
import { LIST_COLUMNS, type ListKey } from './columns.ts'
import { type ListPlace, placeOfRow } from './place.ts'
import type { ListEntry, ListProblem } from './read.ts'
import type { ListImport } from './schema.ts'
import { type DepartmentSuggestion, type KindSuggestion, suggestDepartment, suggestKinds } from './suggest.ts'
import { type GivenClosed, kindWords, readClosed, readDay, readKinds, readListNumber, readOutcome } from './value.ts'

/** What a list says of a case, in its own words; kept with the event, taken for no decision of ours. */
export type Given = {
  number: string
  key: boolean
  area?: string
  kinds?: string
  findings?: string
  outcome?: string
  measures?: string
  closed?: string
  accountability?: string
  by?: string
}

/** What a clerk puts instead of a suggestion; an empty street or department is none. */
export type ListChange = ListImport['changes'][string]

/** A row ready to become a case. `kinds` is what it will be saved with, `suggested` what the text adds. */
export type ListRow = {
  sheet?: string
  line: number
  number: string
  key: boolean
  matter: string
  kinds: TipKind[]
  place: ListPlace
  /** Of our streets, chosen or certain; null while nobody knows. */
  street: string | null
  department: { id: string; name: string; reason: string | null } | null
  suggested: { kinds: KindSuggestion[]; department: DepartmentSuggestion | null }
  closed: GivenClosed | null
  /** Day the superior set for closing. */
  superiorBy: string | null
  given: Given
  /** Of what the row says, whatever its order, width and spaces: the same again adds nothing. */
  digest: string
  problems: ListProblem[]
}

const MATTER = { min: 5, max: 4000 }
const TEXT_MAX = 10_000

/**
 * A row with everything wrong with it, and what is suggested. `changes`, by number, win over what is suggested; `on` is
 * the day whose streets count.
 */
export function readListRow(
  entry: ListEntry,
  changes: ReadonlyMap<string, ListChange>,
  bureau: Bureau,
  on: string,
): ListRow {
  const text = (key: ListKey) => entry.cells.get(key)?.text ?? ''
  const problems: ListProblem[] = []
  const say: ListEntry['say'] = (...about) => {
    const said = entry.say(...about)
    problems.push(said)
    return said
  }
  const matter = text('matter')
  const { number, key } = numberOf(entry, say)
  const change = changes.get(number) ?? {}
  lengths(entry, say)
  const { kinds, suggested } = kindsOf(entry, change, say)
  const place = placeOfRow(text('area'), matter, bureau, on)
  if (place.outside) say('area', 'note', 'outside-district', { name: place.outside.body })
  if (place.differs) say('area', 'note', 'place-differs', { name: place.differs })
  if (place.several) say('area', 'note', 'several-areas', { said: text('area') })
  const closed = endOf(entry, say)
  const street = change.street ?? (place.street?.certain ? place.street.code : '')
  const proposed = suggestDepartment(matter, kinds, currentDepartments(bureau, on))
  return {
    ...(entry.sheet !== undefined && { sheet: entry.sheet }),
    line: entry.line,
    number,
    key,
    matter,
    kinds,
    place,
    street: street === '' || (place.outside && change.street === undefined) ? null : street,
    department: departmentOf(change, proposed, bureau, on),
    suggested: { kinds: suggested, department: proposed },
    closed,
    superiorBy: superiorDay(entry, on, say),
    given: givenOf(entry, number, key),
    digest: digestOf(entry, number, key),
    problems,
  }
}

export const isRight = ({ problems }: Pick<ListRow, 'problems'>): boolean =>
  problems.every((one) => one.level === 'note')

function numberOf({ cells }: ListEntry, say: ListEntry['say']): { number: string; key: boolean } {
  const cell = cells.get('number')
  const read = cell ? readListNumber(cell) : { code: 'number-required' as const }
  if (!('code' in read)) return read
  say('number', 'problem', read.code, { said: cell?.text ?? '' })
  return { number: '', key: false }
}

function lengths({ cells }: ListEntry, say: ListEntry['say']): void {
  for (const [key] of LIST_COLUMNS) {
    const cell = cells.get(key)
    const length = [...(cell?.text ?? '')].length
    if (key === 'number' || key === 'seq') continue
    if (cell?.kind === 'error') say(key, 'problem', 'error-cell', { said: cell.text })
    else if (key === 'matter' && length === 0) say(key, 'problem', 'required')
    else if (key === 'matter' && length < MATTER.min) say(key, 'problem', 'too-short', { min: MATTER.min })
    else if (length > (key === 'matter' ? MATTER.max : TEXT_MAX))
      say(key, 'problem', 'too-long', { max: key === 'matter' ? MATTER.max : TEXT_MAX })
  }
}

function kindsOf({ cells }: ListEntry, change: ListChange, say: ListEntry['say']) {
  const said = readKinds(cells.get('kinds')?.text ?? '')
  const fromText = suggestKinds(cells.get('matter')?.text ?? '')
  const suggested = fromText.filter(({ kind }) => !said.kinds.includes(kind))
  if (change.kinds) return { kinds: change.kinds, suggested }
  if (said.unknown.length > 0) say('kinds', 'note', 'kinds-unknown', { said: said.unknown.join('、') })
  if (said.kinds.length > 0) return { kinds: said.kinds, suggested }
  if (fromText.length === 0) say('kinds', 'problem', 'kinds-required')
  else say('kinds', 'note', 'kinds-from-text')
  return { kinds: fromText.map(({ kind }) => kind), suggested }
}

function endOf({ cells }: ListEntry, say: ListEntry['say']): GivenClosed | null {
  const outcome = cells.get('outcome')?.text ?? ''
  const closed = cells.get('closed')?.text ?? ''
  if (readOutcome(outcome) === undefined) say('outcome', 'note', 'outcome-unknown', { said: outcome })
  const read = readClosed(closed)
  if (read === undefined) say('closed', 'note', 'closed-unknown', { said: closed })
  if (read === 'yes' && !cells.has('findings')) say('findings', 'note', 'closed-without-findings')
  return read ?? null
}

/** The superior's day prevails over the law's limit, so it is said; one that is past, or no day, is only kept. */
function superiorDay({ cells }: ListEntry, receivedOn: string, say: ListEntry['say']): string | null {
  const said = cells.get('by')?.text ?? ''
  if (said === '') return null
  const day = readDay(said)
  if (day === undefined) say('by', 'note', 'by-unknown', { said })
  else if (day < receivedOn) say('by', 'note', 'by-early', { said })
  else {
    say('by', 'note', 'by-taken', { said: day })
    return day
  }
  return null
}

function departmentOf(
  change: ListChange,
  proposed: DepartmentSuggestion | null,
  bureau: Bureau,
  on: string,
): ListRow['department'] {
  if (change.department === undefined || change.department === proposed?.id) return proposed
  const chosen = findDepartment(bureau, change.department, on)
  return chosen ? { id: chosen.id, name: chosen.name, reason: null } : null
}

const GIVEN = ['area', 'kinds', 'findings', 'outcome', 'measures', 'closed', 'accountability'] as const
const GIVEN_AS_WELL = [...GIVEN, 'by'] as const

function givenOf({ cells }: ListEntry, number: string, key: boolean): Given {
  const said = GIVEN_AS_WELL.flatMap((name) => (cells.has(name) ? [[name, cells.get(name)?.text]] : []))
  return { number, key, ...Object.fromEntries(said) }
}

function digestOf({ cells }: ListEntry, number: string, key: boolean): string {
  const fold = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  const parts = ['matter' as const, ...GIVEN].map((name) => {
    const text = cells.get(name)?.text ?? ''
    return name === 'kinds' ? kindWords(text).sort().join('、') : fold(text)
  })
  const by = cells.has('by') ? [fold(cells.get('by')?.text ?? '')] : []
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([number, key, ...parts, ...by])))).slice(0, 32)
}
