const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0]
const ORIENTATION = 0x0112
const SHORT = 3

/** Which way is up (1–8) by the body of an APP1 segment; 0 when it does not say, or nothing sensible. */
export function orientationOf(body: Uint8Array): number {
  if (!EXIF.every((byte, at) => body[at] === byte)) return 0
  const tiff = body.subarray(EXIF.length)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 14) return 0
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 0
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (view.getUint16(2, little) !== 42 || directory + 2 > tiff.length) return 0
  const entries = view.getUint16(directory, little)
  for (let at = directory + 2; at < directory + 2 + 12 * entries && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    const isValid = view.getUint16(at + 2, little) === SHORT && view.getUint32(at + 4, little) === 1
    return isValid && value <= 8 ? value : 0
  }
  return 0
}

/** An APP1 segment that says which way is up and nothing else; none for a picture that stands upright. */
export function orientationSegment(orientation: number): Uint8Array | undefined {
  if (orientation < 2) return undefined
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const entry = [ORIENTATION >> 8, ORIENTATION & 255, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0]
  return Uint8Array.of(0xff, 0xe1, 0, 34, ...EXIF, ...header, 0, 1, ...entry, 0, 0, 0, 0)
}
