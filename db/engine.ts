import type { InStatement, InValue, ResultSet } from '@libsql/client/web'
import type { Query } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'

/** Anything drizzle can turn into SQL and parameters, or plain SQL. */
export type Statement = { toSQL(): Query } | InStatement

/** The database by plain SQL. */
export type Engine = {
  /** Plain SQL that reads. */
  query(sql: string, args?: InValue[]): Promise<ResultSet>
  /**
   * The one writer: all statements in one durable commit, or none. Batches of one moment may share a commit.
   * @throws UniqueViolation, GuardFailed, DatabaseBusy, DatabaseUnwritable, DatabaseUnreachable, or what the engine says
   */
  write(statements: Statement[]): Promise<ResultSet[]>
  /** Whether the database answers and carries every setting this product relies on. */
  ready(): Promise<{ ok: true } | { ok: false; why: string }>
  /** A consistent copy of the whole database in a new file, made by the engine. */
  copyTo(path: string): Promise<void>
  close(): void
}

export type Db = Engine & {
  /** Query builder for reading; cannot write. */
  read: LibSQLDatabase
  /** Builder over the writing connection, for better-auth and migrations only. */
  writer: LibSQLDatabase
}

/** A row that must be single is there already: the other writer won, or the same thing came twice. */
export class UniqueViolation extends Error {}
/** A guard row refused: what the batch was decided on has changed meanwhile. */
export class GuardFailed extends Error {}
/** Another writer holds the database. Nothing was written; the caller may try again. */
export class DatabaseBusy extends Error {}
/** The disk is full, read-only or broken: nothing was written. */
export class DatabaseUnwritable extends Error {}
/**
 * No answer came from a remote database. What was sent may or may not have been committed: only who can tell a
 * repetition apart (an `Idempotency-Key`, a version) may send it again.
 */
export class DatabaseUnreachable extends Error {}

/**
 * A row that aborts its batch unless the statement before it changed exactly one row: the version check of a save.
 * Works the same over a remote server, where a batch cannot branch.
 */
export const GUARD: InStatement = 'INSERT INTO guards(ok) SELECT CASE WHEN changes() = 1 THEN 1 END'
/** Takes the guard's row away again, in the same batch. */
export const UNGUARD: InStatement = 'DELETE FROM guards'

/** A statement as the client takes it. */
export function plain(statement: Statement): InStatement {
  if (typeof statement === 'object' && 'toSQL' in statement) {
    const { sql, params } = statement.toSQL()
    return { sql, args: params as InValue[] }
  }
  return statement
}

const UNWRITABLE =
  /SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)|disk is full|readonly database|disk I\/O error|Unable to open connection to local/

/**
 * What an error of the engine means, as one of the errors above where it is known. By message, because codes differ
 * between the file, a remote server and D1. A builder's own message quotes parameters: only its cause is looked at.
 */
export function classify(error: unknown): Error {
  if (error instanceof Error && error.message.startsWith('Failed query:') && error.cause) return classify(error.cause)
  const message = error instanceof Error ? error.message : String(error)
  if (/NOT NULL constraint failed: guards\.ok/.test(message)) return new GuardFailed('guard refused')
  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(message)
  if (unique) return new UniqueViolation(unique[1])
  if (/SQLITE_BUSY|database is locked/.test(message) || (error as { code?: unknown })?.code === 'SQLITE_BUSY')
    return new DatabaseBusy("couldn't write: the database is locked by another process")
  if (UNWRITABLE.test(message))
    return new DatabaseUnwritable("couldn't use the database: the disk is full, read-only or broken")
  return error instanceof Error ? error : new Error(message)
}
