import fc from 'fast-check'
import sharp, { type JpegOptions } from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { cleanJpeg, MAX_JPEG_BYTES } from '#api/photo-jpeg.ts'
import { Refusal } from '#domain/refusal.ts'

const WIDTH = 96
const HEIGHT = 64
/** Words in every place of a photo that may carry some. */
const SECRETS = [
  'Telephone-of-Somebody',
  'PREVIEW-OF-WHAT-WAS-CROPPED',
  'a comment of the editor',
  'APPENDED-AFTER-THE-END',
]
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const segment = (marker: number, body: Uint8Array) =>
  Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body)
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

/** A picture in which every place is different, so that a turn shows. */
const picture = () => {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    pixels[3 * at] = ((at % WIDTH) * 255) / WIDTH
    pixels[3 * at + 1] = (Math.floor(at / WIDTH) * 255) / HEIGHT
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
}

/** A photo as a telephone makes it: position, device, profile, preview, comment, and something behind its end. */
async function telephonePhoto(orientation: number, about: JpegOptions = {}): Promise<Uint8Array> {
  const exif = {
    IFD0: { Make: 'Telephone-of-Somebody' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 44/1 55/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 33/1 1/1' },
  }
  const made = await picture().withExif(exif).withMetadata({ orientation }).jpeg(about).toBuffer()
  const [start, rest] = [made.subarray(0, 2), made.subarray(2)]
  return joined(
    start,
    segment(0xe0, joined(ascii('JFXX\0'), ascii('PREVIEW-OF-WHAT-WAS-CROPPED'))),
    segment(0xe2, ascii('ICC_PROFILE of one make of telephone')),
    segment(0xe5, ascii('PREVIEW-OF-WHAT-WAS-CROPPED')),
    segment(0xfe, ascii('a comment of the editor')),
    rest,
    ascii('APPENDED-AFTER-THE-END'),
  )
}

let photo: Uint8Array
beforeAll(async () => {
  photo = await telephonePhoto(6)
})

const whyNot = (bytes: Uint8Array): Promise<string> =>
  cleanJpeg(bytes).then(
    () => 'taken',
    (error) => (error instanceof Refusal ? error.code : String(error)),
  )

test('the photo of these tests carries a position, and all that must not be kept', async () => {
  expect((await sharp(photo).metadata()).exif?.length).toBeGreaterThan(100)
  expect(SECRETS.filter((word) => !holds(photo, word))).toEqual([])
})

test.each([
  ['baseline', {}],
  ['progressive', { progressive: true }],
  ['without subsampling', { chromaSubsampling: '4:4:4' }],
  ['by mozjpeg', { mozjpeg: true }],
] as [string, JpegOptions][])('a %s photo keeps its picture to the pixel and nothing else', async (_, about) => {
  const given = await telephonePhoto(1, about)
  const clean = await cleanJpeg(given)
  expect(SECRETS.filter((word) => holds(clean.bytes, word))).toEqual([])
  const { exif, icc, iptc, xmp, comments, orientation } = await sharp(clean.bytes).metadata()
  expect({ exif, icc, iptc, xmp, comments, orientation }).toEqual({})
  const [before, after] = [await picture().jpeg(about).toBuffer(), clean.bytes]
  const pixels = (bytes: Uint8Array) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer()
  expect((await pixels(after)).equals(await pixels(before))).toBe(true)
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('which way is up survives: orientation %i', async (orientation) => {
  const clean = await cleanJpeg(await telephonePhoto(orientation))
  const read = await sharp(clean.bytes).metadata()
  expect(read.orientation ?? 1).toBe(orientation)
  expect(read.exif?.length ?? 0).toBeLessThan(40)
  const upright = await sharp(clean.bytes).autoOrient().toBuffer({ resolveWithObject: true })
  expect([clean.width, clean.height]).toEqual([upright.info.width, upright.info.height])
  expect([clean.width, clean.height]).toEqual(orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT])
})

test('cleaning what is clean changes nothing, and the digest is that of the bytes', async () => {
  const once = await cleanJpeg(photo)
  const twice = await cleanJpeg(once.bytes)
  expect(twice).toEqual(once)
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(once.bytes))
  expect(once.sha256).toBe(Buffer.from(digest).toString('hex'))
})

test('other formats are asked for as JPEG, and the words say so', async () => {
  for (const made of [picture().png(), picture().webp()])
    expect(await whyNot(await made.toBuffer())).toBe('attachment.jpeg-only')
  expect(await whyNot(ascii('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('attachment.unsupported')
  expect(await whyNot(joined(Uint8Array.of(0, 0, 0, 24), ascii('ftypheic'), new Uint8Array(64)))).toBe(
    'attachment.heic',
  )
})

test('a photo above 5 MB or 40 megapixels is too large', async () => {
  expect(await whyNot(joined(photo, new Uint8Array(MAX_JPEG_BYTES - photo.length)))).toBe('taken')
  expect(await whyNot(joined(photo, new Uint8Array(MAX_JPEG_BYTES + 1 - photo.length)))).toBe(
    'attachment.too-large-jpeg',
  )
  const claims = Uint8Array.from(await picture().jpeg().toBuffer())
  const frame = Buffer.from(claims).indexOf(Buffer.of(0xff, 0xc0))
  claims.set([0x27, 0x10, 0x27, 0x10], frame + 5)
  expect(await whyNot(claims)).toBe('attachment.too-many-pixels')
})

test('a photo cut short anywhere is not taken', async () => {
  const whole = await picture().jpeg({ progressive: true }).toBuffer()
  const kept = new Set<string>()
  for (let length = 3; length < whole.length; length++) kept.add(await whyNot(whole.subarray(0, length)))
  expect([...kept]).toEqual(['attachment.undecodable'])
})

/** A small JPEG segment by segment, for changing one of them. */
async function segments(): Promise<{ start: Uint8Array; rest: Uint8Array }> {
  const made = await picture().jpeg().toBuffer()
  return { start: made.subarray(0, 2), rest: made.subarray(2) }
}

test.each<[string, Uint8Array]>([
  ['an unknown marker', segment(0xf3, ascii('anything'))],
  ['an arithmetic coding table', segment(0xcc, Uint8Array.of(0, 1))],
  ['a quantisation table with something behind it', segment(0xdb, new Uint8Array(70))],
  ['a Huffman table shorter than it says', segment(0xc4, Uint8Array.of(0, ...new Uint8Array(15), 9, 1, 2))],
  ['a restart interval of three bytes', segment(0xdd, new Uint8Array(3))],
  ['a second start', Uint8Array.of(0xff, 0xd8)],
  ['a restart outside a scan', Uint8Array.of(0xff, 0xd0)],
  ['bytes between segments', joined(segment(0xfe, ascii('said')), ascii('hidden'))],
  ['a segment of length 1', Uint8Array.of(0xff, 0xe1, 0, 1)],
  ['a scan before any frame', segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0))],
])('%s is not in any photo we take', async (_, extra) => {
  const { start, rest } = await segments()
  expect(await whyNot(joined(start, rest))).toBe('taken')
  expect(await whyNot(joined(start, extra, rest))).toBe('attachment.undecodable')
})

test('restart markers count in their turn, and only where an interval was said', async () => {
  const { rest, start } = await segments()
  const scan = Buffer.from(rest).indexOf(Buffer.of(0xff, 0xda)) + 2 + 12
  const withData = (data: number[]) =>
    joined(start, rest.subarray(0, scan), Uint8Array.from(data), Uint8Array.of(0xff, 0xd9))
  const interval = segment(0xdd, Uint8Array.of(0, 1))
  const inTurn = [1, 0xff, 0xd0, 2, 0xff, 0xd1, 3, 0xff, 0, 4]
  const said = (bytes: Uint8Array) => joined(bytes.subarray(0, 2), interval, bytes.subarray(2))
  expect(await whyNot(said(withData(inTurn)))).toBe('taken')
  expect(await whyNot(withData(inTurn))).toBe('attachment.undecodable')
  expect(await whyNot(said(withData([1, 0xff, 0xd1, 2])))).toBe('attachment.undecodable')
})

test('whatever bytes arrive: refused in words, or a JPEG of the kept structure alone', async () => {
  const base = await picture().jpeg({ progressive: true }).toBuffer()
  const anyPhoto = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => joined(Uint8Array.of(0xff, 0xd8, 0xff), bytes)),
    fc.tuple(fc.nat(base.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, value]) => {
      const changed = Uint8Array.from(base)
      changed[at] = value
      return changed
    }),
    fc
      .tuple(fc.nat(base.length), fc.uint8Array({ minLength: 1, maxLength: 40 }))
      .map(([at, bytes]) => joined(base.subarray(0, at), bytes, base.subarray(at))),
  )
  await fc.assert(
    fc.asyncProperty(anyPhoto, async (bytes) => {
      const result = await cleanJpeg(bytes).catch((error) => error)
      if (result instanceof Refusal) return result.code.startsWith('attachment.')
      const again = await cleanJpeg(result.bytes)
      return result.bytes.length <= bytes.length + 36 && Buffer.from(again.bytes).equals(Buffer.from(result.bytes))
    }),
    { numRuns: 2000 },
  )
})
