import { fileTypeFromBuffer } from 'file-type'
import { Refusal } from '#domain/refusal.ts'

/** Bytes of one photo, at most. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024
/** Pixels of one photo, at most: what a small file may unfold to. */
export const MAX_PHOTO_PIXELS = 40_000_000

const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/webp'])

/**
 * What kind of photo this is: JPEG, PNG or WebP. Looks at the bytes alone (names and declared types lie).
 * @throws Refusal `attachment.too-large`, `attachment.heic`, `attachment.video` or `attachment.unsupported`
 */
export async function photoType(bytes: Uint8Array): Promise<string> {
  if (bytes.length > MAX_PHOTO_BYTES) throw new Refusal('attachment.too-large')
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? ''
  if (ACCEPTED.has(type)) return type
  if (/^image\/hei[cf]/.test(type)) throw new Refusal('attachment.heic')
  if (type.startsWith('video/')) throw new Refusal('attachment.video')
  throw new Refusal('attachment.unsupported')
}
