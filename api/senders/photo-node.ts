import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { Refusal } from '#domain/refusal.ts'
import type { Box } from '#domain/tip/redaction.ts'
import type { CleanPhoto } from '../env.ts'
import { MAX_PHOTO_PIXELS, photoType } from '../guards/photo.ts'

// Decoded photos must not outlive their request.
sharp.cache(false)

const LONGEST_SIDE = 2048
/** Of what may become public: as large as a page shows it on a sharp screen, and no heavier. */
const PUBLIC_SIDE = 1280
const AT_ONCE = 2
/** A decoder that needs longer is being attacked. */
const SECONDS = 10

let running = 0
const waiting: (() => void)[] = []

/**
 * Decodes, turns upright, shrinks to 2048 px and writes a new JPEG that carries nothing but the picture.
 * @throws Refusal `attachment.*`: not a photo we take, too large, too many pixels, or not decodable to its end
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<CleanPhoto> {
  await photoType(bytes)
  const { data, info } = await inTurn(() => encode(bytes))
  const sha256 = createHash('sha256').update(data).digest('hex')
  return { bytes: data, sha256, width: info.width, height: info.height }
}

/**
 * A photo of ours with black boxes burnt in, decoded, shrunk to 1280 px and written anew: what was under a box is in no
 * byte of it.
 * @throws Refusal `attachment.undecodable`
 */
export async function burnBoxes(photo: Uint8Array, boxes: readonly Box[]): Promise<CleanPhoto> {
  const { data, info } = await inTurn(() => burn(photo, boxes))
  const sha256 = createHash('sha256').update(data).digest('hex')
  return { bytes: data, sha256, width: info.width, height: info.height }
}

async function burn(photo: Uint8Array, boxes: readonly Box[]) {
  const black = { channels: 3, background: '#000000' } as const
  const layers = boxes.map(({ x, y, width, height }) => ({
    input: { create: { width, height, ...black } },
    left: x,
    top: y,
  }))
  try {
    // Two steps: in one, the picture would be shrunk before the boxes are laid on it.
    const { data, info } = await sharp(photo, { failOn: 'error', limitInputPixels: MAX_PHOTO_PIXELS })
      .composite(layers)
      .removeAlpha()
      .raw()
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    return await sharp(data, { raw: { width, height, channels } })
      .resize({ width: PUBLIC_SIDE, height: PUBLIC_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75, mozjpeg: true })
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true })
  } catch {
    throw new Refusal('attachment.undecodable')
  }
}

async function encode(bytes: Uint8Array) {
  try {
    return await sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PHOTO_PIXELS, sequentialRead: true })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82, mozjpeg: false })
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    const tooMany = error instanceof Error && /pixel limit/i.test(error.message)
    throw new Refusal(tooMany ? 'attachment.too-many-pixels' : 'attachment.undecodable')
  }
}

/** At most two photos are in memory decoded, however many arrive. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
