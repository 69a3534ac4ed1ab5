import type { Archive } from '#domain/archive.ts'
import { linksOf } from '#domain/links.ts'
import { isVersioned, listAddress, type PublicRecord, type RecordKind, recordAddress } from '#domain/record.ts'
import { caseFacetsOf } from './case.ts'
import { CASE_TABLE_ADDRESS, PAGE_SIZE, pageOf } from './place.ts'
import { MOST_LINKED } from './record.ts'

/**
 * The addresses a record has itself: its versions and what differs between them first, its own last. The newest version
 * of a filing has none: its files are the record's own, made with them.
 */
export function ownAddresses(record: Pick<PublicRecord, 'kind' | 'id' | 'version' | 'withdrawn'>): string[] {
  const { kind, id, version, withdrawn } = record
  const isFiling = isVersioned(kind)
  // Of a filing that is withdrawn the last version says so, and is no page.
  const older = numbers(1, version - 1)
  const address = recordAddress(kind, id)
  return [
    ...(isFiling ? older : numbers(1, version)).flatMap((n) => [
      `v/${n}/`,
      ...(kind === 'effect_assessment' ? [`v/${n}/text/`] : []),
    ]),
    ...(isFiling ? diffs(withdrawn ? older : numbers(1, version)) : []),
    ...(kind === 'remediation_notice' ? ['board/'] : []),
    ...(kind === 'effect_assessment' ? ['text/'] : []),
    '',
  ].map((rest) => `${address}${rest}`)
}

/** Of those, what shows other records or all versions: what changes when something around the record does. */
export function livingAddresses(record: PublicRecord): string[] {
  const isFiling = isVersioned(record.kind)
  const address = recordAddress(record.kind, record.id)
  return ownAddresses(record).filter((one) => {
    const rest = one.slice(address.length)
    return !rest.startsWith('diff/') && (isFiling || !rest.startsWith('v/'))
  })
}

/**
 * Addresses that a new version of a record may change; `before` is the version it follows. Itself, the records that show
 * it, the pages of what it names or named, the lists, the front page: targets before the pages that link to them.
 */
export async function addressesAround(
  record: PublicRecord,
  before: PublicRecord | null,
  archive: Archive,
): Promise<Set<string>> {
  const found = new Set<string>()
  const add = (addresses: Iterable<string>) => {
    for (const address of addresses) found.add(address)
  }
  add(changedOwn(record))
  const states = [record, before].filter((one) => one !== null)
  for (const neighbour of await neighboursOf(states, archive)) if (neighbour.data) add(livingAddresses(neighbour))
  for (const address of await namedBy(states, archive)) found.add(address)
  add(await listsOf(record, archive))
  if (record.kind === 'case') for (const state of states) add(caseFacetsOf(state))
  if (record.kind === 'case') add([CASE_TABLE_ADDRESS])
  else if (record.kind !== 'plot' && record.kind !== 'institution' && record.kind !== 'figures') add(['/'])
  return found
}

/** A new version of a register changes no page of an older one; the older diffs of a filing stay, unless it is gone. */
function changedOwn(record: PublicRecord): string[] {
  const address = recordAddress(record.kind, record.id)
  const newest = `v/${record.version}/`
  const isFiling = isVersioned(record.kind)
  return ownAddresses(record).filter((one) => {
    const rest = one.slice(address.length)
    if (!isFiling && rest.startsWith('v/')) return rest === newest
    return record.withdrawn || !rest.startsWith('diff/') || rest.endsWith(`-${record.version}/`)
  })
}

/** Records whose own pages show this one. */
async function neighboursOf(states: readonly PublicRecord[], archive: Archive): Promise<PublicRecord[]> {
  const found: PublicRecord[] = []
  for (const state of states) {
    if (state.kind === 'soil_self_monitoring' && state.data && state.party) {
      const following = state.data.period.year + 1
      const others = await archive.linked(state.kind, 'party', state.party.code)
      found.push(...others.filter((one) => one.id !== state.id && one.data?.period.year === following))
    }
    if (state.kind === 'soil_transfer' || state.kind === 'effect_assessment') {
      const project = state.data && (await archive.find('remediation_notice', state.data.project.id))
      if (project) found.push(project)
    }
  }
  for (const { project } of states.flatMap((state) => (state.kind === 'case' && state.data) || [])) {
    const about = project && (await archive.find('remediation_notice', project.id))
    if (about) found.push(about)
  }
  const { kind, id } = states[0] as PublicRecord
  if (kind === 'remediation_notice') {
    found.push(...(await archive.linked('soil_transfer', 'project', id)))
    found.push(...(await archive.linked('effect_assessment', 'project', id)))
    found.push(...(await archive.linked('case', 'project', id)))
  }
  // Those that named it before it was registered link to it from now on.
  if (kind === 'institution' && states[0]?.version === 1) {
    found.push(...(await archive.linked('remediation_notice', 'institution', id)))
    found.push(...(await archive.linked('effect_assessment', 'institution', id)))
  }
  if (kind === 'plot') found.push(...(await archive.linked('remediation_notice', 'plot', id)))
  return found
}

/** The pages of what a record names, where they are there and say something else now. */
async function namedBy(states: readonly PublicRecord[], archive: Archive): Promise<string[]> {
  const found: string[] = []
  const links = states.flatMap(linksOf)
  const timesNamed = new Map<string, number>()
  for (const { relation, target } of links) {
    const name = `${relation} ${target}`
    timesNamed.set(name, (timesNamed.get(name) ?? 0) + 1)
  }
  for (const { relation, target } of links) {
    const kind = REGISTER_OF[relation]
    if (relation !== 'item' && !kind) continue
    const isCounted = timesNamed.get(`${relation} ${target}`) === states.length && states.length > 1
    if (isCounted && !(await isShown(states[0] as PublicRecord, relation, target, archive))) continue
    if (relation === 'item') found.push(`/pollutants/${target}/`)
    if (kind && (await archive.ordinal(kind, target))) found.push(recordAddress(kind, target))
  }
  return found
}

/** Pollutants and institutions show their newest and how many there are: a correction of an older one changes neither. */
async function isShown(record: PublicRecord, relation: string, target: string, archive: Archive): Promise<boolean> {
  if (relation !== 'item' && relation !== 'institution') return true
  const newest: PublicRecord[] = await archive.linked(record.kind, relation, target, MOST_LINKED)
  return newest.some((one) => one.id === record.id)
}

const REGISTER_OF: Partial<Record<string, RecordKind>> = {
  institution: 'institution',
  plot: 'plot',
  party: 'enterprise',
}

async function listsOf({ kind, id, version }: PublicRecord, archive: Archive): Promise<string[]> {
  const list = listAddress(kind)
  const ordinal = (await archive.ordinal(kind, id)) ?? 1
  const page = pageOf(ordinal)
  // The first on a page makes the page before it say that one follows.
  const isFirstOnPage = version === 1 && page > 1 && ordinal % PAGE_SIZE === 1
  const owesAndFiles = kind === 'enterprise' || kind === 'soil_self_monitoring'
  return [
    `${list}p/${page}/`,
    ...(isFirstOnPage ? [`${list}p/${page - 1}/`] : []),
    list,
    ...(owesAndFiles ? [listAddress('enterprise'), listAddress('soil_self_monitoring')] : []),
  ]
}

function diffs(versions: readonly number[]): string[] {
  return versions.flatMap((n) => numbers(1, n - 1).map((m) => `diff/${m}-${n}/`))
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
}
