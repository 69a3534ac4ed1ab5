import Database from 'libsql'

/** A value as Hrana writes it in JSON: integers as text, blobs in base64. */
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
  | { type: 'ok'; step: number }
  | { type: 'error'; step: number }
  | { type: 'not'; cond: Cond }
  | { type: 'and'; conds: Cond[] }
  | { type: 'or'; conds: Cond[] }
  | { type: 'is_autocommit' }
export type StreamRequest =
  | { type: 'close' | 'get_autocommit' }
  | { type: 'execute'; stmt: Stmt }
  | { type: 'batch'; batch: { steps: { condition?: Cond; stmt: Stmt }[] } }
  | { type: 'sequence'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
type Failure = { message: string; code: string }
export type StreamResult = { type: 'ok'; response: Record<string, unknown> } | { type: 'error'; error: Failure }

/** One connection of the real engine, spoken to in Hrana. */
export type Connection = {
  run(request: StreamRequest): StreamResult
  /** SQL texts a request would run. */
  textsOf(request: StreamRequest): string[]
  isInTransaction(): boolean
  /** Rows changed since it was opened. */
  changed(): number
  /** Back to how it was opened; false when it cannot be used again (a lock collision poisons a connection). */
  reset(): boolean
  close(): void
}

/** Opens a connection as sqld does: WAL, every commit on the disk, foreign keys on. */
export function openConnection(file: string): Connection {
  const db = new Database(file)
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on']) db.pragma(pragma)
  const texts = new Map<number, string>()
  let isPoisoned = false

  const failed = (error: unknown): Failure => {
    const { message, code, rawCode } = error as { message: string; code?: string; rawCode?: number }
    if (code?.startsWith('SQLITE_BUSY')) isPoisoned = true
    const primary = rawCode !== undefined && (rawCode & 0xff) === 19 ? 'SQLITE_CONSTRAINT' : code
    return { message: `SQLite error: ${message}`, code: primary ?? 'HRANA_REQUEST' }
  }
  const textOf = ({ sql, sql_id }: { sql?: string; sql_id?: number }): string => {
    const text = sql ?? texts.get(sql_id ?? -1)
    if (text === undefined) throw Object.assign(new Error('no such SQL text'), { code: 'SQL_NOT_FOUND' })
    return text
  }
  const number = (sql: string) => (db.prepare(sql).raw().all() as [[number]])[0][0]
  const changed = () => number('SELECT total_changes()')

  function execute(stmt: Stmt) {
    const statement = db.prepare(textOf(stmt)).safeIntegers(true)
    const named = stmt.named_args ?? []
    const args =
      named.length > 0
        ? Object.fromEntries(named.map(({ name, value }) => [name.replace(/^[@:$]/, ''), read(value)]))
        : (stmt.args ?? []).map(read)
    const before = changed()
    let rows: unknown[][] = []
    const cols = statement.reader ? statement.columns().map(({ name, type }) => ({ name, decltype: type })) : []
    if (statement.reader) rows = statement.raw(true).all(args) as unknown[][]
    else statement.run(args)
    const affected = changed() === before ? 0 : number('SELECT changes()')
    return {
      cols,
      rows: stmt.want_rows === false ? [] : rows.map((row) => row.map(write)),
      affected_row_count: affected,
      last_insert_rowid: affected > 0 ? String(number('SELECT last_insert_rowid()')) : null,
    }
  }

  function batch(steps: { condition?: Cond; stmt: Stmt }[]) {
    const results: (ReturnType<typeof execute> | null)[] = []
    const errors: (Failure | null)[] = []
    const holds = (cond: Cond): boolean => {
      if (cond.type === 'ok') return results[cond.step] != null
      if (cond.type === 'error') return errors[cond.step] != null
      if (cond.type === 'not') return !holds(cond.cond)
      if (cond.type === 'is_autocommit') return !db.inTransaction
      return cond.type === 'and' ? cond.conds.every(holds) : cond.conds.some(holds)
    }
    for (const { condition, stmt } of steps) {
      results.push(null)
      errors.push(null)
      if (condition && !holds(condition)) continue
      try {
        results[results.length - 1] = execute(stmt)
      } catch (error) {
        errors[errors.length - 1] = failed(error)
      }
    }
    return { step_results: results, step_errors: errors }
  }

  function answer(request: StreamRequest): Record<string, unknown> {
    if (request.type === 'execute') return { result: execute(request.stmt) }
    if (request.type === 'batch') return { result: batch(request.batch.steps) }
    if (request.type === 'sequence') db.exec(textOf(request))
    else if (request.type === 'store_sql') texts.set(request.sql_id, request.sql)
    else if (request.type === 'close_sql') texts.delete(request.sql_id)
    else if (request.type === 'get_autocommit') return { is_autocommit: !db.inTransaction }
    else if (request.type !== 'close') throw new Error(`no such request: ${(request as { type: string }).type}`)
    return {}
  }

  return {
    run(request) {
      try {
        return { type: 'ok', response: { type: request.type, ...answer(request) } }
      } catch (error) {
        return { type: 'error', error: failed(error) }
      }
    },
    textsOf(request) {
      if (request.type === 'sequence' || request.type === 'store_sql') return request.sql ? [request.sql] : []
      const stmts =
        request.type === 'execute'
          ? [request.stmt]
          : request.type === 'batch'
            ? request.batch.steps.map((step) => step.stmt)
            : []
      return stmts.map(({ sql, sql_id }) => sql ?? texts.get(sql_id ?? -1) ?? '')
    },
    isInTransaction: () => db.inTransaction,
    changed,
    reset() {
      if (db.inTransaction) db.exec('ROLLBACK')
      texts.clear()
      return !isPoisoned
    },
    close: () => void db.close(),
  }
}

function read(value: Value): null | bigint | number | string | Buffer {
  if (value.type === 'null') return null
  if (value.type === 'integer') return BigInt(value.value)
  if (value.type === 'blob') return Buffer.from(value.base64, 'base64')
  return value.value
}

function write(value: unknown): Value {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  return { type: 'blob', base64: Buffer.from(value as Uint8Array).toString('base64') }
}
