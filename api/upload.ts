import type { Context } from 'hono'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { filingFieldWord } from '#domain/words/zh/disclosure.ts'
import type { App } from './env.ts'
import { isMultipart } from './guards/body.ts'

/** One file as it was sent, with the version of the filing the person saw, where they said so. */
export type Upload = { bytes: Uint8Array; name: string; version: number | undefined }

/** What a file is called when its sender does not say. */
const NAMES: Readonly<Record<string, string>> = {
  'text/csv': 'rows.csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'rows.xlsx',
  'application/pdf': 'report.pdf',
}

/**
 * The one file of a multipart form (its field may have any name, `version` beside it is the version), or the body itself
 * with `?name=` and `?version=`.
 * @throws Refusal `request.unreadable`, `request.invalid` with all problems
 */
export async function readUpload(c: Context<App>): Promise<Upload> {
  const problems = []
  let version = c.req.query('version')
  const files: { bytes: Uint8Array; name: string }[] = []
  if (isMultipart(c)) {
    const form = await c.req.formData().catch(() => {
      throw new Refusal('request.unreadable')
    })
    for (const [field, value] of form) {
      if (typeof value !== 'string') files.push({ bytes: new Uint8Array(await value.arrayBuffer()), name: value.name })
      else if (field === 'version') version = value
      else problems.push(problem([field], 'unknown-key', {}, filingFieldWord))
    }
  } else {
    const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim() ?? ''
    const name = c.req.query('name') ?? NAMES[type] ?? ''
    files.push({ bytes: new Uint8Array(await c.req.arrayBuffer()), name })
  }
  const [file] = files
  if (files.length > 1) problems.push(problem(['file'], 'too-many', { maximum: 1 }, filingFieldWord))
  if (!file || file.bytes.length === 0) problems.push(problem(['file'], 'required', {}, filingFieldWord))
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version))
    problems.push(problem(['version'], 'wrong-type', {}, filingFieldWord))
  if (problems.length > 0 || !file) throw new Refusal('request.invalid', { problems })
  return { ...file, version: version === undefined ? undefined : Number(version) }
}
