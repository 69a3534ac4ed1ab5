import { createClient } from '@libsql/client'

/** Another process at the database: takes its write lock, says so, and lets go after so many milliseconds. */
const [path = '', holdMs = '0'] = process.argv.slice(2)
const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 5000 })
const held = await client.transaction('write')
process.stdout.write('held\n')
setTimeout(async () => {
  await held.rollback()
  client.close()
  process.stdout.write('released\n')
}, Number(holdMs))
