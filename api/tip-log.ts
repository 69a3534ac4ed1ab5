import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import { findTipLeaf, proofOf, readLogState } from '#db/log.ts'
import { findOpening, type HeldTip } from '#db/tip.ts'
import { promiseBody, promiseDeadline } from '#domain/log/promise.ts'
import type { App, Env } from './env.ts'

/**
 * Signs for tips that they will be in the public log: the same note for the same tip, whenever it is asked for. null where
 * there is no key for it, or no log yet.
 */
export function promiser(env: Env) {
  /** The log's name is fixed when it signs for the first time: it is asked for until then. */
  let origin: string | null = null
  return async (tip: Pick<HeldTip, 'commitment' | 'receivedOn'>): Promise<string | null> => {
    if (!env.signPromise) return null
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
  if (index === null || !opening) return undefined
  return (await proofOf(env.db, index, concatBytes(opening.secret, sha256(opening.content)))) ?? undefined
}

/** Text to keep as a file. The name says which tip it is about: whoever keeps several must tell them apart. */
export function download(c: Context<App>, name: string, text: string): Response {
  return c.body(text, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}
