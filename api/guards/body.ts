import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
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
  return (c, next) => {
    const maxSize = bytes(c)
    const declared = c.req.header('content-length')
    // Asking for the body as a stream costs more than all of a small one: a declared length is enough.
    if (declared !== undefined && c.req.header('transfer-encoding') === undefined)
      return Number(declared) > maxSize ? refuse() : next()
    return bodyLimit({ maxSize, onError: refuse })(c, next)
  }
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
