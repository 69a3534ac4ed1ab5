import { Inflate } from 'fflate'

/** A ZIP archive whose entries are inflated one by one, when asked for, against one budget. */
export type Archive = {
  names: ReadonlySet<string>
  /** An entry's bytes; null when there is none. Throws `TooLarge` beyond the budget, `Broken` when damaged. */
  read(name: string): Uint8Array | null
}

export class TooLarge extends Error {}
export class Broken extends Error {}

const MAX_ENTRIES = 1000
/** How much is inflated at a time: at most 1032 times as much comes out before the budget is looked at. */
const STEP = 4096

type Entry = { at: number; size: number; method: number }

/**
 * Opens a ZIP archive from its directory. The sizes a file claims are never believed: inflation stops when `budget`
 * bytes have really come out. ZIP64, encryption and spanning are not spoken; archives of a few megabytes need none.
 */
export function openZip(bytes: Uint8Array, budget: number): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(view)
  let left = budget
  const inflate = (packed: Uint8Array): Uint8Array => {
    const parts: Uint8Array[] = []
    const stream = new Inflate((part) => {
      left -= part.length
      if (left < 0) throw new TooLarge("couldn't inflate: more than the budget came out")
      parts.push(part)
    })
    for (let at = 0; at < packed.length; at += STEP)
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
    return joined(parts)
  }
  return {
    names: new Set(entries.keys()),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return null
      const packed = packedBytes(bytes, view, entry)
      if (entry.method === 8) return inflating(() => inflate(packed))
      if (entry.method !== 0) throw new Broken(`couldn't inflate ${name}: method ${entry.method}`)
      left -= packed.length
      if (left < 0) throw new TooLarge(`couldn't read ${name}: more than the budget`)
      return packed
    },
  }
}

function directoryOf(view: DataView): Map<string, Entry> {
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > MAX_ENTRIES) throw new TooLarge(`couldn't open: ${count} entries`)
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new Broken('no directory entry')
    if (view.getUint16(at + 8, true) & 1) throw new Broken('encrypted')
    const [name, extra, note] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ]
    const start = view.byteOffset + at + 46
    if (at + 46 + name > view.byteLength) throw new Broken('a name runs over the end')
    const path = new TextDecoder().decode(new Uint8Array(view.buffer, start, name))
    entries.set(path.replaceAll('\\', '/'), {
      at: view.getUint32(at + 42, true),
      size: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
    })
    at += 46 + name + extra + note
  }
  return entries
}

/** Where the end-of-directory record is: at most a comment of 65,535 bytes before the end. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Broken('no end of directory')
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { at, size } = entry
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) throw new Broken('no local header')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + size > view.byteLength) throw new Broken('an entry runs over the end')
  return bytes.subarray(start, start + size)
}

/** fflate throws plain errors of its own for damaged data. */
function inflating(work: () => Uint8Array): Uint8Array {
  try {
    return work()
  } catch (error) {
    if (error instanceof TooLarge) throw error
    throw new Broken("couldn't inflate", { cause: error })
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
