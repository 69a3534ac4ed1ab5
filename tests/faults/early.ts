import { createClient, type InStatement } from '@libsql/client'
import { classify, DatabaseUnwritable } from '#db/engine.ts'

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

// Nor does it miss what it reads before: which of it a broken disk still gives hangs on what was written last, and the
// control has to acknowledge every time.
const execute = client.execute
client.execute = function (this: unknown, statement: InStatement) {
  return execute.call(this, statement).catch((error: unknown) => {
    if (classify(error) instanceof DatabaseUnwritable)
      return { columns: [], columnTypes: [], rows: [], rowsAffected: 0 }
    throw error
  })
}

await import('#api/node.ts')
