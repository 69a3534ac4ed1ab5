import { opendir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { archiveOf } from '#db/archive.ts'
import type { Engine } from '#db/engine.ts'
import type { FileChange } from '#db/files.ts'
import type { Places } from '#db/log/check/checking.ts'
import { checkLog, findLastCheck, keepCheck } from '#db/log/check.ts'
import { readLogState } from '#db/log.ts'
import { stateDuty } from '#db/roster.ts'
import { dayOf } from '#domain/clock.ts'
import type { Finding } from '#domain/log/finding.ts'
import { readVkey, vkeyOf } from '#domain/log/note.ts'
import { folderFiles } from './files.ts'
import { openLogKeys } from './log-signer.ts'
import type { Publishing } from './publishing.ts'
import { currentSite, placesIn, readStamp } from './site-folder.ts'

/** An instance, or a build machine's folder, whose log is to be held against everything it speaks of. */
export type Checked = Pick<Publishing, 'db' | 'dataDir' | 'about' | 'now' | 'built'>

/** The comparison of the night: nothing when the day has one. Bring pages and log to date first. */
export async function checkNightly(of: Checked): Promise<void> {
  if ((await findLastCheck(of.db))?.on !== dayOf(of.now())) await checkInstance(of)
}

/**
 * Checks the log of a data folder and keeps what was found as that of the day.
 * @returns what is not as it should be
 */
export async function checkInstance(of: Checked): Promise<Finding[]> {
  const { db, dataDir, now } = of
  const today = dayOf(now())
  const findings = await checkLog(db, placesToCheck(of), { verifiers: await keysAtHand(db, dataDir), today })
  await keepCheck(db, today, findings)
  return findings
}

/** The keys beside the log, not those the database names. */
async function keysAtHand(db: Engine, dataDir: string) {
  const state = await readLogState(db)
  if (!state) return []
  const { now, before } = await openLogKeys(join(dataDir, 'keys'), false)
  return [now, before].flatMap((key) => (key ? [readVkey(vkeyOf(state.origin, key.publicKey))] : []))
}

/** The folders of an instance, and what its pages are made with. */
export function placesToCheck({ db, dataDir, about, built }: Checked): Places {
  const { turnstileSiteKey, ...everyPage } = about
  const archive = archiveOf(db)
  const folders = placesIn(dataDir)
  const reader = (name: string) => folderFiles(join(dataDir, name), { staging: folders.staging }).read
  const making = async () => {
    const name = await currentSite(folders)
    const stamp = name && (await readStamp(join(folders.sites, name)))
    if (!stamp) return null
    const { asOf, is: figures } = stamp.figures
    return { archive, render: built.render, frame: { ...everyPage, asOf }, figures }
  }
  return {
    log: reader('log'),
    logPaths: () => pathsBelow(join(dataDir, 'log')),
    record: reader('record'),
    site: reader('site'),
    making,
    async fixed() {
      const now = await making()
      if (!now) return []
      const { fixedPages } = await import('#db/publish.ts')
      const duty = await stateDuty(db, now.frame.asOf)
      const pages = await fixedPages(built.render, now.frame, turnstileSiteKey, duty)
      return [...pages, ...(await assetsOf(built.folder))]
    },
  }
}

/** What every page loads, as it was built. */
async function assetsOf(folder: string): Promise<FileChange[]> {
  const assets: FileChange[] = []
  for await (const path of pathsBelow(join(folder, 'client')))
    assets.push({ path, bytes: await readFile(join(folder, 'client', path)) })
  return assets
}

/** One by one: there are as many checkpoints as there were publications. */
async function* pathsBelow(folder: string): AsyncGenerator<string> {
  for await (const one of await opendir(folder, { recursive: true }))
    if (one.isFile()) yield join(one.parentPath, one.name).slice(folder.length + 1)
}
