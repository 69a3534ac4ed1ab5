import { createClient, type InStatement } from '@libsql/client'

/**
 * The control of the kill test: the same server, but tips are acknowledged before they are committed. Whatever lies
 * between the answer and the commit is lost by a kill, and the harness must see it.
 */
const DELAY_MS = 40

const client = Object.getPrototypeOf(createClient({ url: ':memory:' }))
const batch = client.batch
client.batch = function (this: unknown, statements: InStatement[], ...rest: unknown[]) {
  const isTip = statements.some((one) => /insert into "?tips"?\s*\(/i.test(typeof one === 'string' ? one : one.sql))
  if (!isTip) return batch.call(this, statements, ...rest)
  setTimeout(() => batch.call(this, statements, ...rest).catch(() => {}), DELAY_MS)
  return Promise.resolve(statements.map(() => ({ columns: [], columnTypes: [], rows: [], rowsAffected: 1 })))
}

// What is read before a tip is written, the standing ties, it does not miss either.
const execute = client.execute
client.execute = function (this: unknown, statement: InStatement) {
  const isTies = typeof statement !== 'string' && statement.sql.includes("'tie:'")
  const answer = execute.call(this, statement)
  return isTies ? answer.catch(() => ({ columns: [], columnTypes: [], rows: [], rowsAffected: 0 })) : answer
}

await import('#api/node.ts')
