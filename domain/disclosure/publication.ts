import type { FilingKind, Party, PublicRecord, RecordFile } from '../record.ts'
import { objectionsUntil } from './deadline.ts'
import type { Disclosure } from './filing.ts'
import { completeData, type Titled, titleOf } from './kinds.ts'

/**
 * The public version an approval makes of a filing, the same bytes for the same filing: exact numbers as text stay, points
 * are rounded to 3 decimals (about 100 m; 土壤污染防治法 art. 81 leaves exact survey points to the province), and an
 * assessment gets its last day for objections.
 * `filing.data` is complete; `files` are those of this revision.
 */
export function recordOf(
  filing: Pick<
    Disclosure,
    'kind' | 'id' | 'revision' | 'changed' | 'basis' | 'reply' | 'returned' | 'signedOn' | 'data'
  >,
  party: Party,
  files: readonly RecordFile[],
  publishedOn: string,
): PublicRecord<FilingKind> {
  const { kind, id, revision, changed, basis, reply, returned } = filing
  const data = completeData(kind, filing.data)
  return {
    kind,
    id,
    version: revision,
    title: titleOf(kind, data as Titled, party),
    publishedOn,
    filedOn: filing.signedOn,
    party: { code: party.code, name: party.name },
    change: changed !== null && basis !== null ? { changed, basis } : null,
    withdrawn: null,
    ...(reply !== null && { reply }),
    returned,
    files: files
      .map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    data: publicData(data as Record<string, unknown>, publishedOn, kind),
  } as PublicRecord<FilingKind>
}

/** The version that says a record was withdrawn: its name and the basis stay, its data goes. */
export function withdrawalOf(
  newest: PublicRecord<FilingKind>,
  basis: string,
  publishedOn: string,
): PublicRecord<FilingKind> {
  const { kind, id, version, title, party } = newest
  return {
    kind,
    id,
    version: version + 1,
    title,
    publishedOn,
    filedOn: null,
    party,
    change: null,
    withdrawn: { basis },
    returned: 0,
    files: [],
    data: null,
  } as PublicRecord<FilingKind>
}

function publicData(data: Record<string, unknown>, publishedOn: string, kind: FilingKind): Record<string, unknown> {
  const open: Record<string, unknown> = { ...data }
  if (Array.isArray(data.rows)) open.rows = data.rows.map(withRoughPoint)
  if (kind === 'effect_assessment') {
    const least = objectionsUntil(publishedOn)
    open.objectionsUntil =
      typeof data.objectionsUntil === 'string' && data.objectionsUntil > least ? data.objectionsUntil : least
  }
  return open
}

function withRoughPoint<R extends { lng?: number; lat?: number }>(row: R): R {
  const rough = { ...row }
  if (rough.lng !== undefined) rough.lng = Math.round(rough.lng * 1000) / 1000
  if (rough.lat !== undefined) rough.lat = Math.round(rough.lat * 1000) / 1000
  return rough
}
