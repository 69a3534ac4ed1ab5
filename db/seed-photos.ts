import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { REDACTION_TICKS, type RedactionState, redactionProblems, whyNotDecide } from '#domain/tip/redaction.ts'
import { insertAttachment } from './attachment.ts'
import { castChance } from './cast/chance.ts'
import type { CoverStep } from './cast/path.ts'
import { drawingOf, type Scene } from './cast/photo.ts'
import type { Db, Statement } from './engine.ts'
import { type Drawing, drawRedaction, moveRedaction } from './redaction.ts'

/** A photo in the store, as its tip names it. */
export type Photo = { id: string; sha256: string; bytes: Uint8Array; width: number; height: number }
/** A photo of the cast with its boxes burnt in. */
export type Picture = Omit<Photo, 'bytes'> & { key: string; size: number; state: RedactionState; drawnBy: string }
type Store = Drawing['store']

/** Photos of some scenes, put into the store, with what the database is told of them; `drawn` keeps each drawing for all. */
export async function storePhotos(
  scenes: readonly Scene[],
  uploadedOn: string,
  {
    store,
    chance,
    drawn,
  }: { store: Store; chance: ReturnType<typeof castChance>; drawn: Map<Scene, Promise<Uint8Array>> },
): Promise<{ photos: Photo[]; statements: Statement[] }> {
  const photos: Photo[] = []
  const statements: Statement[] = []
  for (const scene of scenes) {
    const bytes = await photoOf(scene, drawn)
    const key = Buffer.from(chance.random(16)).toString('hex')
    await store.put(key, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const about = { id: chance.id(), sha256, width: 800, height: 600 }
    statements.push(insertAttachment({ ...about, key, size: bytes.length, uploadedOn }))
    photos.push({ ...about, bytes })
  }
  return { photos, statements }
}

/**
 * A photo of a case covered, or what was covered approved, by the functions of the desk. `pictures` are those of the case,
 * by the place of their photo among those of the tip.
 * @throws when the cast breaks a rule
 */
export async function playPicture(
  about: { db: Db; store: Store; burnBoxes: Drawing['burnBoxes'] },
  current: Case,
  step: CoverStep,
  photos: readonly Photo[],
  pictures: Map<number, Picture>,
  at: Date,
): Promise<Case> {
  const actor = `demo-${step.who}`
  if ('covers' in step) {
    const photo = photos[step.covers]
    if (!photo) throw new Error(`couldn't cover photo ${step.covers}: the tip has none`)
    const drawn = { boxes: step.boxes, ticks: REDACTION_TICKS }
    if (redactionProblems({ ...drawn, ticks: [...drawn.ticks] }, photo).length > 0)
      throw new Error(`couldn't cover photo ${step.covers}: a box lies outside`)
    const chance = castChance(`picture ${photo.id}`)
    const names = { id: chance.id(), key: Buffer.from(chance.random(16)).toString('hex') }
    const { version, ...picture } = await drawRedaction(
      { ...about, ...names },
      current,
      photo,
      drawn,
      actor,
      at,
      CLOCK_RULES,
    )
    pictures.set(step.covers, { ...picture, state: 'drawn', drawnBy: actor })
    return { ...current, version }
  }
  const picture = pictures.get(step.approves)
  const no = picture ? whyNotDecide(picture, 'approved', actor) : 'case.not-from-here'
  if (!picture || no) throw new Error(`couldn't approve picture ${step.approves}: ${no}`)
  const move = { id: picture.id, from: 'drawn', to: 'approved', type: 'case.photo-approved', actor, data: {} } as const
  const version = await moveRedaction(about.db, current, move, at, CLOCK_RULES)
  picture.state = 'approved'
  return { ...current, version }
}

/** The pictures a row may go with. */
export function approvedOf(pictures: ReadonlyMap<number, Picture>): Picture[] {
  return [...pictures.values()].filter((one) => one.state === 'approved')
}

/** The photo of a scene as a JPEG, drawn once for all that show it (`drawn`). */
function photoOf(scene: Scene, drawn: Map<Scene, Promise<Uint8Array>>): Promise<Uint8Array> {
  const photo =
    drawn.get(scene) ??
    sharp(Buffer.from(drawingOf(scene)))
      .jpeg({ quality: 80 })
      .toBuffer()
  drawn.set(scene, photo)
  return photo
}
