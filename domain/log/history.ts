import type { RecordLeaf, WithdrawalLeaf } from './leaf.ts'

/** A version of a record and where it stands in the log. */
export type LoggedVersion = { index: number; leaf: RecordLeaf | WithdrawalLeaf }

/** Every version of every record, gathered from a log read in order. */
export type RecordHistory = {
  /** Takes the next one; answers what is wrong with its place in the history of its record, or null. */
  take(version: LoggedVersion): string | null
  /** Versions of one record, oldest first. */
  of(kind: string, id: string): readonly LoggedVersion[]
  all(): (readonly LoggedVersion[])[]
}

/** A history of nothing yet. */
export function recordHistory(): RecordHistory {
  const records = new Map<string, LoggedVersion[]>()
  return {
    take(version) {
      const { kind, id, ver, prev } = version.leaf
      const versions = records.get(`${kind} ${id}`) ?? []
      const before = versions.at(-1)
      if (!before) records.set(`${kind} ${id}`, versions)
      versions.push(version)
      if (ver !== (before?.leaf.ver ?? 0) + 1) return `version ${ver} after ${before?.leaf.ver ?? 'none'}`
      if (prev !== (before?.index ?? null)) return `prev is ${prev} instead of ${before?.index ?? null}`
      return null
    },
    of: (kind, id) => records.get(`${kind} ${id}`) ?? [],
    all: () => [...records.values()],
  }
}
