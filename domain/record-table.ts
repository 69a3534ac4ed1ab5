import { type Cell, toCsv } from './csv.ts'
import type { PublicRecord, RecordKind } from './record.ts'

/**
 * How a kind is laid out as a table: one record gives none, one or many lines. A withdrawn one gives none. `nth` is its
 * place in the list of its kind, from 1.
 */
export type Table<K extends RecordKind> = {
  header: readonly string[]
  lines(data: NonNullable<PublicRecord<K>['data']>, record: PublicRecord<K>, nth: number): Cell[][]
}

/** One record, or many, as CSV; formulas are made harmless. */
export function tableCsv<K extends RecordKind>(table: Table<K>, records: readonly PublicRecord<K>[]): string {
  return toCsv(
    table.header,
    records.flatMap((record, at) => tableLines(table, record, at + 1)),
  )
}

export function tableLines<K extends RecordKind>(table: Table<K>, record: PublicRecord<K>, nth: number): Cell[][] {
  return record.data ? table.lines(record.data as NonNullable<PublicRecord<K>['data']>, record, nth) : []
}
