import { findListed, type RowToSave, saveList } from '#db/case-list.ts'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import { listGrids } from '#db/grid.ts'
import type { NewTip } from '#db/tip-row.ts'
import type { Actor } from '#domain/access.ts'
import { listNoteOf } from '#domain/case/list/note.ts'
import { type PlannedRow, planList } from '#domain/case/list/plan.ts'
import { type ListProblem, readList, unusedChange } from '#domain/case/list/read.ts'
import { type ListRow, readListRow } from '#domain/case/list/row.ts'
import { importProblems, type ListImport } from '#domain/case/list/schema.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { dayOf } from '#domain/clock.ts'
import { type Grid, locateGrid } from '#domain/grid.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { commit, commitmentContent } from '#domain/tip/commitment.ts'
import { emergenciesOf } from '#domain/tip/emergency.ts'
import { referenceFrom } from '#domain/tip/reference.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import type { Env } from './env.ts'
import { uuidOf } from './seal.ts'

/** What became of a list, or would become of it: the case of every row that has one. */
export type TakenList = {
  rows: (PlannedRow & { of: { id: string; reference: string } | null })[]
  problems: ListProblem[]
}

/** How often an import tries again when others write between its look and its commit. */
const ATTEMPTS = 5

/** Where a list cannot be read at all. */
const UNREADABLE: Readonly<Record<string, RefusalCode>> = {
  'file-too-large': 'list.too-large',
  'file-unreadable': 'list.undecodable',
  'file-encoding': 'list.undecodable',
  'file-old-xls': 'list.unsupported',
}

/**
 * Takes a handed-down list in, in one commit; with `preview` it only says what would become of each row. Rows with a
 * problem stay out and are named; mended and sent again, they are added and nothing is doubled.
 * @throws Refusal `list.*` or `request.invalid`, with the problems of the file as a whole
 */
export async function takeList(
  env: Env,
  file: { bytes: Uint8Array; name: string },
  input: ListImport,
  actor: Actor,
  preview: boolean,
): Promise<TakenList> {
  const now = env.now()
  const today = dayOf(now)
  const { entries, problems } = readList(file.bytes, file.name)
  const blocking = problems.filter((one) => one.level === 'problem')
  if (blocking.length > 0)
    throw new Refusal(UNREADABLE[blocking[0]?.code ?? ''] ?? 'request.invalid', { problems: blocking })
  const wrong = importProblems(input, env.bureau, today)
  if (wrong.length > 0) throw new Refusal('request.invalid', { problems: wrong })
  const receivedOn = input.receivedOn ?? today
  const changes = new Map(Object.entries(input.changes))
  const rows = entries.map((entry) => readListRow(entry, changes, env.bureau, receivedOn))
  const grids = await listGrids(env.db)
  const unused = [...changes.keys()].filter((number) => !rows.some((row) => row.number === number))

  for (let attempt = 1; ; attempt += 1) {
    const known = await findListed(env.db, [...new Set(rows.map((row) => row.number))])
    const planned = planList(rows, known)
    const toSave = planned.map(
      (one): RowToSave => ({
        ...one,
        opens: one.action === 'new' && !preview ? newCase(env, grids, one.row, receivedOn, actor, now) : null,
      }),
    )
    try {
      if (!preview) await saveList(env.db, toSave, actor.id, now, rulesOf(env.bureau))
      return { rows: withCases(toSave, actor), problems: [...problems, ...unused.map(unusedChange)] }
    } catch (error) {
      if (!(error instanceof UniqueViolation || error instanceof GuardFailed) || attempt === ATTEMPTS) throw error
    }
  }
}

/** The case a row has or, once saved, got; a repeat of a row further up has that row's. One closed to them is not named. */
function withCases(rows: readonly RowToSave[], actor: Actor): TakenList['rows'] {
  const here = new Map<string, { id: string; reference: string }>()
  return rows.map(({ opens, ...one }) => {
    const { known, row } = one
    if (opens) here.set(row.number, { id: opens.caseId, reference: opens.tip.reference })
    const there = known && !known.recused.includes(actor.id) ? { id: known.caseId, reference: known.reference } : null
    return { ...one, of: there ?? here.get(row.number) ?? null }
  })
}

function newCase(env: Env, grids: readonly Grid[], row: ListRow, receivedOn: string, actor: Actor, now: Date) {
  return { tip: listTip(env, grids, row, receivedOn, actor, now), caseId: uuidOf(env.random(16)) }
}

/**
 * A row as a tip without a reporter. Nobody gets a receipt: what stands in its place is no hash, so no code opens it.
 * What the list calls done wakes nobody, whatever its words.
 */
function listTip(env: Env, grids: readonly Grid[], row: ListRow, receivedOn: string, actor: Actor, now: Date): NewTip {
  const id = uuidOf(env.random(16))
  const place = { address: row.place.address, ...(row.street !== null && { street: row.street }) }
  const input: TipInput = { kinds: row.kinds, description: row.matter, place, reporter: { mode: 'anonymous' } }
  const content = commitmentContent(input, [])
  const commitmentSecret = env.random(32)
  return {
    id,
    reference: referenceFrom(env.random(8), Number(dayOf(now).slice(0, 4))),
    input,
    channel: 'list_import',
    receivedOn,
    street: row.street,
    grid: gridOfRow(grids, row, receivedOn),
    outOfDistrict: row.street === null ? (row.place.outside?.body ?? null) : null,
    emergencies: row.closed === 'yes' ? [] : emergenciesOf(input, env.bureau),
    matterKey: null,
    nationalPlatformNo: row.number,
    superiorBy: row.superiorBy ?? undefined,
    enteredBy: actor.id,
    list: listNoteOf(row),
    receiptHash: `list:${id}`,
    cgcs: null,
    notifyEmail: null,
    envelope: null,
    commitment: commit(commitmentSecret, content),
    commitmentSecret,
    content,
    idempotency: null,
    solved: null,
  }
}

function gridOfRow(grids: readonly Grid[], { street, place }: ListRow, on: string): string | null {
  const there = grids.filter((one) => one.street === street)
  return locateGrid(there, { point: null, address: place.address }, on)?.id ?? null
}
