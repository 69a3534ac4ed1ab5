import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openCase } from '#db/case.ts'
import type { Statement } from '#db/engine.ts'
import { openDb } from '#db/open.ts'
import { UNTOUCHED } from '#domain/case/opening.ts'
import type { Case } from '#domain/case/schema.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import { CHANNELS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { freshDataDir, startServer } from '../server.ts'
import { type Call, loadFor, type Series } from './series.ts'

export const CASES = Number(process.env.BENCH_CASES ?? 100_000)
/** The opening and nine decisions, notes and marks. */
export const EVENTS_A_CASE = 10
const WORDS = [
  '污泥',
  '赤泥',
  '扬尘',
  '废酸',
  '油烟',
  '噪声',
  '黑臭水体',
  '建筑垃圾',
  '废机油',
  '电镀废水',
  '焚烧',
  '渗坑',
]
const PLACES = ['河堤', '桥下', '厂区围墙外', '高架路口', '村口空地', '水渠边', '工地北门', '停车场']

/**
 * Queue list, search, counts and single cases over HTTP on a database of `CASES` cases with their histories, as a clerk
 * and as a handler; by name of the question.
 */
export async function queueSeries(seconds: number, clients: number[]): Promise<Record<string, Series>> {
  const dataDir = freshDataDir()
  await (await startServer({ dataDir, env: { DEMO: '1' } })).stop()
  await fill(join(dataDir, 'jingtu.db'))
  const running = await startServer({ dataDir, env: { DEMO: '1' } })
  try {
    const cookie = await signIn(running.url, 'qian')
    const handler = await signIn(running.url, 'li')
    const page = await ask(running.url, '/api/cases?limit=200', cookie)
    const deep = encodeURIComponent(String(page.next))
    const questions: Record<string, string> = {
      'list, first 50': '/api/cases?limit=50',
      'list, 50 after a cursor': `/api/cases?limit=50&cursor=${deep}`,
      'list, one state and street': '/api/cases?limit=50&state=assigned&street=410102011',
      'list, overdue': '/api/cases?limit=50&overdue=true',
      'search, two characters, common': `/api/cases?limit=50&q=${encodeURIComponent('扬尘')}`,
      'search, two words': `/api/cases?limit=50&q=${encodeURIComponent('渗坑 桥下')}`,
      'search, one case': `/api/cases?limit=50&q=${encodeURIComponent('第77777号')}`,
      'count, all': '/api/cases/count',
      'count, one street, overdue': '/api/cases/count?street=410102011&overdue=true',
      'places of the map': '/api/cases/places',
      'one case with its history': `/api/cases/${page.items[0]?.id}`,
    }
    const found: Record<string, Series> = {}
    const measure = async (name: string, path: string, as: string) => {
      const call: Call = { method: 'GET', path, headers: { cookie: as }, expects: 200 }
      for (const c of clients) found[`${name}, c=${c}`] = await loadFor(running.url, c, seconds, () => call)
    }
    for (const [name, path] of Object.entries(questions)) await measure(name, path, cookie)
    await measure('handler: list, first 50', '/api/cases?limit=50', handler)
    await measure('handler: count, all', '/api/cases/count', handler)
    return found
  } finally {
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function signIn(url: string, as: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ as }),
  })
  if (!response.ok) throw new Error(`couldn't sign in: ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

async function ask(url: string, path: string, cookie: string) {
  const response = await fetch(`${url}${path}`, { headers: { cookie } })
  return (await response.json()) as { next: string | null; items: { id: string }[] }
}

async function fill(path: string): Promise<void> {
  const db = await openDb(`file:${path}`)
  const now = new Date()
  for (let from = 0; from < CASES; from += 1000) {
    const statements: Statement[] = []
    for (let n = from; n < Math.min(from + 1000, CASES); n++) statements.push(...caseNumber(n, now))
    await db.write(statements)
  }
  db.close()
}

/** The nth case of a believable heap: all states, streets and channels, four years back; always the same. */
function caseNumber(n: number, now: Date): Statement[] {
  const pick = <T>(list: readonly T[], salt: number): T => list[(n * 2654435761 + salt * 40503) % list.length] as T
  // Most of a real register is done with.
  const state = n % 10 < 7 ? pick(['replied', 'archived', 'rejected'] as const, 1) : pick(CASE_STATES, 2)
  const receivedOn = addDays(dayOf(now), -(n % (state === 'archived' ? 1400 : 90)))
  const text = `第${n}号：${pick(PLACES, 3)}发现${pick(WORDS, 4)}，疑与${pick(WORDS, 5)}有关。`
  const id = crypto.randomUUID()
  const isAccepted = !['received', 'registered', 'need_info', 'rejected'].includes(state)
  const opened: Case = {
    ...UNTOUCHED,
    partners: [],
    recused: [],
    hearings: [],
    id,
    reference: `T-2026-${n.toString(36).toUpperCase().padStart(6, '0')}`,
    state,
    version: 1,
    kinds: [pick(TIP_KINDS, 6)],
    street: `4101020${String(10 + (n % 13)).padStart(2, '0')}`,
    grid: null,
    channel: pick(CHANNELS, 7),
    receivedOn,
    registeredOn: receivedOn,
    acceptedOn: isAccepted ? receivedOn : null,
    assignedOn: isAccepted ? receivedOn : null,
    investigatedOn: null,
    closedOn: ['closed', 'replied', 'archived', 'rejected'].includes(state) ? receivedOn : null,
    assignee: isAccepted ? '410102011' : null,
    emergencyAt: n % 500 === 0 ? minuteOf(now) : null,
    proposedBy: null,
    outcome: null,
    remedied: null,
    measures: null,
    ground: state === 'rejected' ? 'not-remit' : null,
    outOfDistrict: null,
    matterKey: null,
    nationalPlatformNo: null,
    summary: text,
  }
  const event = {
    subject: `case:${id}`,
    seq: 1,
    type: 'case.opened' as const,
    actor: null,
    at: minuteOf(now),
    data: {},
  }
  return [...openCase(opened, `${opened.reference} ${text}`, event), history(event.subject, event.at)]
}

/** All events of a case but the first, in one statement. */
function history(subject: string, at: string): Statement {
  const rest = Array.from({ length: EVENTS_A_CASE - 1 }, (_, n) => n + 2)
  return {
    sql: `insert into events (subject, seq, type, actor, at, data) values ${rest.map(() => "(?, ?, 'case.noted', 'bench', ?, ?)").join(', ')}`,
    args: rest.flatMap((seq) => [subject, seq, at, '{"text":"已与街道核对，待现场复核。"}']),
  }
}
