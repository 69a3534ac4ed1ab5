import { fromBase64, toBase64 } from './base64.ts'
import { readDecimal } from './checkpoint.ts'
import { HASH_SIZE } from './hash.ts'
import { MalformedLog } from './malformed.ts'

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** No tree is higher (tlog-proof, RFC 6962). */
const PROOF_MAX = 63

/**
 * A proof that keeps (c2sp.org/tlog-proof): where a leaf stands, the hashes from its sibling upward, the signed checkpoint
 * word for word. `extra` is not proved by it: this log puts there what the leaf was made of.
 */
export type Receipt = { index: number; proof: readonly Uint8Array[]; checkpoint: string; extra?: Uint8Array }

/** The text of a `.tlog-proof` file. */
export function proofText({ index, proof, checkpoint, extra }: Receipt): string {
  const lines = [FIRST_LINE, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...proof.map(toBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads a `.tlog-proof`; whether it proves anything is not looked at. @throws MalformedLog */
export function readProof(text: string): Receipt {
  const cut = text.indexOf('\n\n')
  if (cut < 0) throw new MalformedLog('a proof without a checkpoint')
  const [first, ...lines] = text.slice(0, cut).split('\n')
  if (first !== FIRST_LINE) throw new MalformedLog('not a proof of a log')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice('extra '.length) ?? '') : undefined
  const index = /^index (.+)$/.exec(lines.shift() ?? '')?.[1]
  if (index === undefined) throw new MalformedLog('a proof without an index')
  if (lines.length > PROOF_MAX) throw new MalformedLog(`a proof of ${lines.length} hashes`)
  const receipt = { index: readDecimal(index), proof: lines.map((line) => fromBase64(line, HASH_SIZE)) }
  return { ...receipt, checkpoint: text.slice(cut + 2), ...(extra && { extra }) }
}
