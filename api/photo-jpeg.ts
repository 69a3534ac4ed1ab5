import { bytesToHex } from '@noble/hashes/utils.js'
import { Refusal } from '#domain/refusal.ts'
import type { CleanPhoto } from './env.ts'
import { MAX_PHOTO_PIXELS, photoType } from './guards/photo.ts'
import { orientationOf, orientationSegment } from './photo-orientation.ts'

/** Bytes of one photo where nothing can decode it, at most. The report page makes photos smaller than this by itself. */
export const MAX_JPEG_BYTES = 5 * 1024 * 1024

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const DQT = 0xdb
const DHT = 0xc4
const DRI = 0xdd
const COM = 0xfe
/** Baseline, extended and progressive with Huffman coding: what browsers show. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
const isApp = (marker: number) => marker >= 0xe0 && marker <= 0xef
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7

/**
 * Writes a JPEG anew from what its picture needs: tables, frame, scans, and which way is up. Position, device, preview
 * pictures, colour profile, comments, and whatever follows the end of the picture are left behind. Nothing is decoded,
 * so where the structure is not exactly what the standard says, the photo is not taken.
 * @throws Refusal `attachment.*`: not a JPEG, above 5 MB or 40 megapixels, or broken
 */
export async function cleanJpeg(bytes: Uint8Array): Promise<CleanPhoto> {
  if ((await photoType(bytes)) !== 'image/jpeg') throw new Refusal('attachment.jpeg-only')
  if (bytes.length > MAX_JPEG_BYTES) throw new Refusal('attachment.too-large-jpeg')
  const { parts, width, height, orientation } = readPicture(bytes)
  const clean = joined(parts)
  const digest = await crypto.subtle.digest('SHA-256', clean)
  const onItsSide = orientation >= 5
  return {
    bytes: clean,
    sha256: bytesToHex(new Uint8Array(digest)),
    width: onItsSide ? height : width,
    height: onItsSide ? width : height,
  }
}

type Picture = { parts: Uint8Array[]; width: number; height: number; orientation: number }

function readPicture(bytes: Uint8Array): Picture {
  const kept: Uint8Array[] = []
  let frame: Frame | undefined
  let jfif: Uint8Array | undefined
  let adobe: Uint8Array | undefined
  let orientation = 0
  let restarts = 0
  const seen = new Set<number>()
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw broken()
  for (let at = 2; ; ) {
    const { marker, next } = markerAt(bytes, at)
    if (marker === EOI) break
    const end = next + lengthAt(bytes, next)
    const body = bytes.subarray(next + 2, end)
    at = end
    if (isApp(marker) || marker === COM) {
      if (marker === 0xe0) jfif ??= jfifOf(body)
      if (marker === 0xe1) orientation ||= orientationOf(body)
      if (marker === 0xee) adobe ??= adobeOf(body)
      continue
    }
    seen.add(marker)
    const segment = [Uint8Array.of(0xff, marker), bytes.subarray(next, end)]
    if (FRAMES.has(marker)) {
      if (frame) throw broken()
      frame = frameOf(body)
    } else if (marker === DQT) assertQuantisation(body)
    else if (marker === DHT) assertHuffman(body)
    else if (marker === DRI) restarts = intervalOf(body)
    else if (marker === SOS) {
      if (!frame || !seen.has(DQT) || !seen.has(DHT)) throw broken()
      assertScan(body, frame)
      at = scanEnd(bytes, end, restarts > 0)
      segment.push(bytes.subarray(end, at))
    } else throw broken()
    kept.push(...segment)
  }
  if (!frame || !seen.has(SOS)) throw broken()
  const head = [Uint8Array.of(0xff, SOI), jfif, orientationSegment(orientation), adobe].filter(
    (one) => one !== undefined,
  )
  return { ...frame, orientation, parts: [...head, ...kept, Uint8Array.of(0xff, EOI)] }
}

