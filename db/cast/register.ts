import { addDays } from '#domain/clock.ts'
import type { Enterprise } from '#domain/enterprise/schema.ts'
import type { Plot } from '#domain/plot/schema.ts'
import type { RecordData, RegisterKind } from '#domain/record.ts'
import { PARTIES } from './enterprises.ts'
import type { CastTime } from './filing.ts'
import { INSTITUTIONS } from './institutions.ts'
import { plots } from './plots.ts'

/** What a register said from a day on. Versions count from 1. */
export type Entry = { kind: RegisterKind; version: number; on: string; data: RecordData[RegisterKind] }

/** Every version of every entry of the three registers: each says only what was known on its day. */
export function registerEntries(time: CastTime): Entry[] {
  const { last, today } = time
  return [
    ...INSTITUTIONS.map((data): Entry => ({ kind: 'institution', version: 1, on: `${last - 5}-03-12`, data })),
    ...Object.values(PARTIES).flatMap(({ enterprise }) => {
      const one = enterprise(last)
      const days = [...yearsFrom(one.registeredOn, today)].map((year) => `${year}-03-28`)
      return versions('enterprise', [one.registeredOn, ...days], today, (on) => listedOn(one, on))
    }),
    ...plots(time).flatMap(({ enteredOn, plot }) => {
      const days = [...Object.values(plot.stages), ...(plot.listed ? [plot.listed.on] : [])].map((on) => addDays(on, 3))
      return versions('plot', [enteredOn, ...days], today, (on) => reachedOn(plot, on))
    }),
  ]
}

function versions(
  kind: RegisterKind,
  days: readonly string[],
  today: string,
  dataOn: (on: string) => Entry['data'],
): Entry[] {
  const [first = today, ...later] = days
  const entries: Entry[] = [{ kind, version: 1, on: first, data: dataOn(first) }]
  for (const on of later.filter((day) => day > first && day <= today).sort()) {
    const data = dataOn(on)
    if (JSON.stringify(data) === JSON.stringify(entries.at(-1)?.data)) continue
    entries.push({ kind, version: entries.length + 1, on, data })
  }
  return entries
}

/** The lists it was on, as the spring of that year knew them. */
function listedOn(one: Enterprise, on: string): Enterprise {
  const year = Number(on.slice(0, 4))
  const listings = one.listings
    .filter(({ from }) => from <= year)
    .map(({ reason, from, to }) => ({ reason, from, to: to !== null && to < year ? to : null }))
  return { ...one, listings }
}

function reachedOn(plot: Plot, on: string): Plot {
  const stages = Object.fromEntries(Object.entries(plot.stages).filter(([, day]) => day <= on))
  const isListed = plot.listed !== null && plot.listed.on <= on
  return { ...plot, stages, listed: isListed ? plot.listed : null }
}

function* yearsFrom(first: string, today: string): Generator<number> {
  for (let year = Number(first.slice(0, 4)) + 1; year <= Number(today.slice(0, 4)); year++) yield year
}
