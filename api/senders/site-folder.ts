import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { HomeFigures } from '#domain/page.ts'
import { readIfThere, replaceFile, syncFolder } from './files.ts'

/**
 * What a folder of the site was made of; `figures` are the home page's for the day the folder is for, `tables` the
 * position the bulk tables were made at.
 */
export type Stamp = { made: string; figures: { asOf: string; is: HomeFigures }; tables?: number }

const STAMP = '.site.json'

/** Where an instance keeps its site: `site` is a link to the one folder of `sites/` that readers get. */
export type SitePlaces = { dataDir: string; site: string; sites: string; staging: string; record: string }

export function placesIn(dataDir: string): SitePlaces {
  const below = (name: string) => join(dataDir, name)
  return { dataDir, site: below('site'), sites: below('sites'), staging: below('staging'), record: below('record') }
}

/** The name of the folder readers get; null before the first. */
export async function currentSite({ site }: SitePlaces): Promise<string | null> {
  try {
    return basename(await readlink(site))
  } catch (error) {
    if (['ENOENT', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

export function newSiteName(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(/\D/g, '')}-${randomBytes(3).toString('hex')}`
}

export async function readStamp(folder: string): Promise<Stamp | null> {
  const text = await readIfThere(join(folder, STAMP))
  return text && JSON.parse(text.toString())
}

export async function writeStamp(folder: string, stamp: Stamp): Promise<void> {
  await replaceFile(join(folder, STAMP), `${JSON.stringify(stamp)}\n`)
}

/** One word for everything but the records that pages are made of: the templates, and what every page is told. */
export function madeOf(templates: string, about: unknown): string {
  return createHash('sha256')
    .update(`${templates}\n${JSON.stringify(about)}`)
    .digest('hex')
    .slice(0, 32)
}

/** Gives readers another folder, at one stroke and for good. */
export async function swapSite({ dataDir, site, staging }: SitePlaces, name: string): Promise<void> {
  await mkdir(staging, { recursive: true })
  const link = join(staging, `site.${process.pid}`)
  await rm(link, { force: true })
  await symlink(join('sites', name), link)
  // Earlier versions kept the pages themselves here.
  if ((await stat(site).catch(() => null))?.isDirectory() && (await currentSite(placesIn(dataDir))) === null)
    await rename(site, join(staging, `site.old.${process.pid}`))
  await rename(link, site)
  await syncFolder(dataDir)
}

/** Takes away what is not readers’ any more, and what a build cut short left behind. @returns the folders it took */
export async function dropOthers({ sites, staging }: SitePlaces, keep: readonly string[]): Promise<string[]> {
  const others = (await readdir(sites).catch((): string[] => [])).filter((name) => !keep.includes(name))
  for (const name of others) await rm(join(sites, name), { recursive: true, force: true })
  await rm(staging, { recursive: true, force: true })
  return others
}
