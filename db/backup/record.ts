import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Client } from '@libsql/client'
import type { PublicRecord } from '#domain/record.ts'
import { ORDER, type OrderLine, recordFilePath, recordPath } from '../record.ts'
import { copyRead, type Digest, digestOf } from './tree.ts'

/**
 * Copies the public record as far as a copy of the database goes: the server may have published more since. What the
 * record lacks of it (a server that died between the two) is made up for at the next start.
 * @returns the digests by path below the copy
 * @throws when a file of the record is missing, or not byte for byte what the database published
 */
export async function copyRecord(copy: Client, from: string, to: string): Promise<Record<string, Digest>> {
  const found: Record<string, Digest> = {}
  const bring = async (path: string, sha256: string) => {
    const digest = await copyRead(join(from, path), join(to, path))
    if (digest?.sha256 !== sha256) throw new Error(`${path} of the record is missing or changed`)
    found[path] = digest
  }
  const order = createReadStream(join(from, ORDER))
  const isThere = await new Promise<boolean>((resolve, reject) => {
    order.once('open', () => resolve(true))
    order.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(false) : reject(error)))
  })
  if (!isThere) return found

  await mkdir(to, { recursive: true, mode: 0o700 })
  const kept = await open(join(to, ORDER), 'wx')
  try {
    for await (const text of createInterface({ input: order, crlfDelay: Number.POSITIVE_INFINITY })) {
      const line = lineIn(text)
      // The last line may be half written.
      if (!line) break
      const { rows } = await copy.execute({
        sql: 'SELECT kind, id, version, record FROM publications WHERE position = ?',
        args: [line.position],
      })
      if (!rows[0]) break
      if (rows[0].kind !== line.kind || rows[0].id !== line.id || Number(rows[0].version) !== line.version)
        throw new Error(`the record has another publication at position ${line.position} than the database`)
      const exact = String(rows[0].record)
      const record = JSON.parse(exact) as PublicRecord
      await bring(recordPath(record), createHash('sha256').update(exact).digest('hex'))
      if (!record.withdrawn)
        for (const { name, sha256 } of record.files) await bring(recordFilePath(record, name), sha256)
      await kept.write(`${text}\n`)
    }
  } finally {
    await kept.close()
    order.destroy()
  }
  found[ORDER] = await digestOf(join(to, ORDER))
  return found
}

function lineIn(text: string): OrderLine | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
