import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPublisher } from '#api/senders/publisher.ts'
import { loadSite } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { bureau } from '../fixtures/bureau.ts'
import { openApp } from '../setup.ts'
import { plainSite, quickFolder } from '../tree.ts'

const folder = quickFolder('renew')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const built = plainSite(join(folder, 'built'))
writeFileSync(
  join(built.folder, 'server/entry.mjs'),
  `export const render = async (_request, { frame }) => new Response('<!doctype html>' + frame.bureau.name + frame.asOf)`,
)
const { render } = await loadSite(built.folder)

/** A folder of pages that name the bureau, with a clock the test moves and steps it may fail at. */
async function openPress() {
  const { db, at, env, folder: dataDir } = await openApp({ at: '2026-09-14T09:00:00+08:00' })
  let failAt = ''
  const steps: string[] = []
  const about = { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null }
  const of = {
    db,
    dataDir,
    built: { ...built, render },
    about,
    filed: async () => null,
    figures: (now: Date) => countHomeFigures(db, now),
    now: () => env.now(),
    step(name: string) {
      steps.push(name)
      if (name === failAt) throw new Error(`failed at ${name}`)
    },
  }
  const page = () => readFileSync(join(dataDir, 'site/how-we-work/index.html'), 'utf8')
  const named = (name: string) => ({ ...about, bureau: { ...bureau, name } })
  const failingAt = (name: string) => {
    failAt = name
  }
  return { of, page, named, at, steps, publisher: openPublisher(of), failingAt }
}

test('when the bureau is called something else every page says so, and nothing is made when nothing changed', async () => {
  const { page, named, publisher, steps } = await openPress()
  await publisher.bring()
  await publisher.renew(named('演示二局'))
  expect(page()).toContain('演示二局2026-09-14')
  expect(steps).toContain('full:swapped')
  steps.length = 0
  await publisher.renew(named('演示二局'))
  expect(steps).toEqual([])
})

test('pages that could not be made anew stay as they were, and the night makes up for it', async () => {
  const { page, named, at, publisher, failingAt } = await openPress()
  await publisher.bring()
  failingAt('full:built')
  await expect(publisher.renew(named('演示二局'))).rejects.toThrow('full:built')
  expect(page()).toContain(`${bureau.name}2026-09-14`)
  failingAt('')
  at('2026-09-15T00:10:00+08:00')
  await publisher.night()
  expect(page()).toContain('演示二局2026-09-15')
})

test('a process that ended before the pages were made anew makes them at its next start', async () => {
  const { of, page, named, publisher, failingAt } = await openPress()
  await publisher.bring()
  failingAt('full:built')
  await publisher.renew(named('演示二局')).catch(() => {})
  failingAt('')
  await publisher.tables()
  await openPublisher({ ...of, about: named('演示二局') }).bring()
  expect(page()).toContain('演示二局2026-09-14')
})
