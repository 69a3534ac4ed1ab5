import http, { type Server } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'

/** The control of the slow clients: the same server, with all the patience in the world. */
const create = http.createServer
const FOR_EVER = { headersTimeout: 0, requestTimeout: 0 }
http.createServer = ((options: object, listener: never) => {
  const server = create({ ...options, ...FOR_EVER }, listener) as Server
  server.setTimeout = () => server
  server.prependListener = () => server
  return server
}) as typeof create
syncBuiltinESMExports()

await import('#api/node.ts')
