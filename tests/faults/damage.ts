import { spawnSync } from 'node:child_process'
import { onPath } from '../browser/chromium.ts'
import { phonePhoto, pixelBomb, pngPhoto, svg, webpPhoto } from '../fixtures/photos.ts'
import { requestBytes } from './raw.ts'

export type Named = { name: string; bytes: Buffer }

/** What must never be found in a stored photo: it is carried behind, before and within pictures. */
export const PAYLOAD = 'POLYGLOT-CANARY-PAYLOAD'

/** Photos as people send them, one of each kind we take. */
export async function soundPhotos(): Promise<Named[]> {
  const [jpeg, png, webp] = await Promise.all([phonePhoto(160, 120), pngPhoto(), webpPhoto()])
  return [
    { name: 'jpeg', bytes: Buffer.from(jpeg) },
    { name: 'png', bytes: Buffer.from(png) },
    { name: 'webp', bytes: Buffer.from(webp) },
  ]
}

/** The nth damaged photo, the same for every run: bits flipped (by zzuf when asked, else by us) or the end cut off. */
export function damaged(photos: readonly Named[], n: number, withZzuf = false): Named {
  const { name, bytes } = photos[n % photos.length] as Named
  const random = seeded(n + 1)
  if (n % 3 === 0) {
    const at = Math.floor(random() * bytes.length)
    return { name: `${name} cut at ${at}`, bytes: bytes.subarray(0, at) }
  }
  // Between a single bit and one in twenty, evenly by magnitude.
  const ratio = 10 ** (-5.5 + 4.2 * random())
  if (withZzuf && n % 3 === 1 && onPath('zzuf')) {
    const { stdout } = spawnSync('zzuf', ['-s', String(n), '-r', ratio.toFixed(5)], { input: bytes })
    return { name: `${name} through zzuf ${n}`, bytes: stdout }
  }
  const copy = Buffer.from(bytes)
  for (let bits = Math.max(1, Math.round(copy.length * 8 * ratio)); bits > 0; bits--) {
    const at = Math.floor(random() * copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return { name: `${name} with flipped bits ${n}`, bytes: copy }
}

/** Small files that claim to be huge, that are no photo, or that are two things at once. */
export async function oddPhotos(): Promise<Named[]> {
  const [jpeg, png, webp] = (await soundPhotos()).map((one) => one.bytes) as [Buffer, Buffer, Buffer]
  const bigJpeg = Buffer.from(jpeg)
  const frame = bigJpeg.indexOf(Buffer.from([0xff, 0xc0]))
  bigJpeg.writeUInt32BE(0xfff0fff0, frame + 5)
  const bigPng = Buffer.from(png)
  bigPng.writeUInt32BE(0x7ffffff0, 16)
  bigPng.writeUInt32BE(0x7ffffff0, 20)
  const bigWebp = Buffer.from(webp)
  const key = bigWebp.indexOf('VP8 ')
  if (key > 0) bigWebp.writeUInt32LE(0x3fff3fff, key + 14)
  const zip = Buffer.from('504b0304140000000000', 'hex')
  const comment = Buffer.from(`<script>${PAYLOAD}</script>`)
  const inComment = Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
    comment,
    jpeg.subarray(2),
  ])
  return [
    { name: 'a PNG that unfolds to 900 megapixels', bytes: Buffer.from(pixelBomb()) },
    { name: 'a JPEG that claims 65520 × 65520', bytes: bigJpeg },
    { name: 'a PNG that claims 2 billion lines', bytes: bigPng },
    { name: 'a WebP that claims 16383 × 16383', bytes: bigWebp },
    { name: 'an SVG', bytes: Buffer.from(svg()) },
    { name: 'an SVG that calls itself XML', bytes: Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>') },
    { name: 'a JPEG with a ZIP behind it', bytes: Buffer.concat([jpeg, zip, Buffer.from(PAYLOAD)]) },
    { name: 'a JPEG with a page in its comment', bytes: inComment },
    { name: 'a GIF head before a JPEG', bytes: Buffer.concat([Buffer.from(`GIF89a/*${PAYLOAD}*/`), jpeg]) },
    { name: 'a PDF before a JPEG', bytes: Buffer.concat([Buffer.from(`%PDF-1.4\n${PAYLOAD}\n`), jpeg]) },
    { name: 'nothing', bytes: Buffer.alloc(0) },
    { name: 'a lone end', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) },
  ]
}

/** Whole requests whose multipart is broken. `ends`: the client hangs up after the last byte. */
export function brokenForms(photo: Buffer): { name: string; bytes: Buffer; ends: boolean }[] {
  const mark = 'xXxBoundaryxXx'
  const type = { 'content-type': `multipart/form-data; boundary=${mark}` }
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([Buffer.from(`--${mark}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  const head = 'Content-Disposition: form-data; name="photo"; filename="p.jpg"\r\nContent-Type: image/jpeg'
  const end = Buffer.from(`--${mark}--\r\n`)
  const whole = Buffer.concat([part(head, photo), end])
  const send = (body: Buffer, headers: Record<string, string | null> = {}) =>
    requestBytes('POST', '/api/attachments', { ...type, ...headers }, body)
  const many = Buffer.concat([
    ...Array.from({ length: 1000 }, (_, n) => part(`Content-Disposition: form-data; name="f${n}"`, 'x')),
    end,
  ])
  const longHead = part(`${head}\r\nX-Long: ${'a'.repeat(65_536)}`, photo)
  const chunked = { 'content-length': null, 'transfer-encoding': 'chunked' }
  return [
    { name: 'longer than it says', bytes: send(whole, { 'content-length': String(whole.length - 50) }), ends: false },
    { name: 'shorter than it says', bytes: send(whole, { 'content-length': String(whole.length + 50) }), ends: true },
    { name: 'no end', bytes: send(whole.subarray(0, whole.length - end.length)), ends: false },
    { name: 'cut in the middle of the photo', bytes: send(whole.subarray(0, 300)), ends: false },
    { name: 'a part with 64 KB of headers', bytes: send(Buffer.concat([longHead, end])), ends: false },
    { name: 'a thousand parts', bytes: send(many), ends: false },
    { name: 'no boundary named', bytes: send(whole, { 'content-type': 'multipart/form-data' }), ends: false },
    {
      name: 'another boundary named',
      bytes: send(whole, { 'content-type': 'multipart/form-data; boundary=other' }),
      ends: false,
    },
    {
      name: 'a part without a name',
      bytes: send(Buffer.concat([part('Content-Type: image/jpeg', photo), end])),
      ends: false,
    },
    { name: 'chunks that are none', bytes: send(Buffer.from('zz\r\nnot a chunk\r\n'), chunked), ends: false },
    { name: 'a chunk that never ends', bytes: send(Buffer.from('ffff\r\nshort'), chunked), ends: true },
    { name: '64 KB of request headers', bytes: send(whole, { 'x-long': 'a'.repeat(65_536) }), ends: false },
  ]
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
