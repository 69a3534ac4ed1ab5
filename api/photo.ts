import { bytesToHex } from '@noble/hashes/utils.js'
import { dropAttachments, insertAttachment } from '#db/attachment.ts'
import { insertSolved } from '#db/tip-row.ts'
import { dayOf } from '#domain/clock.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { REPORT_WORDS } from '#domain/words/zh/report.ts'
import type { CleanPhoto, Env } from './env.ts'
import type { Solved } from './guards/work.ts'
import { uuidOf } from './seal.ts'

/** Photos an hour and bucket before work is asked: what the tips that pass may carry. */
export const PHOTOS_PER_TIP = 6

export type StoredPhoto = { id: string; sha256: string; width: number; height: number }

/**
 * Keeps a clean photo until a tip or message claims it. On any failure nothing is left: no row, no file.
 * `solved`: the challenge that is spent on it.
 */
export async function storePhoto(env: Env, photo: CleanPhoto, solved: Solved | null): Promise<StoredPhoto> {
  const { sha256, width, height } = photo
  const id = uuidOf(env.random(16))
  const key = bytesToHex(env.random(16))
  const row = insertAttachment({
    id,
    key,
    sha256,
    width,
    height,
    size: photo.bytes.length,
    uploadedOn: dayOf(env.now()),
  })
  await env.db.write(solved ? [insertSolved(solved), row] : [row])
  try {
    await env.store.put(key, photo.bytes)
  } catch (error) {
    await dropAttachments(env.db, env.store, [id]).catch(() => {})
    throw error instanceof Refusal ? error : new Error("couldn't store a photo", { cause: error })
  }
  return { id, sha256, width, height }
}

/**
 * Photos of a plain form, each cleaned and kept; one that is not taken becomes a problem at `photo` that says which.
 * Counts what is kept towards the hour's photos.
 */
export async function storePhotos(
  env: Env,
  photos: readonly Uint8Array[],
  address: string,
): Promise<{ stored: StoredPhoto[]; problems: Problem[] }> {
  const stored: StoredPhoto[] = []
  const problems: Problem[] = []
  for (const [at, bytes] of photos.entries()) {
    try {
      stored.push(await storePhoto(env, await env.cleanPhoto(bytes), null))
      await env.limits.count('photo', address, env.now())
    } catch (error) {
      if (!(error instanceof Refusal)) {
        await dropPhotos(env, stored)
        throw error
      }
      const code = error.code.replace(/^.*\./, '')
      problems.push({ path: 'photo', code, message: REPORT_WORDS.photoNotTaken(at + 1, REFUSAL_WORDS[error.code]) })
    }
  }
  return { stored, problems }
}

/** Takes back photos that ended up with nothing. */
export function dropPhotos(env: Env, photos: readonly { id: string }[]): Promise<void> {
  return dropAttachments(
    env.db,
    env.store,
    photos.map((photo) => photo.id),
  )
}
