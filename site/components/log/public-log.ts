import { type LogClient, openLog } from '#domain/log/client.ts'
import { readVkey, type Verifier } from '#domain/log/note.ts'

/** Something could not be fetched: nothing is said about the log then. */
export class Unreachable extends Error {}

/**
 * A file of our own site as it is served now, whatever the browser kept of it; null when it is not there (404, 410).
 * @throws Unreachable
 */
export async function fetchFile(path: string): Promise<Uint8Array | null> {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' }).catch(() => null)
  if (answer?.ok) return new Uint8Array(await answer.arrayBuffer())
  if (answer && (answer.status === 404 || answer.status === 410)) return null
  throw new Unreachable(path)
}

/** The key in a line of text, else the one this site gives. @throws BadNote, Unreachable */
export async function readKey(path: string, typed = ''): Promise<Verifier> {
  const text = typed.trim() || new TextDecoder().decode((await fetchFile(path)) ?? new Uint8Array()).trimEnd()
  return readVkey(text)
}

/** The public log at its newest checkpoint, every byte of it checked as it is read. `progress` counts files. */
export function openPublicLog(verifier: Verifier, progress: () => void = () => {}): Promise<LogClient> {
  const fetchLog = async (path: string) => {
    const file = await fetchFile(`/log/${path}`)
    progress()
    return file
  }
  return openLog({ fetch: fetchLog, verifiers: [verifier] })
}
