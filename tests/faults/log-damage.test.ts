import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARISONS } from '#db/log/check.ts'
import { type LogInstance, logInstance } from '../fixtures/log-instance.ts'
import { length } from './length.ts'
import { type Damage, edit, filesByKind, flip, isNamed, nthEdit, nthFlip, rewrite } from './log-damage.ts'
import { EDITS } from './log-edits.ts'

/** 12 and 8 in `npm test`, 200 and 60 in `npm run test:gate`. */
const FLIPS = length(12, 200)
const EDITED = length(8, 60)
const LIMIT_MS = (FLIPS + EDITED) * 5_000 + 60_000

let here: LogInstance
beforeAll(async () => {
  here = await logInstance()
}, 120_000)
afterAll(() => here?.drop())

const told = ({ what, where, found }: Damage) => ({ what, where, found: found.slice(0, 5) })

test('of an instance nobody touched nothing is said', async () => {
  expect(await here.check()).toEqual([])
})

test(`${FLIPS} flipped bits in tiles, bundles, checkpoints, record files and pages are all found, and the file is named`, {
  timeout: LIMIT_MS,
}, async () => {
  const missed: Damage[] = []
  for (let n = 0; n < FLIPS; n++) {
    const damage = await nthFlip(here, n)
    if (!isNamed(damage)) missed.push(damage)
  }
  expect(missed.map(told)).toEqual([])
})

test(`${EDITED} edits of the database are all found, and leaf or row is named`, { timeout: LIMIT_MS }, async () => {
  const missed: Damage[] = []
  for (let n = 0; n < EDITED; n++) {
    const damage = await nthEdit(here, n)
    if (!isNamed(damage)) missed.push(damage)
  }
  expect(missed.map(told)).toEqual([])
})

type Some = typeof COMPARISONS
const edited = (name: string) => (some: Some) =>
  edit(here, EDITS.find((one) => one.name === name) as (typeof EDITS)[number], 0, some)
const flipped = (kind: number) => (some: Some) => flip(here, filesByKind(here.dataDir)[kind]?.[0] ?? '', 700, some)

/** For each comparison, a damage whose place it alone names. */
const ALONE: [string, (some: Some) => Promise<Damage>][] = [
  ['state', edited('the log is said to have seen less')],
  ['leaves', edited('the hash of a leaf is changed')],
  ['tree', edited('a root is changed')],
  ['files', flipped(0)],
  ['publications', edited('the day of a publication is changed')],
  ['record', flipped(3)],
  ['served', (some) => rewrite(here, some)],
  ['made', flipped(5)],
  ['tips', edited('a tip is deleted')],
  ['covers', edited('a cover is put off')],
  ['waiting', edited('a tip waits for ever')],
  ['statuses', edited('what became of a case is taken out of its history')],
]

test('no comparison is without its own', () => {
  expect(ALONE.map(([name]) => name)).toEqual(Object.keys(COMPARISONS))
})

test.each(ALONE)(
  'the control: without the comparison of %s something is missed',
  { timeout: 60_000 },
  async (name, harm) => {
    const { [name]: alone, ...others } = COMPARISONS
    if (!alone) throw new Error(`no such comparison: ${name}`)
    expect(isNamed(await harm({ [name]: alone }))).toBe(true)
    expect(isNamed(await harm(others))).toBe(false)
  },
)
