import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { filedBytes } from '#api/senders/filed.ts'
import { type KeptLog, openLog } from '#api/senders/log.ts'
import { promisesBy } from '#api/senders/log-promise.ts'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { openPublisher } from '#api/senders/publisher.ts'
import type { Publisher } from '#api/senders/publishing.ts'
import { builtHash } from '#api/senders/site.ts'
import { staticFiles } from '#api/senders/static.ts'
import { findBureau } from '#db/bureau.ts'
import { countHomeFigures } from '#db/figures.ts'
import { seedDemo } from '#db/seed.ts'
import { bureau } from './fixtures/bureau.ts'
import { openApp } from './setup.ts'
import { folder, render } from './site/build.ts'

export type House = Awaited<ReturnType<typeof openHouse>>

/** Milliseconds a story may take: its pages are all made first. */
export const SLOW = 120_000

/**
 * The app with its pages: seeded, published as the serving process publishes, answered from the folder of pages, under
 * a clock the test moves. `sleep(until)` lets the night before that moment make its pages.
 */
export async function openHouse(options: { at: string; seeded?: boolean }) {
  let publisher: Publisher | null = null
  let log: KeptLog | null = null
  let serve: ReturnType<typeof staticFiles> | null = null
  const here = await openApp({
    at: options.at,
    render,
    replay: async () => void (await publisher?.replay()),
    logFiles: async (path) => (await log?.read(path)) ?? null,
    logStanding: async () => log?.standing() ?? { ok: true },
    signPromise: (body) => promises().signPromise?.(body) ?? Promise.reject(new Error('no key yet')),
    promiseVkey: (origin) => promises().promiseVkey?.(origin) ?? Promise.reject(new Error('no key yet')),
    serve: async (c) => (await serve?.(c)) ?? null,
  })
  const { db, env } = here
  const promises = () => promisesBy(log?.promiseKey ? Promise.resolve(log.promiseKey) : null)
  if (options.seeded ?? true) await seedDemo({ ...env, burnBoxes }, env.now())
  serve = staticFiles(join(here.folder, 'site'))
  log = await openLog({
    db,
    dataDir: here.folder,
    origin: env.origin,
    demo: true,
    now: env.now,
    random: env.random,
    step: () => {},
    report: (error) => {
      throw error
    },
  })
  publisher = openPublisher({
    db,
    dataDir: here.folder,
    built: { folder, hash: await builtHash(folder), render },
    about: { bureau, demo: true, origin: env.origin, turnstileSiteKey: null },
    filed: filedBytes(db, env.store),
    figures: (now) => countHomeFigures(db, now),
    now: env.now,
    step: () => {},
    log: log.bring,
  })
  env.renewBureau = async () => {
    env.bureau = await findBureau(db, bureau)
    await publisher?.renew({ bureau: env.bureau, demo: true, origin: env.origin, turnstileSiteKey: null })
  }
  await publisher.bring()
  await log.batch()
  const kept = log
  const nightly = publisher

  /** A page as a reader's browser gets it: its status and its words. */
  const read = async (path: string) => {
    const { status, body } = await here.ask('GET', path, undefined, { accept: 'text/html' })
    const html = String(body)
    return { status, html, text: wordsOf(html) }
  }
  const sleep = async (until: string) => {
    here.at(until)
    await nightly.night()
  }
  /** The round that is woken after a change of the duty roster. */
  const duty = () => nightly.duty()
  /** The batch of tips that is due by now. */
  const batch = () => kept.batch()
  /** The bytes of a published file, from the folder. */
  const bytesOf = (path: string) => readFile(join(here.folder, 'site', path))
  return { ...here, read, sleep, duty, batch, bytesOf }
}

/** What people read of a page: the words of its body, one space between them. */
export function wordsOf(html: string): string {
  return html
    .replace(/^[\s\S]*?<body[^>]*>/, '')
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}
