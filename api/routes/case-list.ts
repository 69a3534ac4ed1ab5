import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { tableCases } from '#db/case-list.ts'
import { MAX_LIST_BYTES } from '#domain/case/list/read.ts'
import { ListImport } from '#domain/case/list/schema.ts'
import { TABLE_HEADER, tableRow } from '#domain/case/list/table.ts'
import { dayOf } from '#domain/clock.ts'
import { csvLines, toCsv } from '#domain/csv.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, present, problemsIn, readAs } from '../body.ts'
import { type TakenList, takeList } from '../case-list.ts'
import type { App, Env } from '../env.ts'
import { limitBody } from '../guards/body.ts'
import { CaseFilter } from './case.ts'

/** What a multipart form adds around its file: the changes of a thousand rows are the most of it. */
const WRAPPING = 512 * 1024
const Preview = z.strictObject({ preview: z.optional(z.enum(['1', '0', 'true', 'false'])) })

/** Lists that come down from above, and the table that goes up (signed-in staff). */
export function caseListRoutes(env: Env) {
  const limit = limitBody(() => MAX_LIST_BYTES + WRAPPING, 'list.too-large')
  return new Hono<App>()
    .post('/api/cases/import', limit, describe('导入上级交办清单（CSV、XLSX；?preview=1 只预览）'), async (c) => {
      const { preview } = readAs(Preview, present(c.req.query()))
      const { file, input } = await readSent(c)
      const onlyLook = preview === '1' || preview === 'true'
      const taken = await takeList(env, file, input, c.get('actor'), onlyLook)
      if (!onlyLook) env.wake()
      return c.json({ ok: true, rows: taken.rows.map(rowOf), problems: taken.problems })
    })
    .get('/api/cases/export', describe('导出办理情况表（CSV）'), (c) => {
      const filter = readAs(CaseFilter, present(c.req.query()))
      const now = env.now()
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="cases-${dayOf(now)}.csv"`)
      c.header('Cache-Control', 'private, no-store')
      return c.body(tableStream(env, tableCases(env.db, c.get('actor'), filter, now), dayOf(now)))
    })
}

type Sent = { file: { bytes: Uint8Array; name: string }; input: ListImport }

/** The file in `file`, and beside it `changes` (JSON) and `receivedOn`. */
async function readSent(c: Context<App>): Promise<Sent> {
  const form = await c.req.formData().catch(() => {
    throw new Refusal('request.unreadable')
  })
  const [file, ...more] = form.getAll('file')
  const given: Record<string, unknown> = {}
  for (const [name, value] of form) if (name !== 'file') given[name] = name === 'changes' ? json(value) : value
  const problems = problemsIn(ListImport, given)
  if (more.length > 0) problems.push(problem(['file'], 'too-many', { maximum: 1 }))
  if (!(file instanceof File) || file.size === 0) {
    problems.push(problem(['file'], 'required'))
    throw new Refusal('request.invalid', { problems })
  }
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
  return {
    file: { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name },
    input: readAs(ListImport, given),
  }
}

function json(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return value
  }
}

/** A row as the contract shapes it, with what a clerk looks at before saving. */
function rowOf({ row, action, of, at, adds }: TakenList['rows'][number]) {
  const { place, given } = row
  return {
    ...(row.sheet !== undefined && { sheet: row.sheet }),
    line: row.line,
    action,
    ...of,
    adds,
    problems: action === 'unchanged' ? [] : row.problems,
    number: row.number,
    key: row.key,
    matter: row.matter,
    kinds: row.kinds,
    street: row.street,
    department: row.department,
    outOfDistrict: row.street === null ? place.outside : null,
    suggestions: { street: place.street, kinds: row.suggested.kinds, department: row.suggested.department },
    given,
    ...(at !== null && { repeats: at }),
  }
}

/** The table piece by piece: a long queue is never held as a whole. */
function tableStream(env: Env, cases: ReturnType<typeof tableCases>, today: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let nth = 0
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(toCsv(TABLE_HEADER, []))),
    async pull(controller) {
      const { value, done } = await cases.next()
      if (done) return controller.close()
      const rows = value.map((one) => {
        nth += 1
        return tableRow(one, nth, env.bureau, today)
      })
      controller.enqueue(encoder.encode(csvLines(rows)))
    },
  })
}
