import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { ORDER, type OrderLine } from '#db/record.ts'
import { recordArchive } from '#db/record-folder.ts'
import type { Archive } from '#domain/archive.ts'

/**
 * What was published up to a position, from the record folder alone. Reads while it answers: the folder only grows.
 * Synchronous, because a build has nothing else to do meanwhile and that is the quickest.
 */
export function openRecord(root: string, position: number): Archive {
  return recordArchive(linesTo(join(root, ORDER), position), (path) => readFileSync(join(root, path)))
}

/** Lines of the order up to a position, read in pieces: the whole would weigh more than what is kept of it. */
function* linesTo(path: string, position: number): Generator<OrderLine> {
  if (position === 0) return
  const file = openSync(path, 'r')
  try {
    const piece = Buffer.alloc(1 << 20)
    let rest = Buffer.alloc(0)
    for (;;) {
      const length = readSync(file, piece)
      if (length === 0) throw new Error(`couldn't read the record: its order ends before position ${position}`)
      const bytes = Buffer.concat([rest, piece.subarray(0, length)])
      let start = 0
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        const line = JSON.parse(bytes.toString('utf8', start, end)) as OrderLine
        yield line
        if (line.position >= position) return
        start = end + 1
      }
      rest = bytes.subarray(start)
    }
  } finally {
    closeSync(file)
  }
}
