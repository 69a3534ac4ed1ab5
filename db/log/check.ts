import type { Finding } from '#domain/log/finding.ts'
import type { Verifier } from '#domain/log/note.ts'
import type { Engine } from '../engine.ts'
import { breather, type Checking, type Found, type Places } from './check/checking.ts'
import { compareFiles } from './check/files.ts'
import { compareMade } from './check/made.ts'
import { comparePublications, compareRecord } from './check/records.ts'
import { compareServed } from './check/served.ts'
import { compareStatuses } from './check/statuses.ts'
import { compareCovers, compareTips, compareWaiting } from './check/tips.ts'
import { compareLeaves, compareState, compareTree } from './check/tree.ts'

/** Findings kept of one comparison: the first ones say where to look. */
const MOST = 100

/** What is held against what, by name: each finds what no other does. */
export const COMPARISONS: Readonly<Record<string, (of: Checking) => Found>> = {
  state: compareState,
  leaves: compareLeaves,
  tree: compareTree,
  files: compareFiles,
  publications: comparePublications,
  record: compareRecord,
  served: compareServed,
  made: compareMade,
  tips: compareTips,
  covers: compareCovers,
  waiting: compareWaiting,
  statuses: compareStatuses,
}

/**
 * Holds the log against everything it speaks of: database, leaves, tiles, published files, the record, what is served,
 * tips and their cases. Reads only, in small parts with pauses between them: a server goes on serving meanwhile. What
 * comes in while it runs is looked at the next time.
 * @returns what is not as it should be, in the order found; empty when all is well, or there is no log yet
 */
export async function checkLog(
  db: Engine,
  places: Places,
  about: { verifiers: readonly Verifier[]; today: string },
  comparisons = COMPARISONS,
): Promise<Finding[]> {
  const { rows } = await db.query('SELECT origin, size, publication FROM log_state')
  const [state] = rows
  if (!state) return []
  const so = { origin: String(state.origin), size: Number(state.size), position: Number(state.publication) }
  const of: Checking = { db, places, ...about, ...so, breathe: breather() }
  const found = new Map<string, Finding>()
  for (const [name, compare] of Object.entries(comparisons))
    for (const finding of await firstOf(name, compare(of))) found.set(JSON.stringify(finding), finding)
  return [...found.values()]
}

/** A comparison that what it reads makes stumble has found something too. */
async function firstOf(name: string, findings: Found): Promise<Finding[]> {
  const first: Finding[] = []
  try {
    for await (const finding of findings) if (first.push(finding) >= MOST) break
  } catch (error) {
    first.push({ code: 'check.cut-short', at: { row: `${name}: ${error instanceof Error ? error.name : 'error'}` } })
  }
  return first
}

/** Keeps what a check found as that of its day; the newest of a day stands. */
export async function keepCheck(db: Engine, on: string, findings: readonly Finding[]): Promise<void> {
  const sql = `INSERT INTO log_checks("on", ok, findings) VALUES (?, ?, ?)
               ON CONFLICT("on") DO UPDATE SET ok = excluded.ok, findings = excluded.findings`
  await db.write([{ sql, args: [on, findings.length === 0 ? 1 : 0, JSON.stringify(findings)] }])
}

/** The newest check: its day and what it found; null before the first. */
export async function findLastCheck(db: Engine): Promise<{ on: string; findings: Finding[] } | null> {
  const { rows } = await db.query('SELECT "on", findings FROM log_checks ORDER BY "on" DESC LIMIT 1')
  const [row] = rows
  return row ? { on: String(row.on), findings: JSON.parse(String(row.findings)) } : null
}
