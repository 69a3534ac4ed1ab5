import { expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import { publishFigures } from '#db/figures/publish.ts'
import { affectedBy, everyAddress, filesOf } from '#db/pages.ts'
import { listPublications } from '#db/publication.ts'
import type { PageFrame, Render } from '#domain/page.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { openApp } from '../../setup.ts'
import { answered, does } from '../../stories/desk.ts'

const frame: PageFrame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2027-03-10' }
const render: Render = async (path, locals) => JSON.stringify({ path, ...locals })
const figures = { week: '2027-W09', weekEndsOn: '2027-03-07', open: '0', answered: '0', overdue: '0' }

test('what is made anew after each publication of figures is what a full build makes, revisions too', async () => {
  const here = await openApp({ at: '2026-10-12T10:00:00+08:00' })
  const archive = archiveOf(here.db)
  const made = new Map<string, string>()
  const make = async (address: string, into: Map<string, string>) => {
    for (const { path, bytes } of await filesOf(address, archive, render, frame, figures))
      if (bytes) into.set(path, new TextDecoder().decode(bytes))
      else into.delete(path)
  }
  let reached = 0
  const replay = async () => {
    const fresh = await listPublications(here.db, reached, 100)
    for (const { record } of fresh) for (const address of await affectedBy(record, archive)) await make(address, made)
    reached += fresh.length
    return fresh.map(({ record }) => `${record.id} v${record.version}`)
  }
  for await (const address of everyAddress(archive)) await make(address, made)
  let tip = await answered(here)
  for (let n = 1; n < 5; n++)
    tip = await answered(here, { place: { address: `西流湖街道演示路${n}号`, street: '410102011' } })
  await publishFigures(here.db, new Date('2027-02-05T00:00:00+08:00'), bureau)
  expect(await replay()).toEqual(['2026-10 v1', '2026-11 v1', '2026-12 v1', '2026 v1', '2027-01 v1'])
  here.at('2027-02-08T10:00:00+08:00')
  await does(here, 'qian', tip.id, 'reopening', { reason: '又倒了一次。' })
  await publishFigures(here.db, new Date('2027-03-05T00:00:00+08:00'), bureau)
  expect(await replay()).toEqual(['2026-10 v2', '2026 v2', '2027-02 v1'])

  const whole = new Map<string, string>()
  for await (const address of everyAddress(archive)) await make(address, whole)
  const inOrder = (files: Map<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  expect(inOrder(made)).toEqual(inOrder(whole))
  for (const path of [
    'figures/index.html',
    'figures/2026-10/index.html',
    'figures/2026.csv',
    'figures/2026-10/v/1.json',
    'figures/2026-10/v/1/index.html',
    'figures/2026-10/diff/1-2/index.html',
    'figures/2026-10/v/2.json',
  ])
    expect([...whole.keys()]).toContain(path)
})
