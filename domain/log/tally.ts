import { coverCommitment } from '../tip/commitment.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { Leaf, StatusLeaf } from './leaf.ts'

/**
 * Days after which a tip leaf without an end is one that was dropped: 15 to accept, 60 from then to close, 30 of
 * extension (令15 art. 11, 信访工作条例 art. 34). Covers are opened after 90, so none of them is left by then.
 */
export const OVERDUE_AFTER = 105

/** The account of all tips, from the log alone. Lists are leaf indexes. */
export type TipTally = {
  /** Tip leaves, covers among them. */
  tips: number
  /** Opened: they were never tips. */
  covers: number
  closed: number
  refused: number
  transferred: number
  /** Without an end and in time: tips, or covers not yet opened. */
  open: number
  /** Those of `open` that were accepted: tips for certain. */
  underWay: number
  /** Without an end and beyond OVERDUE_AFTER days, or logged before any day was. */
  overdue: number[]
  /** Statuses that call a tip a cover and do not open it; they end nothing. */
  falseCovers: number[]
  /** Statuses of no earlier tip, and days that go back or lie ahead; they count for nothing. */
  stray: number[]
}

type Tip = { commitment: string; on: string | null; status: StatusLeaf['s'] | null }

/** Counts what became of the tips of a log read from its first entry, seen on the day `asOf`. */
export async function tallyTips(leaves: AsyncIterable<{ index: number; leaf: Leaf }>, asOf: string): Promise<TipTally> {
  const tips = new Map<number, Tip>()
  const falseCovers: number[] = []
  const stray: number[] = []
  let on: string | null = null
  for await (const { index, leaf } of leaves) {
    if (leaf.t === 'day') {
      // A day ahead would make what follows look younger than it is.
      if ((on !== null && leaf.on < on) || leaf.on > asOf) stray.push(index)
      else on = leaf.on
    } else if (leaf.t === 'tip') tips.set(index, { commitment: leaf.c, on, status: null })
    else if (leaf.t === 'tip-status') {
      const tip = tips.get(leaf.i)
      if (!tip) stray.push(index)
      else if (leaf.s === 'dummy' && !isOpened(tip, leaf)) falseCovers.push(index)
      // What ended once has ended: a reopened case stays on the desk, not on this account.
      else if (!isEnd(tip.status)) tip.status = leaf.s
    }
  }
  const all = [...tips].map(([index, tip]) => ({ index, ...tip }))
  const ended = (status: Tip['status']) => all.filter((tip) => tip.status === status).length
  const endless = all.filter((tip) => !isEnd(tip.status))
  const inTime = endless.filter((tip) => tip.on !== null && daysFrom(tip.on, asOf) <= OVERDUE_AFTER)
  const young = new Set(inTime)
  return {
    tips: tips.size,
    covers: ended('dummy'),
    closed: ended('closed'),
    refused: ended('refused'),
    transferred: ended('transferred'),
    open: inTime.length,
    underWay: inTime.filter((tip) => tip.status !== null).length,
    overdue: endless.filter((tip) => !young.has(tip)).map((tip) => tip.index),
    falseCovers,
    stray,
  }
}

function isEnd(status: Tip['status']): boolean {
  return status !== null && status !== 'accepted' && status !== 'extended'
}

function isOpened({ commitment }: Tip, { o }: StatusLeaf): boolean {
  return o !== undefined && toBase64(coverCommitment(fromBase64(o, 32))) === commitment
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}
