import { bytesToHex } from '@noble/hashes/utils.js'
import { type Context, Hono } from 'hono'
import { type FiledFile, insertFile, listFiles, removeFile } from '#db/file.ts'
import { surroundingsOf } from '#db/surroundings.ts'
import { dayOf } from '#domain/clock.ts'
import { filingProblem } from '#domain/disclosure/draft.ts'
import { fileName } from '#domain/disclosure/file-name.ts'
import { disclosureId } from '#domain/disclosure/filing.ts'
import { KINDS } from '#domain/disclosure/kinds.ts'
import { readRows } from '#domain/disclosure/rows.ts'
import { checksOfFiling } from '#domain/disclosure/rules.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { describe } from '../body.ts'
import type { App, Env } from '../env.ts'
import { decideFiling, enteredData, filingOf } from '../filing.ts'
import { limitBody } from '../guards/body.ts'
import { readUpload } from '../upload.ts'

const ROWS_BYTES = 5 * 1024 * 1024
const FILE_BYTES = 20 * 1024 * 1024
/** What a multipart form adds around its file. */
const WRAPPING = 16 * 1024
const FILES = 10

/** Where a row file cannot be read at all. */
const UNREADABLE: Readonly<Record<string, RefusalCode>> = {
  'file-too-large': 'file.too-large',
  'file-unreadable': 'file.undecodable',
  'file-encoding': 'file.undecodable',
  'file-old-xls': 'file.unsupported',
}

/** Row files and report files of a filing. */
export function disclosureFileRoutes(env: Env) {
  const limit = (bytes: number) => limitBody(() => bytes + WRAPPING, 'file.too-large')
  return new Hono<App>()
    .post('/api/disclosures/:id/rows', limit(ROWS_BYTES), describe('上传监测数据表（CSV、XLSX）'), async (c) => {
      const current = await filingOf(env, c)
      if (!KINDS[current.kind].rows) throw new Refusal('disclosure.no-rows')
      const { bytes, name, version } = await readUpload(c)
      if (bytes.length > ROWS_BYTES) throw new Refusal('file.too-large')
      const { rows, problems } = await readRows(bytes, name, KINDS[current.kind])
      if (problems.length > 0) throw new Refusal(UNREADABLE[problems[0]?.code ?? ''] ?? 'request.invalid', { problems })
      const data = await enteredData(env, current, { ...current.data, rows })
      const input = { version: version ?? current.version, data }
      const { next } = await decideFiling(env, c, current, { decision: 'change', input })
      const about = await surroundingsOf(env.db, next, dayOf(env.now()))
      const checks = checksOfFiling(next.kind, next.data, about)
      return c.json({ ok: true, version: next.version, rows: rows.length, checks })
    })
    .post('/api/disclosures/:id/files', limit(FILE_BYTES), describe('上传报告（PDF）', undefined, '201'), async (c) => {
      const current = await filingOf(env, c)
      const { bytes, name, version } = await readUpload(c)
      if (bytes.length > FILE_BYTES) throw new Refusal('file.too-large')
      const text = await env.textOfPdf(bytes)
      const there = await listFiles(env.db, current.id, current.revision)
      const file = await newFile(env, current, { bytes, name }, there)
      if (there.length >= FILES && !there.some((one) => one.name === file.name))
        throw new Refusal('request.invalid', { problems: [filingProblem('file', 'too-many-files')] })
      await env.store.put(file.key, bytes)
      const input = { version: version ?? current.version, data: current.data }
      const { next } = await decideFiling(env, c, current, { decision: 'change', input }, insertFile(file)).catch(
        async (error) => {
          await env.store.remove(file.key)
          throw error
        },
      )
      for (const one of there) if (isReplaced(one, file)) await env.store.remove(one.key)
      const { id, size, sha256 } = file
      return c.json({ ok: true, id, version: next.version, name: file.name, type: file.type, size, sha256, text }, 201)
    })
    .get('/api/disclosures/:id/files/:file', describe('下载报告'), async (c) => {
      const file = await fileIn(c)
      const bytes = await env.store.get(file.key)
      if (!bytes) throw new Refusal('request.not-found')
      c.header('Content-Type', file.type)
      c.header('Content-Disposition', `attachment; filename="${file.name}"`)
      c.header('Content-Security-Policy', "default-src 'none'; sandbox")
      c.header('Cache-Control', 'private, no-store')
      return c.body(new Uint8Array(bytes))
    })
    .delete('/api/disclosures/:id/files/:file', describe('去掉一份报告'), async (c) => {
      const current = await filingOf(env, c)
      const file = await fileIn(c)
      // What a public version carries stays with it.
      if (file.revision !== current.revision) throw new Refusal('disclosure.not-from-here', { from: current.state })
      const input = { version: current.version, data: current.data }
      const { next } = await decideFiling(env, c, current, { decision: 'change', input }, [removeFile(file.id)])
      await env.store.remove(file.key)
      return c.json({ ok: true, version: next.version })
    })

  async function fileIn(c: Context<App>): Promise<FiledFile> {
    const current = await filingOf(env, c)
    const files = await listFiles(env.db, current.id, current.revision)
    const found = files.find((one) => one.id === c.req.param('file'))
    if (!found) throw new Refusal('request.not-found')
    return found
  }
}

async function newFile(
  env: Env,
  { id, revision }: { id: string; revision: number },
  sent: { bytes: Uint8Array; name: string },
  there: readonly FiledFile[],
): Promise<FiledFile> {
  const sha256 = bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', sent.bytes as BufferSource)))
  return {
    id: disclosureId(env.random(8)),
    key: bytesToHex(env.random(16)),
    disclosureId: id,
    revision,
    name: fileName(sent.name, sha256, there),
    type: 'application/pdf',
    size: sent.bytes.length,
    sha256,
    uploadedOn: dayOf(env.now()),
  }
}

const isReplaced = (one: FiledFile, by: FiledFile) => one.name === by.name && one.revision === by.revision
