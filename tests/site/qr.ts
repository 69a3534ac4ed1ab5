/**
 * Reads a QR code (versions 1–6, byte mode, undamaged) from the SVG of `QrCode.astro`, independently of what drew it.
 * ISO/IEC 18004: format, mask, zigzag, interleaved blocks, one segment of bytes.
 */
export function readQr(svg: string): string {
  const { dark, size } = modulesOf(svg)
  const bits = formatOf(dark)
  const version = (size - 17) / 4
  const [blocks, correction] = BLOCKS[bits >> 3]?.[version - 1] ?? [1, 0]
  const data = dataOf(codewordsOf(dark, size, bits & 7), blocks, correction)
  const stream = data.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  if (stream.slice(0, 4) !== '0100') throw new Error(`couldn't read a segment of mode ${stream.slice(0, 4)}`)
  const length = Number.parseInt(stream.slice(4, 12), 2)
  const bytes = Array.from({ length }, (_, at) => Number.parseInt(stream.slice(12 + at * 8, 20 + at * 8), 2))
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes))
}

type Dark = (x: number, y: number) => boolean

/** The modules without the quiet zone, which must be the four modules the standard asks for. */
function modulesOf(svg: string): { dark: Dark; size: number } {
  const width = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1])
  const drawn = new Set<string>()
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(run); at++) drawn.add(`${Number(x) + at - 4} ${Number(y) - 4}`)
  const size = width - 8
  for (const one of drawn)
    if (one.split(' ').some((part) => Number(part) < 0 || Number(part) >= size)) throw new Error('no quiet zone')
  return { dark: (x, y) => drawn.has(`${x} ${y}`), size }
}

/** Two bits of level, three of mask. */
function formatOf(dark: Dark): number {
  const places = [0, 1, 2, 3, 4, 5].map((y) => [8, y] as const)
  const rest = [9, 10, 11, 12, 13, 14].map((bit) => [14 - bit, 8] as const)
  const all = [...places, [8, 7] as const, [8, 8] as const, [7, 8] as const, ...rest]
  const read = all.reduce((sum, [x, y], bit) => sum | (dark(x, y) ? 1 << bit : 0), 0)
  return (read ^ 0x5412) >> 10
}

function codewordsOf(dark: Dark, size: number, mask: number): number[] {
  const bits: boolean[] = []
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
        if (!isFunction(x, y, size)) bits.push(dark(x, y) !== MASKS[mask]?.(x, y))
      }
  }
  const words = Math.floor(bits.length / 8)
  return Array.from({ length: words }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => (sum << 1) | Number(bit), 0),
  )
}

function isFunction(x: number, y: number, size: number): boolean {
  const isFinder = (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8)
  const centre = size - 7
  const isAlignment = size > 21 && Math.abs(x - centre) <= 2 && Math.abs(y - centre) <= 2
  return isFinder || isAlignment || x === 6 || y === 6
}

/** The data codewords of all blocks in order. */
function dataOf(words: readonly number[], blocks: number, correction: number): number[] {
  const short = Math.floor(words.length / blocks) - correction
  const long = words.length % blocks
  const lengths = Array.from({ length: blocks }, (_, at) => (at < blocks - long ? short : short + 1))
  const found: number[][] = lengths.map(() => [])
  let next = 0
  for (let at = 0; at <= short; at++)
    lengths.forEach((length, block) => {
      if (at < length) found[block]?.push(words[next++] ?? 0)
    })
  return found.flat()
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Blocks and correction codewords in each, by level (M, L, H, Q) and version. */
const BLOCKS: readonly (readonly (readonly [number, number])[])[] = [
  [
    [1, 10],
    [1, 16],
    [1, 26],
    [2, 18],
    [2, 24],
    [4, 16],
  ],
  [
    [1, 7],
    [1, 10],
    [1, 15],
    [1, 20],
    [1, 26],
    [2, 18],
  ],
  [
    [1, 17],
    [1, 28],
    [2, 22],
    [4, 16],
    [4, 22],
    [4, 28],
  ],
  [
    [1, 13],
    [1, 22],
    [2, 18],
    [2, 26],
    [4, 18],
    [4, 24],
  ],
]
