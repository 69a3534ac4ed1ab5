import Database from 'libsql'

/** Values and statements as Hrana 2 writes them in JSON (docs/HRANA_2_SPEC.md of tursodatabase/libsql). */
type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }
type Stmt = {
  sql?: string
  sql_id?: number
  args?: Value[]
  named_args?: { name: string; value: Value }[]
  want_rows?: boolean
}
type Cond =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Cond }
  | { type: 'and' | 'or'; conds: Cond[] }
  | { type: 'is_autocommit' }
type Step = { stmt: Stmt; condition?: Cond | null }
export type Request =
  | { type: 'close' | 'get_autocommit' }
  | { type: 'execute'; stmt: Stmt }
  | { type: 'batch'; batch: { steps: Step[] } }
  | { type: 'sequence'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
type SqlError = { message: string; code: string }
type StmtResult = {
  cols: { name: string; decltype: string | null }[]
  rows: Value[][]
  affected_row_count: number
  last_insert_rowid: string
}
export type Result =
  | { type: 'ok'; response: { type: string; [key: string]: unknown } }
  | { type: 'error'; error: SqlError }

/** The real engine under one connection; whoever has a transaction open is alone on it (see `server.ts`). */
export class Connection {
  private readonly db: InstanceType<typeof Database>

  constructor(file: string) {
    this.db = new Database(file)
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  }

  get isAutocommit(): boolean {
    return !this.db.inTransaction
  }

  rollback(): void {
    if (!this.isAutocommit) this.db.exec('ROLLBACK')
  }

  close(): void {
    this.db.close()
  }

  exec(sql: string): void {
    this.db.exec(sql)
  }

  execute(sql: string, stmt: Stmt): StmtResult {
    const prepared = this.db.prepare(sql)
    prepared.safeIntegers(true)
    const args = argsOf(stmt)
    if (!returnsRows(prepared)) {
      const { changes, lastInsertRowid } = prepared.run(...args)
      return { cols: [], rows: [], affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) }
    }
    const cols = prepared.columns().map(({ name, type }) => ({ name, decltype: type }))
    const rows = (prepared.all(...args) as unknown[][]).map((row) => cols.map((_, at) => hranaOf(row[at])))
    const changed = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i.test(sql)
    const affected = changed ? Number((this.db.prepare('SELECT changes() AS n').get() as { n: number }).n) : 0
    return { cols, rows: stmt.want_rows === false ? [] : rows, affected_row_count: affected, last_insert_rowid: '0' }
  }
}

/** What one client has open: its stored statements. Its transaction is the connection's. */
export class Stream {
  private readonly stored = new Map<number, string>()
  private readonly on: Connection
  isClosed = false

  constructor(on: Connection) {
    this.on = on
  }

  answer(request: Request): Result {
    try {
      return { type: 'ok', response: { type: request.type, ...this.handle(request) } }
    } catch (error) {
      return { type: 'error', error: sqlErrorOf(error) }
    }
  }

  private handle(request: Request): Record<string, unknown> {
    switch (request.type) {
      case 'execute':
        return { result: this.run(request.stmt) }
      case 'batch':
        return { result: this.batch(request.batch.steps) }
      case 'sequence':
        this.on.exec(this.sqlOf(request))
        return {}
      case 'store_sql':
        this.stored.set(request.sql_id, request.sql)
        return {}
      case 'close_sql':
        this.stored.delete(request.sql_id)
        return {}
      case 'get_autocommit':
        return { is_autocommit: this.on.isAutocommit }
      case 'close':
        this.on.rollback()
        this.isClosed = true
        return {}
      default:
        throw Object.assign(new Error('this request is not known here'), { code: 'HRANA_PROTO_ERROR' })
    }
  }

  private run(stmt: Stmt): StmtResult {
    return this.on.execute(this.sqlOf(stmt), stmt)
  }

  private batch(steps: Step[]) {
    const results: (StmtResult | null)[] = []
    const errors: (SqlError | null)[] = []
    const holds = (cond: Cond): boolean => {
      if (cond.type === 'ok') return results[cond.step] != null
      if (cond.type === 'error') return errors[cond.step] != null
      if (cond.type === 'not') return !holds(cond.cond)
      if (cond.type === 'and') return cond.conds.every(holds)
      if (cond.type === 'or') return cond.conds.some(holds)
      return this.on.isAutocommit
    }
    for (const { stmt, condition } of steps) {
      let [result, error]: [StmtResult | null, SqlError | null] = [null, null]
      try {
        if (!condition || holds(condition)) result = this.run(stmt)
      } catch (thrown) {
        error = sqlErrorOf(thrown)
      }
      results.push(result)
      errors.push(error)
    }
    return { step_results: results, step_errors: errors }
  }

  private sqlOf({ sql, sql_id }: { sql?: string; sql_id?: number }): string {
    const text = sql ?? this.stored.get(sql_id ?? Number.NaN)
    if (text === undefined) throw Object.assign(new Error(`no SQL ${sql_id} is stored`), { code: 'SQL_NOT_FOUND' })
    return text
  }
}

function returnsRows(prepared: { raw(on: boolean): unknown }): boolean {
  try {
    prepared.raw(true)
    return true
  } catch {
    return false
  }
}

function argsOf({ args = [], named_args = [] }: Stmt): unknown[] {
  if (named_args.length === 0) return args.map(jsOf)
  return [Object.fromEntries(named_args.map(({ name, value }) => [name.replace(/^[:@$]/, ''), jsOf(value)]))]
}

function jsOf(value: Value): unknown {
  if (value.type === 'null') return null
  if (value.type === 'integer') return BigInt(value.value)
  if (value.type === 'blob') return Buffer.from(value.base64, 'base64')
  return value.value
}

function hranaOf(value: unknown): Value {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: value.toString() }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  return {
    type: 'blob',
    base64: Buffer.from(value as Uint8Array)
      .toString('base64')
      .replace(/=+$/, ''),
  }
}

function sqlErrorOf(error: unknown): SqlError {
  const { message = 'unknown', code = 'UNKNOWN' } = error as { message?: string; code?: string }
  return { message, code }
}
