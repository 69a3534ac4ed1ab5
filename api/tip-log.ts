import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import { findTipLeaf, proofOf, readLogState } from '#db/log.ts'
import type { HeldTip } from '#db/receipt.ts'
import { findOpening } from '#db/tip.ts'
import { promiseBody, promiseDeadline } from '#domain/log/promise.ts'
import type { App, Env } from './env.ts'
import { servedSize } from './log-page.ts'

/**
 * Whether a tip is promised to the log: what its sender sent here himself. What a clerk enters may have come days before,
 * and its deadline, which counts from then, be over.
 */
export function isPromised(env: Env, tip: Pick<HeldTip, 'channel'>): boolean {
  return env.signPromise !== null && tip.channel === 'web'
}

/**
 * Signs for tips that they will be in the public log: the same note for the same tip, whenever it is asked for. null where
 * none is given: there is no key for it, no log yet, or somebody else entered the tip.
 */
export function promiser(env: Env) {
  /** The log's name is fixed when it signs for the first time: it is asked for until then. */
  let origin: string | null = null
  return async (tip: Pick<HeldTip, 'channel' | 'commitment' | 'receivedOn'>): Promise<string | null> => {
    if (!env.signPromise || !isPromised(env, tip)) return null
    origin ??= (await readLogState(env.db))?.origin ?? null
    if (!origin) return null
    const deadline = promiseDeadline(tip.receivedOn)
    return env.signPromise(promiseBody({ origin, commitment: tip.commitment, deadline }))
  }
}

/**
 * The `.tlog-proof` of a tip's own leaf; undefined until it is in the log. Its `extra` opens the commitment (the secret,
 * then the digest of what was said): it shows whose leaf it is, and no word of the tip.
 */
export async function tipProof(env: Env, tip: HeldTip): Promise<string | undefined> {
  const [index, opening] = await Promise.all([findTipLeaf(env.db, tip.id), findOpening(env.db, tip.id)])
  // What was said is destroyed, and with it what opens the leaf.
  if (index === null || !opening || opening.content.length === 0) return undefined
  const extra = concatBytes(opening.secret, sha256(opening.content))
  return (await proofOf(env.db, index, { served: await servedSize(env), extra })) ?? undefined
}

/** Text to keep as a file. The name says which tip it is about: whoever keeps several must tell them apart. */
export function download(c: Context<App>, name: string, text: string): Response {
  return c.body(text, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}
