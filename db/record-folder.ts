import type { Archive, LateFiler } from '#domain/archive.ts'
import type { Filed } from '#domain/enterprise/duty.ts'
import { byOverdue, lateFilers } from '#domain/enterprise/late.ts'
import { FILING_KINDS, type PublicRecord, RECORD_KINDS, type RecordKind } from '#domain/record.ts'
import { type OrderLine, recordPath } from './record.ts'

/** Text of records kept after reading, in bytes. */
const KEPT = 4_000_000

/** Everything of one kind, by ordinal (from 0): columns, because a hundred thousand objects would not fit. */
type Column = {
  ids: string[]
  ordinals: Map<string, number>
  version: number[]
  position: number[]
  firstFiledOn: string[]
  year: (number | null)[]
  withdrawn: boolean[]
  /** Interned `relation target` pairs of the newest version; null once the postings are made. */
  links: (readonly number[] | null)[]
}

/**
 * The archive over a record folder, with the same answers as the database gives for the same positions. Holds the
 * order in memory (some 300 bytes a record) and reads records as they are asked for.
 * `read` gives the bytes of a file below the folder.
 */
export function recordArchive(lines: Iterable<OrderLine>, read: (path: string) => Uint8Array): Archive {
  const columns = new Map<RecordKind, Column>(RECORD_KINDS.map((kind) => [kind, emptyColumn()]))
  const column = (kind: RecordKind) => columns.get(kind) as Column
  const numbers = new Map<string, number>()
  const days = new Map<string, string>()
  for (const line of lines) take(line)
  const postings = postingsOf(columns)
  const load = recordReader(read)
  const lateOn = new Map<string, Promise<LateFiler[]>>()
  let withdrawals: ReturnType<typeof withdrawalsOf> | undefined

  function take({ kind, id, version, position, filedOn, year, withdrawn, links }: OrderLine): void {
    const to = column(kind)
    let at = to.ordinals.get(id)
    if (at === undefined) {
      at = to.ids.push(id) - 1
      to.ordinals.set(id, at)
      // The same few thousand days: one string each.
      if (!days.has(filedOn)) days.set(filedOn, filedOn)
      to.firstFiledOn.push(days.get(filedOn) as string)
    }
    to.version[at] = version
    to.position[at] = position
    to.year[at] = year
    to.withdrawn[at] = withdrawn
    to.links[at] = links.map(([relation, target]) => {
      const name = `${relation} ${target}`
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, numbers.size)
      return numbers.size - 1
    })
  }

  const newest = (kind: RecordKind, at: number): PublicRecord =>
    load({ kind, id: column(kind).ids[at] as string, version: column(kind).version[at] as number } as PublicRecord)
  const posting = (kind: RecordKind, relation: string, target: string) =>
    postings.get(kind)?.get(numbers.get(`${relation} ${target}`) ?? -1) ?? []

  const archive: { [Name in keyof Archive]: (...args: never[]) => Promise<unknown> } = {
    async find(kind: RecordKind, id: string) {
      const at = column(kind).ordinals.get(id)
      return at === undefined ? null : newest(kind, at)
    },
    async versions(kind: RecordKind, id: string) {
      const at = column(kind).ordinals.get(id)
      const count = at === undefined ? 0 : (column(kind).version[at] ?? 0)
      return Array.from({ length: count }, (_, n) => load({ kind, id, version: n + 1 } as PublicRecord))
    },
    async linked(kind: RecordKind, relation: string, target: string, limit?: number) {
      const all = posting(kind, relation, target)
      const wanted = limit === undefined ? all.toReversed() : all.slice(Math.max(0, all.length - limit)).toReversed()
      return wanted.map((at) => newest(kind, at))
    },
    countLinked: async (kind: RecordKind, relation: string, target: string) => posting(kind, relation, target).length,
    count: async (kind: RecordKind) => column(kind).ids.length,
    async page(kind: RecordKind, from: number, to: number) {
      const last = Math.min(to, column(kind).ids.length)
      return Array.from({ length: Math.max(0, last - from + 1) }, (_, n) => newest(kind, from - 1 + n))
    },
    latest: async (limit: number, kind?: RecordKind) =>
      newestFirst(kind ? [kind] : FILING_KINDS, columns, limit).map((one) => newest(one.kind, one.at)),
    async withdrawnBy(party: string, limit: number) {
      withdrawals ??= withdrawalsOf(columns, newest)
      return (withdrawals.get(party) ?? []).slice(0, limit).map((one) => newest(one.kind, one.at))
    },
    async ordinal(kind: RecordKind, id: string) {
      const at = column(kind).ordinals.get(id)
      return at === undefined ? null : at + 1
    },
    async late(asOf: string, limit: number) {
      const known = lateOn.get(asOf) ?? lateBy(asOf)
      lateOn.set(asOf, known)
      const all = await known
      return { total: all.length, items: all.slice(0, limit) }
    },
  }

  async function lateBy(asOf: string): Promise<LateFiler[]> {
    const found: LateFiler[] = []
    const { ids, withdrawn } = column('enterprise')
    for (const at of ids.keys()) {
      if (withdrawn[at]) continue
      const enterprise = newest('enterprise', at) as PublicRecord<'enterprise'>
      const filed: Filed[] = []
      for (const kind of FILING_KINDS)
        for (const one of posting(kind, 'party', enterprise.id)) {
          const { ids, year, firstFiledOn } = column(kind)
          const filedOn = firstFiledOn[one] as string
          if (year[one]) filed.push({ kind, year: year[one], filedOn, disclosureId: ids[one] as string })
        }
      found.push(...lateFilers(enterprise, filed, asOf))
    }
    return found.sort(byOverdue)
  }
  return archive as Archive
}

