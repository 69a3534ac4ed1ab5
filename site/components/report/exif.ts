/** Degrees, WGS-84 (what the standard says of it without a map datum). */
export type Taken = { lng: number; lat: number }

const SOS = 0xffda
const APP1 = 0xffe1
const GPS_IFD = 0x8825

/**
 * The place a JPEG says it was taken at (Exif 3.0, §4.6.6 GPS attribute information); null without one, or when it is no
 * JPEG or not whole. Reads nothing else of it.
 */
export function placeOf(bytes: ArrayBuffer): Taken | null {
  try {
    const view = new DataView(bytes)
    if (view.getUint16(0) !== 0xffd8) return null
    for (let at = 2; at + 4 <= view.byteLength && view.getUint16(at) !== SOS; at += 2 + view.getUint16(at + 2)) {
      const isExif =
        view.getUint16(at) === APP1 && view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0
      if (isExif) return gpsOf(new DataView(bytes, at + 10, view.getUint16(at + 2) - 8))
    }
  } catch {
    // Cut short, or pointing outside itself: as good as no place.
  }
  return null
}

/** The TIFF part: two bytes of order, then directories of 12-byte entries. */
function gpsOf(tiff: DataView): Taken | null {
  const little = tiff.getUint16(0) === 0x4949
  const short = (at: number) => tiff.getUint16(at, little)
  const long = (at: number) => tiff.getUint32(at, little)
  const entries = (directory: number): Map<number, number> =>
    new Map(Array.from({ length: short(directory) }, (_, n) => [short(directory + 2 + n * 12), directory + 2 + n * 12]))
  const pointer = entries(long(4)).get(GPS_IFD)
  if (pointer === undefined) return null
  const gps = entries(long(pointer + 8))
  const [latRef, lat, lngRef, lng] = [1, 2, 3, 4].map((tag) => gps.get(tag))
  if (latRef === undefined || lat === undefined || lngRef === undefined || lng === undefined) return null
  /** Degrees, minutes, seconds as fractions. */
  const degrees = (entry: number) =>
    [0, 1, 2].reduce((sum, n) => {
      const at = long(entry + 8) + n * 8
      return sum + long(at) / (long(at + 4) || 1) / 60 ** n
    }, 0)
  const sign = (entry: number, minus: string) => (String.fromCharCode(tiff.getUint8(entry + 8)) === minus ? -1 : 1)
  const taken = { lng: degrees(lng) * sign(lngRef, 'W'), lat: degrees(lat) * sign(latRef, 'S') }
  const isThere = Number.isFinite(taken.lng) && Number.isFinite(taken.lat) && (taken.lng !== 0 || taken.lat !== 0)
  return isThere && Math.abs(taken.lng) <= 180 && Math.abs(taken.lat) <= 90 ? taken : null
}
