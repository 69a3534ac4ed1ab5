import * as z from 'zod/mini'
import type { RecordFile } from '../../record.ts'
import type { Problem } from '../../refusal.ts'
import { text } from '../../text.ts'
import { PHOTO_PROBLEMS } from '../../words/zh/publication.ts'

/** Pictures that go with one row at most. */
export const MOST_PHOTOS = 3

/** A picture chosen for a row, with what is written under it, anew. */
export const PhotoChoice = z.strictObject({ redaction: text(36), caption: text(100) })
export type PhotoChoice = z.infer<typeof PhotoChoice>

/** A covered picture of the case that a head approved: the only ones that may go with a row. Sizes in pixels and bytes. */
export type ApprovedPhoto = { id: string; sha256: string; size: number; width: number; height: number }

/** A picture on its way with a draft. */
export type DraftPhoto = Omit<ApprovedPhoto, 'id'> & PhotoChoice

/** A picture of a public row: `file` is its name among the files of the record. Nothing says when or by whom it was taken. */
export type PublicPhoto = { file: string; caption: string; width: number; height: number }

/** What a picture is called in public: its digest, and nothing of where it came from. */
export function photoFile(sha256: string): string {
  return `${sha256}.jpg`
}

/** The pictures chosen, with what their files are; one nobody approved is left out (`photoProblems` says so before). */
export function chosenPhotos(choices: readonly PhotoChoice[], approved: readonly ApprovedPhoto[]): DraftPhoto[] {
  return choices.flatMap(({ redaction, caption }) => {
    const found = approved.find((one) => one.id === redaction)
    return found ? { redaction, caption, ...factsOf(found) } : []
  })
}

/** What stands against pictures: not approved, no longer approved, or chosen twice. */
export function photoProblems(choices: readonly PhotoChoice[], approved: readonly ApprovedPhoto[]): Problem[] {
  const digests: string[] = []
  return choices.flatMap(({ redaction }, at): Problem[] => {
    const path = `photos.${at}`
    const found = approved.find((one) => one.id === redaction)
    if (!found) return [{ path, code: 'not-in-list', message: PHOTO_PROBLEMS.unapproved(at + 1) }]
    if (digests.includes(found.sha256)) return [{ path, code: 'duplicate', message: PHOTO_PROBLEMS.twice(at + 1) }]
    digests.push(found.sha256)
    return []
  })
}

/** The pictures of a draft as the record has them: those that are still approved when the row becomes public. */
export function publicPhotos(
  drafted: readonly DraftPhoto[],
  approved: readonly ApprovedPhoto[],
): { files: RecordFile[]; photos: PublicPhoto[] } {
  const kept = drafted.filter((photo) => approved.some((one) => one.id === photo.redaction))
  return {
    files: kept.map(({ sha256, size }) => ({ name: photoFile(sha256), type: 'image/jpeg', size, sha256 })),
    photos: kept.map(({ sha256, caption, width, height }) => ({ file: photoFile(sha256), caption, width, height })),
  }
}

function factsOf({ sha256, size, width, height }: ApprovedPhoto) {
  return { sha256, size, width, height }
}
