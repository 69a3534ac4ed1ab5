import sharp from 'sharp'

/** The smallest picture worth the name: for tests that are not about pictures. */
export async function smallPhoto(): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = await sharp({ create: { width: 48, height: 32, channels: 3, background: '#663300' } })
    .jpeg()
    .toBuffer()
  return new Uint8Array(jpeg)
}
