import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { openNote, type Verifier } from '#domain/log/note.ts'
import { verifyConsistency } from '#domain/log/proof.ts'
import { hashAtFromTiles, tilePath, tilesOf } from '#domain/log/tile.ts'
import { consistencyProof } from '#domain/log/tree.ts'

/**
 * A reader who trusts nobody: keeps every checkpoint it ever saw below `<folder>/log`, and says what contradicts what.
 * Roots are made once more from the bundles alone, by the definition of RFC 6962 §2.1 and with another SHA-256.
 */
export class Auditor {
  /** Every text of a checkpoint seen, by size. */
  readonly seen = new Map<number, Set<string>>()
  private readonly folder: string
  private readonly verifiers: readonly Verifier[]
  private watching: Promise<void> | null = null
  private stopped = false

  constructor(folder: string, verifiers: readonly Verifier[]) {
    this.folder = folder
    this.verifiers = verifiers
  }

  /** Looks at the newest checkpoint every few milliseconds until stopped. */
  watch(): void {
    this.stopped = false
    this.watching = (async () => {
      while (!this.stopped) {
        this.take(this.text('checkpoint'))
        await pause(2)
      }
    })()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.watching
  }

  /** Takes in everything that lies there now. @returns what is wrong with it as it lies there */
  look(): string[] {
    const newest = this.text('checkpoint')
    this.take(newest)
    for (const name of this.names()) this.take(this.text(`checkpoints/${name}`))
    return newest === null ? [] : this.wrongBelow(newest)
  }

  /** Every contradiction among all that was ever seen: two roots or two texts of one size, a root that the entries do not make, a pair that is not consistent. */
  async contradictions(): Promise<string[]> {
    const wrong: string[] = []
    for (const [size, texts] of this.seen) {
      const roots = new Set([...texts].map((text) => this.rootOf(text)))
      if (roots.size > 1) wrong.push(`size ${size} has ${roots.size} roots`)
      else if (texts.size > 1) wrong.push(`size ${size} was signed in ${texts.size} ways`)
    }
    const sizes = [...this.seen.keys()].sort((a, b) => a - b)
    const entries = this.entries(sizes.at(-1) ?? 0)
    const subtrees = new Map<string, Buffer>()
    for (const size of sizes)
      if (treeHash(entries, 0, size, subtrees).toString('base64') !== this.rootOf(this.only(size)))
        wrong.push(`the entries do not make the root of size ${size}`)
    return [...wrong, ...(await this.inconsistent(sizes))]
  }

  /** Each with the next, and the first, middle and last with all: by the proofs that readers are given tiles for. */
  private async inconsistent(sizes: number[]): Promise<string[]> {
    const wrong: string[] = []
    const last = sizes.at(-1) ?? 0
    const hashAt = hashAtFromTiles(async (level, index) => this.widest(level, index, last))
    const few = [sizes[0], sizes[Math.floor(sizes.length / 2)], last]
    const pairs = sizes.flatMap((size, at) => [
      [sizes[at - 1] ?? 0, size],
      ...few.map((one = 0) => [Math.min(one, size), Math.max(one, size)]),
    ]) as [number, number][]
    for (const [old, size] of pairs) {
      if (old === 0) continue
      const [from, to] = [old, size].map((one) => Buffer.from(this.rootOf(this.only(one)), 'base64')) as [
        Buffer,
        Buffer,
      ]
      if (!verifyConsistency(old, size, from, to, await consistencyProof(old, size, hashAt)))
        wrong.push(`${old} and ${size} are not consistent`)
    }
    return wrong
  }

  private take(text: string | null): void {
    if (text === null) return
    const size = readCheckpoint(openNote(text, this.verifiers).body).size
    this.seen.set(size, (this.seen.get(size) ?? new Set()).add(text))
  }

  /** A checkpoint is only there when every tile and bundle it needs is. */
  private wrongBelow(checkpoint: string): string[] {
    const { size } = readCheckpoint(openNote(checkpoint, this.verifiers).body)
    const missing = tilesOf(size).filter((tile) => this.bytes(tilePath(tile)) === null)
    const root = treeHash(this.entries(size), 0, size, new Map()).toString('base64')
    return [
      ...missing.map((tile) => `${tilePath(tile)} is missing at size ${size}`),
      ...(root === this.rootOf(checkpoint) ? [] : [`the bundles there do not make the root of size ${size}`]),
    ]
  }

  /** Entries by hand: two bytes of length, then so many bytes. */
  private entries(size: number): Buffer[] {
    const found: Buffer[] = []
    for (const tile of tilesOf(size)) {
      if (tile.level !== 'entries') continue
      const bytes = this.bytes(tilePath(tile)) ?? Buffer.alloc(0)
      for (let at = 0; at < bytes.length; ) {
        const end = at + 2 + bytes.readUInt16BE(at)
        found.push(bytes.subarray(at + 2, end))
        at = end
      }
    }
    return found
  }

  private widest(level: number, index: number, size: number): Buffer {
    const tile = tilesOf(size).find((one) => one.level === level && one.index === index)
    return (tile && this.bytes(tilePath(tile))) ?? Buffer.alloc(0)
  }

  private rootOf(text: string): string {
    return text.split('\n')[2] ?? ''
  }

  private only(size: number): string {
    return [...(this.seen.get(size) ?? [])][0] ?? ''
  }

  private names(): string[] {
    try {
      return readdirSync(join(this.folder, 'log/checkpoints'))
    } catch {
      return []
    }
  }

  private text(path: string): string | null {
    return this.bytes(path)?.toString() ?? null
  }

  private bytes(path: string): Buffer | null {
    try {
      return readFileSync(join(this.folder, 'log', path))
    } catch {
      return null
    }
  }
}

/** MTH(D[from:to]) of RFC 6962 §2.1, written as it is defined; full subtrees are remembered. */
function treeHash(entries: readonly Buffer[], from: number, to: number, known: Map<string, Buffer>): Buffer {
  const count = to - from
  const sha256 = (...parts: Uint8Array[]) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  if (count === 0) return sha256()
  const name = `${from} ${to}`
  const there = known.get(name)
  if (there) return there
  const made = () => {
    if (count === 1) return sha256(Buffer.of(0), entries[from] ?? Buffer.from('there is no such entry'))
    let half = 1
    while (half * 2 < count) half *= 2
    return sha256(Buffer.of(1), treeHash(entries, from, from + half, known), treeHash(entries, from + half, to, known))
  }
  const hash = made()
  if ((count & (count - 1)) === 0) known.set(name, hash)
  return hash
}
