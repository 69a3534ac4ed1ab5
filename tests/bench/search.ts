import { chance } from '../fixtures/chance.ts'
import { startServer } from '../server.ts'
import type { District } from './district.ts'
import { Heap } from './records.ts'
import { loadFor } from './series.ts'
import { at, goal, type Row } from './table.ts'

const DRAWS = 300
/** What else people type: a common word, a fragment of names, two words, a number, initials, a year. */
const TYPED = ['恒远', '电镀 2024', '土壤自行监测', '砷', 'DW001', 'hnhy', '91410102MB00', '检测']

/** Search over HTTP in a server of its own, over as many records as the district has. */
export async function searchRows(district: District, seconds: number): Promise<Row[]> {
  const { dataDir, env, size } = district
  // Those that were published one by one may carry a new name; all others are called what the heap calls them.
  const renamed = await district.renamed()
  const server = await startServer({ dataDir, env })
  try {
    const heap = new Heap()
    const draw = chance(7)
    const rows: Row[] = []
    const names: string[] = []
    while (names.length < DRAWS) {
      const { record } = heap.enterprise(Math.floor(draw() * heap.enterprises(size)))
      if (!renamed.has(record.id)) names.push(record.title)
    }
    await loadFor(server.url, 1, 1, () => ({ method: 'GET', path: pathOf(names[0] ?? ''), expects: 200 }))
    let first = 0
    const times: number[] = []
    for (const name of names) {
      const began = performance.now()
      const answer = await fetch(`${server.url}${pathOf(name)}`)
      const { items } = (await answer.json()) as { items: { type: string; title: string }[] }
      times.push(performance.now() - began)
      if (items[0]?.title === name && items[0].type === 'enterprise') first += 1
    }
    rows.push({
      what: `search of ${size}: exact names of enterprises`,
      took: `${first} of ${DRAWS} first; p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`,
      beside: 'over HTTP, one after another',
      goal: `${goal(first === DRAWS, '100 %')}; ${goal(at(times, 0.95) <= 50, 'p95 ≤ 50 ms')}`,
    })
    for (const typed of TYPED) {
      const { p50, p95 } = await loadFor(server.url, 1, seconds, () => ({
        method: 'GET',
        path: pathOf(typed),
        expects: 200,
      }))
      rows.push({
        what: `search of ${size}: ${typed}`,
        took: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
        beside: '',
        goal: goal(p95 <= 50, 'p95 ≤ 50 ms'),
      })
    }
    return rows
  } finally {
    await server.stop()
  }
}

const pathOf = (q: string) => `/api/search?q=${encodeURIComponent(q)}`
