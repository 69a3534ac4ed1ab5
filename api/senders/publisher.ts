import { join } from 'node:path'
import { archiveOf } from '#db/archive.ts'
import { syncTree } from '#db/backup/tree.ts'
import { findReached, forgetReached, lastOfKind, lastWithdrawal, type Reached, saveReached } from '#db/publication.ts'
import { age, isFarBehind, type Making, replay, type Target } from '#db/replay.ts'
import { stateDuty } from '#db/roster.ts'
import { dayOf } from '#domain/clock.ts'
import type { PageFrame } from '#domain/page.ts'
import type { Share } from './build-share.ts'
import { folderFiles } from './files.ts'
import { buildAll, buildBulk } from './full-build.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Publisher, Publishing } from './publishing.ts'
import { keepOrPutAside, recordStore } from './record-store.ts'
import { carryAssets } from './site.ts'
import {
  currentSite,
  dropOthers,
  madeOf,
  newSiteName,
  placesIn,
  readStamp,
  type Stamp,
  swapSite,
  writeStamp,
} from './site-folder.ts'

/** The one publisher of a data folder: whoever holds the folder's lock. */
export function openPublisher(of: Publishing): Publisher {
  const { db, built, step } = of
  const places = placesIn(of.dataDir)
  const archive = archiveOf(db)
  const store = recordStore(places.record, places.staging, step)
  /** What every page is told, and the word for it. */
  let about = of.about
  let made = madeOf(built.hash, about)
  /** The folder readers have; `tables` is the position its bulk tables are of, `made` what it was made of. */
  let current: { name: string; reached: Reached; tables: number; made: string } | null = null
  let figures: Stamp['figures'] | null = null
  /** The day pages are made for: the folder's, until a new one has begun. */
  let day = ''
  /** The position the bulk tables were last looked at for. */
  let tablesSeen = -1
  /** The statement of the duty roster that stands on its page; empty until it was looked at. */
  let dutyShown = ''

  /** One change of the folder at a time; and one long work (a night, a build) at a time, with changes in between. */
  const exclusively = oneAtATime()
  const alone = oneAtATime()
  /** Bulk tables are made by the night and by a publication of figures, in the same files. */
  const tabling = oneAtATime()

  const filesIn = (folder: string) =>
    folderFiles(folder, { staging: places.staging, copies: places.record, name: 'site', step })
  const targetOf = ({ name, reached }: NonNullable<typeof current>): Target => ({
    name,
    files: filesIn(join(places.sites, name)),
    ...reached,
  })
  const frame = (): PageFrame => {
    const { turnstileSiteKey: _, ...everyPage } = about
    return { ...everyPage, asOf: day }
  }
  const making = (): Making => {
    if (!figures) throw new Error("couldn't publish: the folder was not brought to date first")
    return { archive, render: built.render, frame: frame(), figures: figures.is }
  }
  const figuresFor = async (asOf: string): Promise<Stamp['figures']> =>
    figures?.asOf === asOf ? figures : { asOf, is: await of.figures(new Date(`${asOf}T12:00:00+08:00`)) }

  async function catchUp(shown?: () => void): Promise<string[]> {
    const changed = await catchUpPages(shown)
    await of.log?.()
    return changed
  }

  async function catchUpPages(shown?: () => void): Promise<string[]> {
    if (!current) throw new Error("couldn't publish: there is no folder yet")
    const kept = await keep()
    // Periods are few, and whoever reads one computes with the whole table: it is there before the page that leads to it.
    if ((await lastOfKind(db, 'figures')) > current.tables) await makeTables(current, kept)
    const { position, changed } = await replay(db, making(), targetOf(current), shown)
    current.reached = { ...current.reached, position }
    step('site:saved')
    return changed
  }

  const keep = () => keepOrPutAside(db, store, of.filed, `${places.record}.aside.${newSiteName(of.now())}`)

  const shareOf = (folder: string, position: number, staging: string | null): Share => ({
    record: places.record,
    position,
    folder,
    staging,
    built: built.folder,
    frame: frame(),
    figures: making().figures,
  })

  async function rebuild(): Promise<void> {
    const name = newSiteName(of.now())
    const folder = join(places.sites, name)
    day = dayOf(of.now())
    figures = await figuresFor(day)
    const position = await exclusively(keep)
    await carryAssets(built.folder, folder, current && join(places.sites, current.name))
    await buildAll(shareOf(folder, position, null), of.processes)
    step('full:built')
    await filesIn(folder).swap(await fixed())
    await writeStamp(folder, { made, figures, tables: position })
    await syncTree(folder)
    await saveReached(db, name, { position, asOf: day })
    step('full:synced')
    await exclusively(async () => {
      const before = current
      current = { name, reached: { position, asOf: day }, tables: position, made }
      try {
        await catchUpPages()
        await swapSite(places, name)
      } catch (error) {
        current = before
        throw error
      }
      step('full:swapped')
      await forgetReached(db, await dropOthers(places, [name]))
      await of.log?.()
    })
  }

  async function night(): Promise<string[]> {
    const today = dayOf(of.now())
    if (!current) return []
    if (current.made !== made) {
      await rebuild()
      return []
    }
    // A night that was cut short has left some pages for the day that had begun.
    const since = new Set([current.reached.asOf, day])
    if (since.size === 1 && since.has(today)) return []
    day = today
    figures = await figuresFor(today)
    await writeStamp(join(places.sites, current.name), { made, figures, tables: current.tables })
    const changed = await age(making(), targetOf(current), since, exclusively)
    const [target, pages] = [targetOf(current), await fixed()]
    changed.push(...(await exclusively(() => target.files.swap(pages))))
    step('night:aged')
    await makeTables(current)
    step('night:bulk')
    await exclusively(async () => {
      if (!current) return
      current.reached = { ...current.reached, asOf: today }
      await saveReached(db, current.name, current.reached)
    })
    return changed
  }

  /** `upTo`: a position that is kept and not on the pages yet. */
  function makeTables(site: NonNullable<typeof current>, upTo = 0): Promise<void> {
    return tabling(async () => {
      const folder = join(places.sites, site.name)
      const position = Math.max(upTo, site.reached.position, site.tables)
      await buildBulk(shareOf(folder, position, places.staging), of.processes)
      if (figures) await writeStamp(folder, { made: site.made, figures, tables: position })
      site.tables = position
    })
  }

  async function tables(): Promise<boolean> {
    const position = current?.reached.position
    if (!current || position === undefined || position === tablesSeen) return false
    const isStale = (await lastWithdrawal(db)) > current.tables
    if (isStale) await makeTables(current)
    tablesSeen = position
    return isStale
  }

  async function fixed() {
    // Most publications need none of it: not loaded before it is wanted.
    const { fixedPages } = await import('#db/publish.ts')
    const duty = await stateDuty(db, day)
    dutyShown = JSON.stringify(duty)
    return fixedPages(built.render, making().frame, about.turnstileSiteKey, duty)
  }

  async function duty(): Promise<boolean> {
    if (!current) return false
    const says = await stateDuty(db, day)
    if (JSON.stringify(says) === dutyShown) return false
    const { dutyPage } = await import('#db/publish.ts')
    const [target, page] = [targetOf(current), await dutyPage(built.render, making().frame, says)]
    const changed = await exclusively(() => target.files.swap([page]))
    dutyShown = JSON.stringify(says)
    return changed.length > 0
  }

  let coming: Promise<string[]> | null = null
  let waiting: (() => void)[] = []
  return {
    bring: () =>
      alone(async () => {
        const name = await currentSite(places)
        const stamp = name && (await readStamp(join(places.sites, name)))
        const reached = name ? await findReached(db, name) : null
        await forgetReached(db, await dropOthers(places, name ? [name] : []))
        current = name && stamp && reached ? { name, reached, tables: stamp.tables ?? 0, made: stamp.made } : null
        const position = current?.reached.position ?? 0
        if (!current || !stamp || current.made !== made || (await isFarBehind(db, position, current.tables))) {
          await rebuild()
          return null
        }
        figures = stamp.figures
        day = stamp.figures.asOf
        const changed = await exclusively(() => catchUp())
        return [...changed, ...(await night())]
      }),
    async replay(shown = () => {}) {
      if (current && (await isFarBehind(db, current.reached.position))) {
        await alone(rebuild)
        return []
      }
      // A call that comes before the next run has begun is answered by it: what it is about is committed already.
      waiting.push(shown)
      coming ??= exclusively(() => {
        const mine = waiting
        coming = null
        waiting = []
        return catchUp(() => mine.forEach((one) => void one()))
      })
      return coming
    },
    night: () => alone(night),
    tables: () => alone(tables),
    duty: () => alone(duty),
    rebuild: () => alone(rebuild),
    renew: (next) =>
      alone(async () => {
        about = next
        made = madeOf(built.hash, next)
        if (current && current.made !== made) await rebuild()
      }),
  }
}
