import { Agent, request } from 'node:http'

/** What a series of requests or batches took. Milliseconds; `perSecond` counts what succeeded. */
export type Series = { done: number; failed: number; perSecond: number; p50: number; p95: number; p99: number }

export function seriesOf(times: number[], failed: number, seconds: number): Series {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { done: times.length, failed, perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export type Call = {
  method: string
  path: string
  headers?: Record<string, string>
  /** JSON as text, or bytes of the type in the headers. */
  body?: string | Uint8Array
  expects: number
}

/**
 * Sends calls from `clients` at once over kept-alive connections for some seconds; each client sends its next one when
 * the answer to the last has been read to its end.
 */
export async function loadFor(url: string, clients: number, seconds: number, next: () => Call): Promise<Series> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let failed = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const client = async () => {
    while (performance.now() < until) {
      const call = next()
      const start = performance.now()
      const status = await send(url, agent, call)
      if (status === call.expects) times.push(performance.now() - start)
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  agent.destroy()
  return seriesOf(times, failed, (performance.now() - began) / 1000)
}

/** Sends one call; the status once the answer has been read to its end, 0 when there was none. */
export function send(url: string, agent: Agent, { method, path, headers, body }: Call): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      `${url.replace('localhost', '127.0.0.1')}${path}`,
      { method, agent, headers: { ...(body && lengthOf(body)), ...headers } },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    sent.once('error', () => resolve(0))
    sent.end(body)
  })
}

function lengthOf(body: string | Uint8Array): Record<string, string> {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  return { 'content-type': 'application/json', 'content-length': String(length) }
}
