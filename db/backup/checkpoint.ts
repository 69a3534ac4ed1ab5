import { readFile } from 'node:fs/promises'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { openNote, readVkey, vkeyOf } from '#domain/log/note.ts'
import { signingKey } from '../log/seed.ts'
import type { Keys } from './keys.ts'

/** What keeps the log of a data folder from falling behind what is public. Of one moment, so no backup carries it. */
export const MARK = 'log.mark'

/** A public checkpoint by the name of its file or its address. @throws when there is nothing to be had */
export async function readPublic(from: string): Promise<string> {
  if (!/^https?:\/\//.test(from)) return readFile(from, 'utf8')
  const answer = await fetch(from, { signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(`${from} answered ${answer.status}`)
  return answer.text()
}

/**
 * The mark that a public checkpoint makes: its three lines. With keys of the log at hand one of them must have signed it;
 * a backup from before there was a log has none, and takes its word.
 * @throws when it is no checkpoint, or another log's
 */
export async function markOf(note: string, keys: Keys): Promise<string> {
  try {
    const body = note.slice(0, note.indexOf('\n\n') + 1)
    const { origin } = readCheckpoint(body)
    const seeds = ['log', 'log.old'].flatMap((name) => keys.get(name) ?? [])
    const verifiers = await Promise.all(
      seeds.map(async (seed) => readVkey(vkeyOf(origin, (await signingKey(seed)).publicKey))),
    )
    if (verifiers.length > 0) openNote(note, verifiers)
    return body
  } catch (error) {
    if (!(error instanceof MalformedLog)) throw error
    throw new Error(`that is no checkpoint of this instance's log: ${error.message}`)
  }
}
