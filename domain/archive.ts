import type { FilingDuty } from './enterprise/duty.ts'
import type { PublicRecord, RecordKind, Relation } from './record.ts'

/**
 * Everything that was published, as pages need it: from the database in the running process, from the record folder in
 * a full build. Both give the same answers in the same order.
 */
export type Archive = {
  /** The newest version, which may be a withdrawal; null when nothing was ever published under the id. */
  find<K extends RecordKind>(kind: K, id: string): Promise<PublicRecord<K> | null>
  /** Every version, oldest first. */
  versions<K extends RecordKind>(kind: K, id: string): Promise<PublicRecord<K>[]>
  /** Newest versions that name `target`, not withdrawn; those first published last come first. */
  linked<K extends RecordKind>(kind: K, relation: Relation, target: string, limit?: number): Promise<PublicRecord<K>[]>
  /** How many `linked` lists without a limit. */
  countLinked(kind: RecordKind, relation: Relation, target: string): Promise<number>
  /** How many of a kind were ever published (withdrawn ones count): also the highest ordinal. */
  count(kind: RecordKind): Promise<number>
  /** The n-th to the m-th ever published of a kind (from 1, both included), oldest first, in their newest version. */
  page<K extends RecordKind>(kind: K, from: number, to: number): Promise<PublicRecord<K>[]>
  /** Newest publications (of filings, unless a kind is named), newest first, one per record; withdrawals included. */
  latest(limit: number, kind?: RecordKind): Promise<PublicRecord[]>
  /** A party's filings that were withdrawn, the newest withdrawal first: what is left of them, which links to nothing else. */
  withdrawnBy(party: string, limit: number): Promise<PublicRecord[]>
  /** The record's ordinal among its kind; it never changes. */
  ordinal(kind: RecordKind, id: string): Promise<number | null>
  /** Duties not met by the due day, the longest overdue first, then by code (`byOverdue`); `total` counts all. */
  late(asOf: string, limit: number): Promise<{ total: number; items: LateFiler[] }>
}

export type LateFiler = { code: string; name: string; duty: FilingDuty }
