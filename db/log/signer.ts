import { type Checkpoint, readCheckpoint } from '#domain/log/checkpoint.ts'
import { sameHash } from '#domain/log/hash.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import type { LogFault, LogStanding } from '#domain/log/standing.ts'
import { type HashAt, rootAt } from '#domain/log/tree.ts'
import type { Engine } from '../engine.ts'
import { hashAtOf, type LogState, readLogState } from '../log.ts'

/** Whoever may sign for the log, and what he knows of it that no database can take back. */
export type LogSigner = {
  /** What a log that has no leaf yet will be called. */
  origin: string
  /** Verifier keys under an origin: the one that signs and, after a rotation, the one before. null: there is no key here. */
  vkeys(origin: string): { now: string; before: string | null } | null
  /** Signature lines over a checkpoint, the newest key's first; `alongside`: the key before signs too. */
  sign(origin: string, body: string, alongside: boolean): Promise<string[]>
  /** The newest checkpoint that ever went public from here (the high-water mark). */
  mark(): Promise<Checkpoint | null>
  /** Keeps a higher mark, on disk for good when it resolves: before anything of that checkpoint is public. */
  raise(checkpoint: Checkpoint): Promise<void>
  /** Signed checkpoints where readers get them, word for word. */
  published(): Promise<string[]>
}

/** The log stands still, rather than say two things at one size. The site goes on. */
export class LogRefused extends Error {
  override name = 'LogRefused'
  readonly why: LogFault
  constructor(why: LogFault) {
    super(`the log stands still: ${why}`)
    this.why = why
  }
}

/** What is public already, as far as it is known here. Ask before reading the database: another process may write. */
export async function publicBy(signer: LogSigner): Promise<{ mark: Checkpoint | null; notes: string[] }> {
  return { mark: await signer.mark(), notes: await signer.published() }
}

/**
 * The database holds everything that is public, with the same roots.
 * @throws LogRefused when it is older, another one's, or not what was signed
 */
export async function assertExtends(
  db: Engine,
  state: LogState | null,
  known: Awaited<ReturnType<typeof publicBy>>,
  signer: LogSigner,
): Promise<void> {
  const hashAt = hashAtOf(db)
  if (known.mark) await assertHolds(state, known.mark, hashAt)
  for (const note of known.notes) {
    if (note === state?.note) continue
    const checkpoint = await ours(db, note, state, signer)
    if (checkpoint) await assertHolds(state, checkpoint, hashAt)
    // Damaged, or never signed by us: what was public is told by the mark alone.
    else if (!known.mark) throw new LogRefused('published-unreadable')
  }
}

async function assertHolds(state: LogState | null, known: Checkpoint, hashAt: HashAt): Promise<void> {
  if (known.size === 0) return
  if (!state || state.size < known.size) throw new LogRefused('database-older')
  if (state.origin !== known.origin) throw new LogRefused('other-log')
  const root = known.size === state.size ? state.root : await rootOf(known.size, hashAt)
  if (!sameHash(root, known.root)) throw new LogRefused('other-root')
}

/** The root of a size, from the leaves and tiles there are. @throws LogRefused when some of them are not there */
export async function rootOf(size: number, hashAt: HashAt): Promise<Uint8Array> {
  try {
    return await rootAt(size, hashAt)
  } catch (error) {
    throw error instanceof MalformedLog ? new LogRefused('altered') : error
  }
}

/** What a signed checkpoint says, if one of the keys at hand signed it. One that is kept word for word need not be verified. */
async function ours(db: Engine, note: string, state: LogState | null, signer: LogSigner): Promise<Checkpoint | null> {
  try {
    const checkpoint = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
    const { rows } = await db.query('SELECT note FROM log_checkpoints WHERE size = ?', [checkpoint.size])
    if (rows[0]?.note === note) return checkpoint
    const keys = signer.vkeys(checkpoint.origin)
    const vkeys = [state?.vkey, keys?.now, keys?.before].filter((one) => one !== undefined && one !== null)
    openNote(note, [...new Set(vkeys)].map(readVkey))
    return checkpoint
  } catch (error) {
    if (error instanceof MalformedLog) return null
    throw error
  }
}

/** Whether the database is behind what readers get, as one who signs nothing can tell. */
export async function standingBeside(db: Engine, note: string | null): Promise<LogStanding> {
  try {
    if (note !== null) {
      const known = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
      await assertHolds(await readLogState(db), known, hashAtOf(db))
    }
    return { ok: true }
  } catch (error) {
    if (error instanceof LogRefused) return { ok: false, why: error.why }
    if (error instanceof MalformedLog) return { ok: false, why: 'published-unreadable' }
    throw error
  }
}