function emptyColumn(): Column {
  return {
    ids: [],
    ordinals: new Map(),
    version: [],
    position: [],
    firstFiledOn: [],
    year: [],
    withdrawn: [],
    links: [],
  }
}

/** Who names what: by kind and interned pair, the ordinals that do, ascending. */
function postingsOf(columns: Map<RecordKind, Column>): Map<RecordKind, Map<number, number[]>> {
  const postings = new Map<RecordKind, Map<number, number[]>>()
  for (const [kind, { links }] of columns) {
    const of = new Map<number, number[]>()
    for (const [at, pairs] of links.entries()) {
      for (const pair of pairs ?? []) {
        const list = of.get(pair)
        if (list) list.push(at)
        else of.set(pair, [at])
      }
      links[at] = null
    }
    postings.set(kind, of)
  }
  return postings
}

/** By party what was withdrawn of it, newest first. There are few, so they are read. */
function withdrawalsOf(columns: Map<RecordKind, Column>, newest: (kind: RecordKind, at: number) => PublicRecord) {
  const found = new Map<string, { kind: RecordKind; at: number; position: number }[]>()
  for (const kind of FILING_KINDS)
    for (const [at, isWithdrawn] of (columns.get(kind)?.withdrawn ?? []).entries()) {
      const party = isWithdrawn ? newest(kind, at).party?.code : undefined
      if (party === undefined) continue
      const position = columns.get(kind)?.position[at] ?? 0
      found.set(party, [...(found.get(party) ?? []), { kind, at, position }])
    }
  for (const all of found.values()) all.sort((a, b) => b.position - a.position)
  return found
}

/** The records published last, newest first. Corrections move old ones up, so all of a kind are looked at, once. */
function newestFirst(kinds: readonly RecordKind[], columns: Map<RecordKind, Column>, limit: number) {
  const best: { kind: RecordKind; at: number; position: number }[] = []
  for (const kind of kinds)
    for (const [at, position] of (columns.get(kind)?.position ?? []).entries()) {
      if (best.length === limit && position <= (best.at(-1)?.position ?? 0)) continue
      const place = best.findIndex((one) => one.position < position)
      best.splice(place < 0 ? best.length : place, 0, { kind, at, position })
      if (best.length > limit) best.pop()
    }
  return best
}

/** Records by version, the last read kept: pages that stand beside one another show the same ones. */
function recordReader(read: (path: string) => Uint8Array) {
  const kept = new Map<string, { record: PublicRecord; size: number }>()
  const decoder = new TextDecoder()
  let size = 0
  return (which: Pick<PublicRecord, 'kind' | 'id' | 'version'>): PublicRecord => {
    const path = recordPath(which)
    const there = kept.get(path)
    if (there) {
      kept.delete(path)
      kept.set(path, there)
      return there.record
    }
    const bytes = read(path)
    const record = JSON.parse(decoder.decode(bytes)) as PublicRecord
    kept.set(path, { record, size: bytes.length })
    size += bytes.length
    for (const [oldest, one] of kept) {
      if (size <= KEPT) break
      kept.delete(oldest)
      size -= one.size
    }
    return record
  }
}
