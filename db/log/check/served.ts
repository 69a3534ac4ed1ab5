import { documentDigest } from '#domain/log/leaf.ts'
import { isVersioned, recordAddress } from '#domain/record.ts'
import { recordIn } from '#domain/record-form.ts'
import type { Checking, Found } from './checking.ts'
import { compareDigest, docOf, parse, publicationsOf } from './records.ts'

/**
 * What readers get as `.json` is what the log has the digest of: each version at its address, the newest at the record's
 * own, the files filed with it; and nothing of what was withdrawn.
 */
export async function* compareServed(of: Checking): Found {
  for await (const { which, text, leaf } of publicationsOf(of)) {
    const { kind, id, version } = which
    const [doc, record] = [leaf && docOf(leaf.entry), parse(text)]
    if (!doc || !record) continue
    const base = recordAddress(kind, id).slice(1, -1)
    const isFiling = isVersioned(kind)
    const newest = await newestOf(of, kind, id)
    if (newest.isWithdrawn) {
      const gone = record.withdrawn ? [`${base}.json`] : [`${base}/v/${version}.json`]
      const files = record.files.map((file) => `${base}/v/${version}/${file.name}`)
      for (const path of [...gone, ...files])
        if (await of.places.site(path)) yield { code: 'served.not-gone', at: { path: `site/${path}` } }
      if (record.withdrawn && !(await of.places.site(`${base}/gone.json`)))
        yield { code: 'served.missing', at: { path: `site/${base}/gone.json` } }
      continue
    }
    const isNewest = newest.version === version
    if (isFiling || !isNewest) yield* compareJson(of, `${base}/v/${version}.json`, doc)
    for (const file of record.files)
      yield* compareDigest(of, 'site', `${base}/v/${version}/${file.name}`, `sha256:${file.sha256}`)
    // A version that came since the check began has taken the address over.
    for await (const finding of isNewest ? compareJson(of, `${base}.json`, doc) : [])
      if ((await newestOf(of, kind, id)).version === version) yield finding
  }
}

async function* compareJson({ places, breathe }: Checking, path: string, doc: string): Found {
  const bytes = await places.site(path)
  const at = { path: `site/${path}` }
  if (!bytes) yield { code: 'served.missing', at }
  else if (digestIn(bytes) !== doc) yield { code: 'served.differs', at }
  await breathe()
}

/** The digest of the record that a served file shows; null when it shows none. */
function digestIn(bytes: Uint8Array): string | null {
  try {
    const record = recordIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return record && documentDigest(record)
  } catch {
    return null
  }
}

async function newestOf(
  { db }: Checking,
  kind: string,
  id: string,
): Promise<{ version: number; isWithdrawn: boolean }> {
  const { rows } = await db.query(
    `SELECT version, entry FROM publications LEFT JOIN log_leaves ON publication = position
     WHERE kind = ? AND id = ? ORDER BY version DESC LIMIT 1`,
    [kind, id],
  )
  // By its leaf: what a row says may have been written over.
  const entry = rows[0]?.entry
  const says = entry instanceof ArrayBuffer ? new TextDecoder().decode(entry) : ''
  return { version: Number(rows[0]?.version), isWithdrawn: says.includes('"t":"withdraw"') }
}
