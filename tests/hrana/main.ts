import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { startHrana } from './server.ts'

/**
 * `node tests/hrana/main.ts [file]`: a libSQL server on this machine, to try the edge mode against. Prints what to put
 * into DATABASE_URL and DATABASE_AUTH_TOKEN. PORT (default 8080) and DATABASE_AUTH_TOKEN are taken from the environment.
 */
const file = process.argv[2] ?? '.data/remote.db'
mkdirSync(dirname(file), { recursive: true })
const server = await startHrana({
  file,
  port: Number(process.env.PORT || 8080),
  token: process.env.DATABASE_AUTH_TOKEN || 'local',
})
console.log(`DATABASE_URL=${server.url}\nDATABASE_AUTH_TOKEN=${server.token}`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)))
