import { createClient, type InStatement } from '@libsql/client'

/** A control of the locked database: the engine itself waits for the lock, and with it everything in this process. */
const client = Object.getPrototypeOf(createClient({ url: ':memory:' }))
const execute = client.execute
client.execute = async function (this: unknown, statement: InStatement, ...rest: unknown[]) {
  if (statement === 'PRAGMA synchronous = 2') await execute.call(this, 'PRAGMA busy_timeout = 10000')
  return execute.call(this, statement, ...rest)
}

await import('#api/node.ts')
