import { fromBase64 } from '#domain/log/base64.ts'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import type { Engine } from '../engine.ts'

/** Lines under one checkpoint, ours among them: as many as every reader of notes must take. */
const MOST_LINES = 16

/**
 * Keeps a signature line of somebody else under a checkpoint, after those that are there: it is served and shown with it
 * from then on. Whose it is and whether it holds is for readers, who know the keys of those they trust.
 * @returns the note as it is now; null when there is no such checkpoint
 * @throws MalformedLog when it is no signature line, one under the log's own name, or one too many
 */
export async function keepLine(db: Engine, size: number, line: string): Promise<string | null> {
  const [, name, encoded = ''] = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line) ?? []
  if (!name || fromBase64(encoded).length <= 4) throw new MalformedLog('not a signature line')
  const note = await noteAt(db, size)
  if (note === null || note.split('\n').includes(line)) return note
  const { origin } = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
  if (name === origin) throw new MalformedLog('the log signs for itself')
  if (note.slice(note.indexOf('\n\n') + 2).split('\n').length > MOST_LINES)
    throw new MalformedLog(`more than ${MOST_LINES} signatures`)
  // On what it was read as: two lines that come together are both kept.
  const sql = 'UPDATE log_checkpoints SET note = ? WHERE size = ? AND note = ?'
  await db.write([{ sql, args: [`${note}${line}\n`, size, note] }])
  return keepLine(db, size, line)
}

async function noteAt(db: Engine, size: number): Promise<string | null> {
  const { rows } = await db.query('SELECT note FROM log_checkpoints WHERE size = ?', [size])
  return rows[0] ? String(rows[0].note) : null
}
