import { connect, type Socket } from 'node:net'

/** One connection of bytes, for clients that do what `fetch` would never do. */
export type Raw = {
  socket: Socket
  /** Everything that came, as Latin-1. */
  came(): string
  /** Milliseconds from opening to the end by either side. */
  closed: Promise<number>
}

/** Connects to a server under test; resolves when the connection stands. `read` false: never takes what comes. */
export async function openRaw(url: string, read = true): Promise<Raw> {
  const { port } = new URL(url)
  const began = performance.now()
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  const chunks: Buffer[] = []
  if (read) socket.on('data', (chunk) => chunks.push(chunk))
  // A reset ends a connection like any other end; what counts is what came before.
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - began)))
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve)
    socket.once('close', () => resolve())
  })
  return { socket, came: () => Buffer.concat(chunks).toString('latin1'), closed }
}

/** The bytes of a request: its line, its headers, its body. A header given as null is left out. */
export function requestBytes(
  method: string,
  path: string,
  headers: Record<string, string | null>,
  body: Uint8Array | string = '',
): Buffer {
  const bytes = Buffer.from(body)
  const all: Record<string, string | null> = {
    host: 'localhost',
    connection: 'close',
    'content-length': String(bytes.length),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), bytes])
}

/** Sends bytes and waits for the end; the status of the answer, 0 when none came. */
export async function sendRaw(
  url: string,
  bytes: Uint8Array,
  finish = false,
): Promise<{ status: number; text: string }> {
  const raw = await openRaw(url)
  raw.socket.write(bytes)
  if (finish) raw.socket.end()
  await raw.closed
  return answerOf(raw)
}

export function answerOf(raw: Raw): { status: number; text: string } {
  const text = raw.came()
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }
}
