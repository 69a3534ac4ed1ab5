import { client } from '../client.ts'
import { csvList, listForm, numberOf, thirtyRows } from '../fixtures/case-list.ts'
import { gb18030 } from '../fixtures/gb18030.ts'
import { startServer } from '../server.ts'
import { at, goal, type Row } from './table.ts'

const ROWS = 200
const ROUNDS = 5

/** A handed-down list of 200 rows looked through and saved over HTTP, beside as many cases entered one by one. */
export async function listRows(say: (what: string) => void): Promise<Row[]> {
  say(`lists of ${ROWS} rows`)
  const server = await startServer({ env: { DEMO: '1' } })
  try {
    const { ask, as } = client(server.url)
    const who = await as('qian')
    const timed = async (work: () => Promise<{ status: number; body: unknown }>) => {
      const began = performance.now()
      const { status, body } = await work()
      if (status >= 300) throw new Error(`the list was refused: ${JSON.stringify(body)}`)
      return performance.now() - began
    }
    const took: Record<string, number[]> = { preview: [], import: [], again: [], entered: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = gb18030(csvList(rowsOf(round)))
      const send = (query: string) => timed(() => ask('POST', `/api/cases/import${query}`, listForm(bytes), who))
      took.preview?.push(await send('?preview=1'))
      took.import?.push(await send(''))
      took.again?.push(await send(''))
      const cases = rowsOf(round).map(({ matter = '' }) => ({
        channel: 'transfer_in',
        kinds: ['air'],
        description: matter,
        place: { address: '中原区演示路' },
        reporter: { mode: 'anonymous' },
      }))
      const began = performance.now()
      for (const one of cases) await timed(() => ask('POST', '/api/cases', one, who))
      took.entered?.push(performance.now() - began)
    }
    const ms = (name: string) =>
      `p50 ${at(took[name] ?? [], 0.5).toFixed(0)} ms, most ${at(took[name] ?? [], 1).toFixed(0)} ms`
    const ratio = (name: string) => (at(took[name] ?? [], 0.5) / at(took.entered ?? [], 0.5)).toFixed(2)
    return (['preview', 'import', 'again'] as const).map((name) => ({
      what: `list of ${ROWS} rows: ${name}`,
      took: ms(name),
      beside: `${ratio(name)} × entering them one by one (${ms('entered')})`,
      goal: goal(at(took[name] ?? [], 1) <= 2000, '≤ 2 s'),
    }))
  } finally {
    await server.stop()
  }
}

/** Rows that can be saved, with texts as long as those of real lists. */
function rowsOf(round: number) {
  const good = thirtyRows().filter((row) => row.number && (row.matter?.length ?? 0) >= 5 && row.kinds)
  return Array.from({ length: ROWS }, (_, n) => {
    const row = good[n % good.length] ?? {}
    return {
      ...row,
      number: `${numberOf(round)}${String(n).padStart(4, '0')}`,
      matter: `${row.matter}${'群众多次反映，希望有关部门尽快查处并公开结果。'.repeat(6)}`,
    }
  })
}
