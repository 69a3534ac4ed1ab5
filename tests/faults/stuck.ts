import { createClient } from '@libsql/client'

/** A control of the locked database: the connection that met the lock cannot be made anew. */
Object.getPrototypeOf(createClient({ url: ':memory:' })).reconnect = async () => {
  throw new Error('stuck')
}

await import('#api/node.ts')
