import { MalformedLog } from './malformed.ts'

/** Standard alphabet with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/**
 * The bytes of canonical base64: padded, no white space, unused bits zero (RFC 4648 §3.5), so that no two texts mean the
 * same bytes. With `length`, exactly so many bytes.
 * @throws MalformedLog
 */
export function fromBase64(text: string, length?: number): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new MalformedLog('not base64')
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  if (toBase64(bytes) !== text) throw new MalformedLog('base64 with stray bits')
  if (length !== undefined && bytes.length !== length)
    throw new MalformedLog(`base64 of ${bytes.length} bytes instead of ${length}`)
  return bytes
}
