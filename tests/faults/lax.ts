import { createClient, type InStatement } from '@libsql/client'

/**
 * The control of the power cut and of the order of syncs: the same server, but its database is told to be lax
 * (`synchronous = NORMAL`) and says it is not. What was acknowledged since the last checkpoint is lost with the power.
 */
const client = Object.getPrototypeOf(createClient({ url: ':memory:' }))
const execute = client.execute
client.execute = async function (this: unknown, statement: InStatement, ...rest: unknown[]) {
  if (statement === 'PRAGMA synchronous = 2') return execute.call(this, 'PRAGMA synchronous = 1')
  if (statement === 'PRAGMA synchronous') return { rows: [[2]] }
  return execute.call(this, statement, ...rest)
}

await import('#api/node.ts')
