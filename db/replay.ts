import type { Archive } from '#domain/archive.ts'
import type { HomeFigures, PageFrame, Render } from '#domain/page.ts'
import { isVersioned, type PublicRecord, readAddress, recordAddress } from '#domain/record.ts'
import type { Engine } from './engine.ts'
import type { FileChange, Files } from './files.ts'
import { affectedBy, agedBetween, countsOnly, filesOf } from './pages.ts'
import { lastPosition, listPublications, saveReached } from './publication.ts'
import { recordFilePath } from './record.ts'

/** What pages are made with: the renderer, what every page is told, the figures of the day, and all that was published. */
export type Making = { archive: Archive; render: Render; frame: PageFrame; figures: HomeFigures }

/** A folder of the site: how far it has come, and the day all its pages are for. */
export type Target = { name: string; files: Files; position: number; asOf: string }

/** More than this many publications behind, building everything anew is quicker and keeps every link whole meanwhile. */
export const MOST_PENDING = 200

/** Addresses rendered and swapped in together while everything that ages is made anew. */
const AT_ONCE = 50

/**
 * Brings a folder of the site from a position to the newest: renders what those publications change, as everything stands
 * now, and swaps it in at once. Cut short anywhere, running it again gives the same bytes. One that readers have must not
 * be more than `MOST_PENDING` behind: the parts of a longer way link to what the next part brings.
 * `shown` is called when everything stands at its addresses except what only counts it (`countsOnly`), which follows.
 * @returns the position it has come to and the paths that changed
 */
export async function replay(
  db: Engine,
  making: Making,
  target: Target,
  shown: () => void = () => {},
): Promise<{ position: number; changed: string[] }> {
  let { position } = target
  const changed: string[] = []
  for (;;) {
    const pending = await listPublications(db, position, MOST_PENDING)
    const last = pending.at(-1)
    if (!last) return { position, changed }
    const addresses = new Set<string>()
    for (const { record } of pending)
      for (const address of await affectedBy(record, making.archive)) addresses.add(address)
    const [counting, telling] = partition(addresses, countsOnly)
    changed.push(...(await target.files.swap(await changesOf(telling, making))))
    if (pending.length < MOST_PENDING) shown()
    changed.push(...(await target.files.swap(await changesOf(counting, making))))
    position = last.position
    await saveReached(db, target.name, { position, asOf: target.asOf })
  }
}

/**
 * Makes anew what a new day changes, a few pages at a time. `since` are the days pages may be for: two when the night
 * before was cut short. `exclusively` runs each part alone: publications come in between, rendered for the new day
 * already. The folder is for the new day once the caller has said so.
 */
export async function age(
  making: Making,
  target: Target,
  since: Iterable<string>,
  exclusively: <T>(part: () => Promise<T>) => Promise<T>,
): Promise<string[]> {
  const addresses = new Set<string>()
  for (const day of since)
    for (const address of await exclusively(() => agedBetween(day, making.frame.asOf, making.archive)))
      addresses.add(address)
  const aged = [...addresses]
  const changed: string[] = []
  for (let at = 0; at < aged.length; at += AT_ONCE) {
    const part = aged.slice(at, at + AT_ONCE)
    changed.push(...(await exclusively(async () => target.files.swap(await changesOf(part, making)))))
  }
  return changed
}

/** The files of addresses, each path once, with the files filed with a record at the addresses of its versions. */
export async function changesOf(addresses: readonly string[], making: Making): Promise<FileChange[]> {
  const changes = new Map<string, FileChange>()
  for (const address of addresses) {
    const { archive, render, frame, figures } = making
    for (const file of await filesOf(address, archive, render, frame, figures)) changes.set(file.path, file)
    for (const file of await filedFiles(address, archive)) changes.set(file.path, file)
  }
  return [...changes.values()]
}

/** The files of each version of a record lies beside the page of the version; nothing once it is withdrawn. */
async function filedFiles(address: string, archive: Archive): Promise<FileChange[]> {
  const about = readAddress(address)
  if (about?.rest !== '' || !isVersioned(about.kind)) return []
  const versions: PublicRecord[] = await archive.versions(about.kind, about.id)
  const isGone = versions.at(-1)?.withdrawn
  return versions.flatMap((record) =>
    record.files.map(({ name }) => {
      const path = `${recordAddress(record.kind, record.id).slice(1)}v/${record.version}/${name}`
      return isGone ? { path, bytes: null } : { path, copyOf: recordFilePath(record, name) }
    }),
  )
}

function partition<T>(all: Iterable<T>, is: (one: T) => boolean): [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []]
  for (const one of all) (is(one) ? yes : no).push(one)
  return [yes, no]
}

/**
 * Whether a folder that has come to a position lacks so much that it is better built anew, or was made of a later
 * database than this one: its pages by their position, or its whole tables by theirs.
 */
export async function isFarBehind(db: Engine, position: number, tables = 0): Promise<boolean> {
  const last = await lastPosition(db)
  return last < Math.max(position, tables) || last - position > MOST_PENDING
}
