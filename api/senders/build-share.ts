import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { publishBulk } from '#db/pages/bulk.ts'
import { everyAddress } from '#db/pages.ts'
import { changesOf, type Making } from '#db/replay.ts'
import type { HomeFigures, PageFrame } from '#domain/page.ts'
import { openRecord } from './record-reader.ts'
import { loadSite } from './site.ts'

/** What a process that makes pages from the record folder has to know. All of it goes as JSON. */
export type Share = {
  /** The record folder, up to which position of it, and where the pages go. */
  record: string
  position: number
  folder: string
  /** Where files are written before they take their place; null while the folder is nobody's and they need not. */
  staging: string | null
  /** The built site. */
  built: string
  frame: PageFrame
  figures: HomeFigures
}

/** What is to be done next: a block of addresses by its number, the bulk tables, or nothing more. */
export type Job = number | 'bulk' | null

/** Addresses of one block: neighbours, because they show the same records. */
const BLOCK = 32

/**
 * Makes pages from the record folder as it is told to, without the database. Files are neither synced nor renamed: the
 * folder is nobody's yet.
 * @returns how many addresses it made
 */
export async function buildShare(share: Share, next: () => Promise<Job>): Promise<number> {
  const archive = openRecord(share.record, share.position)
  const { render } = await loadSite(share.built)
  const making: Making = { archive, render, frame: share.frame, figures: share.figures }
  const addresses = everyAddress(archive)
  let block = 0
  let made = 0
  for (let job = await next(); job !== null; job = await next()) {
    if (job === 'bulk') {
      await publishBulk(archive, render, share.frame, putter(share))
      continue
    }
    for (; block < job; block++) await take(addresses)
    const mine = await take(addresses)
    block++
    // The blocks after it are empty too: whoever hands them out sees it by this one being short.
    for (const address of mine) writeFresh(share, await changesOf([address], making))
    made += mine.length
    if (mine.length < BLOCK) break
  }
  return made
}

async function take(addresses: AsyncGenerator<string>): Promise<string[]> {
  const block: string[] = []
  while (block.length < BLOCK) {
    const { value, done } = await addresses.next()
    if (done) break
    block.push(value)
  }
  return block
}

function writeFresh(share: Share, changes: Awaited<ReturnType<typeof changesOf>>): void {
  for (const change of changes) {
    const path = join(share.folder, change.path)
    const put = () => {
      if ('copyOf' in change) linkSync(join(share.record, change.copyOf), path)
      else if (change.bytes) writeFileSync(path, change.bytes)
    }
    try {
      put()
    } catch (error) {
      // Most files lie in a folder that an earlier one has made.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      mkdirSync(dirname(path), { recursive: true })
      put()
    }
  }
}

/** Stores a file as it comes; whole and on disk for good where somebody may be reading the folder. */
function putter({ folder, staging }: Share) {
  let stored = 0
  return async (path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    if (staging) mkdirSync(staging, { recursive: true })
    const written = staging ? join(staging, `bulk.${process.pid}.${stored++}`) : target
    const file = openSync(written, 'w')
    try {
      for await (const chunk of chunks) writeSync(file, chunk)
      if (staging) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (staging) renameSync(written, target)
  }
}

if (import.meta.main) {
  const share = JSON.parse(process.argv[2] ?? '') as Share
  const next = () =>
    new Promise<Job>((resolve) => {
      process.once('message', (said) => resolve((said as { job: Job }).job))
      process.send?.('next')
    })
  // A builder whose parent is gone builds for nobody.
  process.once('disconnect', () => process.exit(1))
  await buildShare(share, next)
  process.exit(0)
}
