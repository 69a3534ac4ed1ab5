import { createClient, type InStatement } from '@libsql/client'
import { classify, DatabaseUnwritable } from '#db/engine.ts'

/**
 * The control of the kill test: the same server, but tips are acknowledged before they are committed. Whatever lies
 * between the answer and the commit is lost by a kill, and the harness must see it.
 */
const DELAY_MS = 40

const NOTHING = { columns: [], columnTypes: [], rows: [], rowsAffected: 1 }

/**
 * What a broken disk no longer gives or takes around a tip, this server does not miss: which of it that is hangs on the
 * moment, and the control has to acknowledge every time.
 */
function unmissed<T>(instead: T) {
  return (error: unknown): T => {
    if (classify(error) instanceof DatabaseUnwritable) return instead
    throw error
  }
}

const client = Object.getPrototypeOf(createClient({ url: ':memory:' }))
const batch = client.batch
client.batch = function (this: unknown, statements: InStatement[], ...rest: unknown[]) {
  const isTip = statements.some((one) => /insert into "?tips"?\s*\(/i.test(typeof one === 'string' ? one : one.sql))
  const done = statements.map(() => NOTHING)
  if (!isTip) return batch.call(this, statements, ...rest).catch(unmissed(done))
  setTimeout(() => batch.call(this, statements, ...rest).catch(() => {}), DELAY_MS)
  return Promise.resolve(done)
}

const execute = client.execute
client.execute = function (this: unknown, statement: InStatement) {
  return execute.call(this, statement).catch(unmissed(NOTHING))
}

await import('#api/node.ts')
