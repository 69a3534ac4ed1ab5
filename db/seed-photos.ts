import sharp from 'sharp'
import { drawingOf, type Scene } from './cast/photo.ts'

/** The photo of a scene as a JPEG, drawn once for all that show it (`drawn`). */
export function photoOf(scene: Scene, drawn: Map<Scene, Promise<Uint8Array>>): Promise<Uint8Array> {
  const photo =
    drawn.get(scene) ??
    sharp(Buffer.from(drawingOf(scene)))
      .jpeg({ quality: 80 })
      .toBuffer()
  drawn.set(scene, photo)
  return photo
}
