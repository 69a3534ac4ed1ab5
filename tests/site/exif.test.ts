import sharp from 'sharp'
import { expect, test } from 'vitest'
import { placeOf } from '#site/components/report/exif.ts'
import { heic, phonePhoto, pngPhoto } from '../fixtures/photos.ts'

const bytesOf = (photo: Uint8Array) => new Uint8Array(photo).buffer

/** A photo with these GPS fields, as cameras write them. */
async function taken(gps: Record<string, string>): Promise<ArrayBuffer> {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  return bytesOf(
    await picture
      .jpeg()
      .withExif({ IFD0: { Make: 'X' }, IFD3: gps })
      .toBuffer(),
  )
}

test('the place of a photo is read in degrees, minutes and seconds, north or south, east or west', async () => {
  const place = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '34/1 44/1 5640/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '113/1 36/1 252/10',
  }
  const near = (lng: number, lat: number) => ({ lng: expect.closeTo(lng, 6), lat: expect.closeTo(lat, 6) })
  expect(placeOf(await taken(place))).toEqual(near(113.607, 34.749))
  expect(placeOf(await taken({ ...place, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }))).toEqual(near(-113.607, -34.749))
  expect(placeOf(bytesOf(await phonePhoto()))).toEqual(near(113.6, 34.75))
})

test('what names no place gives none', async () => {
  expect(placeOf(await taken({ GPSLatitudeRef: 'N', GPSLatitude: '34/1 0/1 0/1' }))).toBeNull()
  expect(
    placeOf(
      await taken({
        GPSLatitudeRef: 'N',
        GPSLatitude: '0/1 0/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '0/1 0/1 0/1',
      }),
    ),
  ).toBeNull()
  for (const photo of [await pngPhoto(), heic(), new Uint8Array(), new Uint8Array([0xff, 0xd8])])
    expect(placeOf(bytesOf(photo))).toBeNull()
})

test('a photo cut anywhere or spoilt anywhere in its head is read without harm', async () => {
  const whole = await phonePhoto(16, 16)
  for (let cut = 0; cut < 700; cut += 1) expect(() => placeOf(bytesOf(whole.slice(0, cut)))).not.toThrow()
  for (let at = 2; at < 500; at += 1)
    for (const value of [0, 0x7f, 0xff]) {
      const spoilt = new Uint8Array(whole)
      spoilt[at] = value
      const place = placeOf(spoilt.buffer)
      expect(place === null || (Math.abs(place.lng) <= 180 && Math.abs(place.lat) <= 90)).toBe(true)
    }
})
