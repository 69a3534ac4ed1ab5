import type { Context, MiddlewareHandler } from 'hono'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import type { App } from '../env.ts'

/** Six photos of 10 MB and the text around them. */
export const FORM_BYTES = 64 * 1024 * 1024
export const TEXT_BYTES = 64 * 1024

/**
 * Turns a body away before it is parsed, by its declared length or as soon as it grows beyond it.
 * @throws Refusal `code` (413)
 */
export function limitBody(
  bytes: (c: Context<App>) => number,
  code: RefusalCode = 'request.too-large',
): MiddlewareHandler<App> {
  const refuse = () => {
    throw new Refusal(code)
  }
  return async (c, next) => {
    const maxSize = bytes(c)
    const declared = c.req.header('content-length')
    // Asking for the body as a stream costs more than all of a small one: a declared length is enough.
    if (declared !== undefined && c.req.header('transfer-encoding') === undefined)
      return Number(declared) > maxSize ? refuse() : next()
    const { body, url, method, headers } = c.req.raw
    if (!body) return next()
    const whole = (await readUpTo(body, maxSize)) ?? refuse()
    // Made from its parts: a host's own request is of a class the global one makes no copy of (hono/body-limit does, and fails).
    c.req.raw = new Request(url, { method, headers, body: whole })
    return next()
  }
}

/** All bytes of a body, in one piece however small it came in; null as soon as there are more than `most`. */
async function readUpTo(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  let whole = new Uint8Array(0)
  let size = 0
  const reader = body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const end = size + read.value.length
    if (end > most) return null
    if (end > whole.length) {
      const grown = new Uint8Array(Math.min(most, Math.max(end, 2 * whole.length)))
      grown.set(whole.subarray(0, size))
      whole = grown
    }
    whole.set(read.value, size)
    size = end
  }
  return whole.subarray(0, size)
}

/** Only a multipart form carries photos; everything else is text. */
export function tipBytes(c: Context<App>): number {
  return isMultipart(c) ? FORM_BYTES : TEXT_BYTES
}

export function isMultipart(c: Context<App>): boolean {
  return (c.req.header('content-type') ?? '').startsWith('multipart/form-data')
}

/** Whether this is a plain form, as a browser without JavaScript sends it. */
export function isForm(c: Context<App>): boolean {
  return isMultipart(c) || (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
}
