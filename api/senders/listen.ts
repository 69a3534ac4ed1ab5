import { createServer, type Server } from 'node:http'
import type { BlockList } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { clientAddress } from './address.ts'
import { StartRefused } from './refuse.ts'

/** Answers a request; `address` is whose it is, for the rate buckets alone. */
export type Answer = (request: Request, bindings: { address: string }) => Response | Promise<Response>

/** A slow, silent or greedy client costs one socket for seconds, not the service. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 8_192,
}
const MAX_CONNECTIONS = 512

/**
 * Listens at once; who answers is asked for each request, so the app may come later.
 * @throws StartRefused when the port is taken
 */
export async function listen(
  at: { host: string; port: number; trustedProxies: BlockList },
  answer: Answer,
): Promise<{ port: number; close(): Promise<void> }> {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const forwarded = incoming.headers['x-forwarded-for']
      const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
      return answer(request, { address: clientAddress(incoming.socket.remoteAddress, hops, at.trustedProxies) })
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer(LIMITS, listener)
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = new StartRefused(`端口 ${at.port} 已被占用`, `port ${at.port} is taken`)
      reject(error.code === 'EADDRINUSE' ? taken : error)
    })
    server.listen(at.port, at.host, resolve)
  })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : at.port, close: () => close(server) }
}

/** No new connection; those under way may finish, for ten seconds. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(patience)
      resolve()
    })
    server.closeIdleConnections()
  })
}
