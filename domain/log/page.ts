import type { TipTally } from './tally.ts'

/** `/log/`: where the public log stands, and what was found when it was last compared with what is kept. */
export type LogPage = {
  /** null before anything was ever signed. */
  state: { origin: string; size: number; root: string; vkey: string } | null
  promiseVkey: string | null
  /** Names beside other people's signature lines on the newest checkpoint. */
  witnesses: string[]
  /** The newest day that any leaf names; the log itself tells no finer time. */
  newestDay: string | null
  /** The newest nightly comparison. */
  check: { on: string; findings: string[] } | null
  /** Why nothing more is signed; null while it is. */
  standsStill: string | null
}

/** `/log/tips/`: what the log alone says about tips; `problem` when it could not be read to its end. */
export type LogTipsPage = { asOf: string; size: number; tally: TipTally | null; problem: string | null }
