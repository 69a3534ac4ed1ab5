import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client'
import type { Query } from 'drizzle-orm'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'

/** Anything drizzle can turn into SQL and parameters, or plain SQL. */
export type Statement = { toSQL(): Query } | InStatement

export type Db = {
  /** Query builder for reading. On a file it runs on the query-only connection. */
  read: LibSQLDatabase
  /** Plain SQL on the reading connection. */
  query(sql: string, args?: (string | number | null)[]): Promise<ResultSet>
  /**
   * The one writer: all statements in one durable commit, or none. Throws what the engine says; on SQLITE_BUSY the
   * connections are closed and made anew first (a lock collision poisons them) and the error is `DatabaseBusy`.
   */
  write(statements: Statement[]): Promise<ResultSet[]>
  /** Builder over the writing connection, for better-auth and migrations only. */
  writer: LibSQLDatabase
  /** False while connections are being made anew. */
  ready(): Promise<{ ok: true } | { ok: false; why: string }>
  close(): void
}