/** The marker at a place where one must be; it may be preceded by fill bytes. `next` is what follows it. */
function markerAt(bytes: Uint8Array, at: number): { marker: number; next: number } {
  if (bytes[at] !== 0xff) throw broken()
  let place = at + 1
  while (bytes[place] === 0xff) place += 1
  const marker = bytes[place]
  if (marker === undefined || marker === 0 || marker === SOI || isRestart(marker)) throw broken()
  return { marker, next: place + 1 }
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const length = uint16(bytes, at)
  if (length < 2 || at + length > bytes.length) throw broken()
  return length
}

type Frame = { width: number; height: number; components: Set<number> }

function frameOf(body: Uint8Array): Frame {
  const [precision, , , , , count = 0] = body
  const height = uint16(body, 1)
  const width = uint16(body, 3)
  if (precision !== 8 || ![1, 3, 4].includes(count) || body.length !== 6 + 3 * count) throw broken()
  if (width === 0 || height === 0) throw broken()
  if (width * height > MAX_PHOTO_PIXELS) throw new Refusal('attachment.too-many-pixels')
  const components = new Set(Array.from({ length: count }, (_, index) => body[6 + 3 * index] as number))
  if (components.size !== count) throw broken()
  return { width, height, components }
}

/** Tables fill their segment exactly: nothing hides behind them. */
function assertQuantisation(body: Uint8Array): void {
  let at = 0
  while (at < body.length) {
    const [precision, id] = [(body[at] as number) >> 4, (body[at] as number) & 15]
    if (precision > 1 || id > 3) throw broken()
    at += 1 + 64 * (precision + 1)
  }
  if (at !== body.length || at === 0) throw broken()
}

function assertHuffman(body: Uint8Array): void {
  let at = 0
  while (at < body.length) {
    const [kind, id] = [(body[at] as number) >> 4, (body[at] as number) & 15]
    const codes = body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0)
    if (kind > 1 || id > 3 || codes > 256) throw broken()
    at += 17 + codes
  }
  if (at !== body.length || at === 0) throw broken()
}

function intervalOf(body: Uint8Array): number {
  if (body.length !== 2) throw broken()
  return uint16(body, 0)
}

function assertScan(body: Uint8Array, frame: Frame): void {
  const count = body[0] ?? 0
  if (count < 1 || count > 4 || body.length !== 4 + 2 * count) throw broken()
  for (let index = 0; index < count; index++) if (!frame.components.has(body[1 + 2 * index] as number)) throw broken()
}

/** Where the coded data of a scan ends: at the next marker that is neither a stuffed zero nor a restart in its turn. */
function scanEnd(bytes: Uint8Array, from: number, mayRestart: boolean): number {
  let turn = 0
  let at = bytes.indexOf(0xff, from)
  if (at === from) throw broken()
  for (; at !== -1; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1]
    if (marker === 0) at += 2
    else if (marker !== undefined && isRestart(marker)) {
      if (!mayRestart || marker !== 0xd0 + turn) throw broken()
      turn = (turn + 1) % 8
      at += 2
    } else return at
  }
  throw broken()
}

/** JFIF's own header without the preview picture it may carry. */
function jfifOf(body: Uint8Array): Uint8Array | undefined {
  if (body.length < 14 || !startsWith(body, 'JFIF\0')) return undefined
  return Uint8Array.of(0xff, 0xe0, 0, 16, ...body.subarray(0, 12), 0, 0)
}

/** Adobe's note on how colours are coded, in its one fixed form. */
function adobeOf(body: Uint8Array): Uint8Array | undefined {
  if (body.length !== 12 || !startsWith(body, 'Adobe')) return undefined
  return Uint8Array.of(0xff, 0xee, 0, 14, ...body)
}

const startsWith = (body: Uint8Array, word: string) =>
  [...word].every((letter, at) => body[at] === letter.charCodeAt(0))
const uint16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const broken = () => new Refusal('attachment.undecodable')

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
