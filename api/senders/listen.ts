import { createServer, type Server } from 'node:http'
import type { BlockList } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { clientAddress } from './address.ts'
import { limitPatience, WAITS } from './patience.ts'
import { StartRefused } from './refuse.ts'

/** Answers a request; `address` is whose it is, for the rate buckets alone. */
export type Answer = (request: Request, bindings: { address: string }) => Response | Promise<Response>

const MAX_HEADER_BYTES = 8_192
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
  const server = createServer({ ...WAITS, maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    if (!request.socket.destroyed) listener(request, response)
  })
  const patience = limitPatience(server)
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = new StartRefused(`端口 ${at.port} 已被占用`, `port ${at.port} is taken`)
      reject(error.code === 'EADDRINUSE' ? taken : error)
    })
    server.listen(at.port, at.host, resolve)
  })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : at.port, close: () => close(server, patience) }
}

/** No new connection; those under way may finish, for ten seconds. */
function close(server: Server, patience: { hurry(): void }): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), 10_000)
    patience.hurry()
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
