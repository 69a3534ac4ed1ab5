import { setTimeout as pause } from 'node:timers/promises'
import type { InStatement } from '@libsql/client'
import type { Db, Statement } from '#db/engine.ts'

/** The text of a statement that is not a builder's. */
export function sqlOf(statement: InStatement): string {
  return typeof statement === 'string' ? statement : statement.sql
}

/** Long enough that whoever came together has read before the first writes. */
const PAUSE_MS = 50

/** For controls: from now on each statement this database writes is replaced by what `change` makes of it, a bit later. */
export function mutate(db: Db, change: (statement: Exclude<InStatement, string>) => InStatement[]): void {
  const write = db.write
  db.write = async (statements) => {
    await pause(PAUSE_MS)
    return write(statements.flatMap((one) => change(plain(one))))
  }
}

function plain(statement: Statement): Exclude<InStatement, string> {
  if (typeof statement === 'string') return { sql: statement, args: [] }
  if (!('toSQL' in statement)) return statement
  const { sql, params } = statement.toSQL()
  return { sql, args: params as [] }
}
