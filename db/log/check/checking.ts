import type { Finding } from '#domain/log/finding.ts'
import type { Verifier } from '#domain/log/note.ts'
import type { Engine } from '../../engine.ts'
import type { FileChange } from '../../files.ts'
import type { Making } from '../../replay.ts'

/** Bytes of a file by its path below a folder; null when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | null>

/**
 * Where a check looks besides the database: what is published below `/log/`, one by one and all there is; the folder of
 * the record, the folder of the site; and what its pages are made with now.
 */
export type Places = {
  log: ReadFile
  logPaths(): AsyncIterable<string>
  record: ReadFile
  site: ReadFile
  making(): Promise<Making | null>
  /** Pages that no record is on, and what comes with this version: scripts and styles too. */
  fixed(): Promise<readonly FileChange[]>
}

/** A check under way: as far as the log and what it holds of the publications had come when it began. */
export type Checking = {
  db: Engine
  places: Places
  /** Keys that may have signed a checkpoint. */
  verifiers: readonly Verifier[]
  origin: string
  /** Leaves looked at. */
  size: number
  /** The last publication looked at. */
  position: number
  /** Shanghai day. */
  today: string
  /** To be awaited between small parts: lets others run when a slice is used up. */
  breathe(): Promise<void>
}

export type Found = AsyncGenerator<Finding>

/** The longest a check works without a pause. */
const SLICE_MS = 15

export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
}

/** A column of bytes; nothing at all where somebody put something else there. */
export function blobOf(value: unknown): Uint8Array {
  return value instanceof ArrayBuffer || value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array()
}
