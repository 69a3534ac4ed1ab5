import { fromBase64, toBase64 } from './base64.ts'
import { readDecimal } from './checkpoint.ts'
import { MalformedLog } from './malformed.ts'

const FIRST_LINE = 'env-tip-promise/v1'

/** A commitment that will be a leaf of the log `origin` by `deadline`, in Unix seconds. */
export type TipPromise = { origin: string; commitment: Uint8Array; deadline: number }

/** What is signed, with the key `<origin>/promise`, before the leaf exists. */
export function promiseBody({ origin, commitment, deadline }: TipPromise): string {
  return `${FIRST_LINE}\n${origin}\n${toBase64(commitment)}\n${deadline}\n`
}

/** Reads exactly what `promiseBody` writes. @throws MalformedLog */
export function readPromise(body: string): TipPromise {
  const [first, origin, commitment, deadline, end, ...more] = body.split('\n')
  if (first !== FIRST_LINE || !origin || !commitment || !deadline || end !== '' || more.length > 0)
    throw new MalformedLog('not a promise for a tip')
  return { origin, commitment: fromBase64(commitment, 32), deadline: readDecimal(deadline) }
}

/** When a promise for a tip of a day (`YYYY-MM-DD`) is due: the end of the next day in Shanghai, in Unix seconds. */
export function promiseDeadline(receivedOn: string): number {
  return Date.parse(`${receivedOn}T00:00:00+08:00`) / 1000 + 2 * 86_400
}
