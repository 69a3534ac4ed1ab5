import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A body comes at least this fast (16 kbit/s). */
const BODY = { bytes: 16_384, withinMs: 8_000 }
/** A connection without a request is quiet for so long at most, and for twice as long when it does not take its answer. */
const QUIET_MS = 6_000
const LOOK_MS = 2_000

/** How long Node itself waits: for the head of a request, for all of it, for the next one. */
export const WAITS = {
  headersTimeout: 8_000,
  // Six photos of ten megabytes over a slow line; who sends next to nothing is cut long before.
  requestTimeout: 600_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: LOOK_MS,
}

/** Requests sent ahead on one connection before the first is answered; browsers and proxies send none. */
const AHEAD = 8

type Exchange = { request: IncomingMessage; response: ServerResponse; waiting: number; since: number; bytes: number }

/**
 * Cuts clients that are silent, that send their body drop by drop, that do not take their answer, or that ask for much
 * ahead. Time this process needs itself is never counted against them.
 * @returns `hurry`: from now on every connection ends with the answer under way
 */
export function limitPatience(server: Server): { hurry(): void } {
  const underWay = new Map<Socket, Exchange>()
  let isClosing = false

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const waiting = underWay.get(socket)?.waiting ?? 0
    if (waiting >= AHEAD) return void socket.destroy()
    underWay.set(socket, { request, response, waiting: waiting + 1, since: performance.now(), bytes: socket.bytesRead })
    if (isClosing) response.setHeader('Connection', 'close')
    response.once('close', () => {
      const exchange = underWay.get(socket)
      if (exchange) exchange.waiting -= 1
      if (exchange?.waiting === 0) underWay.delete(socket)
      if (isClosing) setImmediate(() => server.closeIdleConnections())
    })
  })
  server.setTimeout(QUIET_MS, (socket) => {
    const seen = socket.bytesRead
    // What came while this process was busy is read first: then it was not the client who was slow.
    setImmediate(() => {
      const exchange = underWay.get(socket)
      if (socket.bytesRead === seen && (!exchange || socket.writableLength > 0)) socket.destroy()
    })
  })
  const looking = setInterval(() => {
    const now = performance.now()
    for (const [socket, exchange] of underWay) {
      const isFast = socket.bytesRead - exchange.bytes >= BODY.bytes
      if (isFast || !awaitsBody(exchange)) Object.assign(exchange, { since: now, bytes: socket.bytesRead })
      else if (now - exchange.since >= BODY.withinMs) socket.destroy()
    }
  }, LOOK_MS).unref()
  server.once('close', () => clearInterval(looking))

  return {
    hurry() {
      isClosing = true
      for (const { response } of underWay.values()) if (!response.headersSent) response.setHeader('Connection', 'close')
    },
  }
}

/** Whether all that came of the body was read, and more is to come. */
function awaitsBody({ request }: Exchange): boolean {
  return !request.complete && request.readableLength === 0
}
