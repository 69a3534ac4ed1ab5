import { beforeAll, expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import { agedBetween, everyAddress, filesOf } from '#db/pages.ts'
import { insertPublication } from '#db/publication.ts'
import type { Archive } from '#domain/archive.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { render } from './build.ts'

const figures = { week: '2026-W05', weekEndsOn: '2026-02-01', open: '0', answered: '0', overdue: '0' }

let archive: Archive
const addresses: string[] = []
beforeAll(async () => {
  const { db } = await openApp()
  archive = archiveOf(db)
  const world = new World(77, 2)
  for (let edit = 0; edit < 45; edit++) {
    const { record, year } = world.next('2026-01-10')
    await db.write(insertPublication(record, year))
  }
  for await (const address of everyAddress(archive)) addresses.push(address)
})

/** Every file as real pages say it on a day, by address. */
async function pagesOn(asOf: string): Promise<Map<string, string>> {
  const frame = { bureau, demo: true, origin: 'https://example.invalid', asOf }
  const pages = new Map<string, string>()
  for (const address of addresses) {
    const files = await filesOf(address, archive, render, frame, figures)
    pages.set(address, files.map(({ bytes }) => bytes && Buffer.from(bytes).toString()).join('\n'))
  }
  return pages
}

test('a page that reads differently on another day is among those made anew at night', {
  timeout: 240_000,
}, async () => {
  // Works begin and end, objections close, a duty falls due, a year begins.
  const days = ['2026-02-01', '2026-02-21', '2026-03-16', '2026-04-21', '2027-01-01']
  let before = await pagesOn(days[0] as string)
  let changed = 0
  for (const [at, day] of days.slice(1).entries()) {
    const after = await pagesOn(day)
    const aged = new Set(await agedBetween(days[at] as string, day, archive))
    const different = addresses.filter((address) => before.get(address) !== after.get(address))
    expect(
      different.filter((address) => !aged.has(address)),
      day,
    ).toEqual([])
    changed += different.length
    before = after
  }
  expect(changed).toBeGreaterThan(20)
  expect(await agedBetween('2026-02-01', '2026-02-01', archive)).toEqual([])
})

test('an ordinary night makes few pages anew', async () => {
  const aged = await agedBetween('2026-05-11', '2026-05-12', archive)
  expect(aged).toEqual(['/enterprises/', '/disclosures/', '/'])
})
