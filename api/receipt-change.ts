import { bytesToHex } from '@noble/hashes/utils.js'
import { GuardFailed } from '#db/engine.ts'
import { changeReceipt, findTipAnswered, findTipOrDecoy } from '#db/receipt.ts'
import type { ReceiptChange } from '#domain/page.ts'
import { Refusal } from '#domain/refusal.ts'
import { readReceipt, receiptHash, showReceipt, successorOf } from '#domain/tip/receipt.ts'
import type { Env } from './env.ts'

/**
 * A code offered in place of one that others have seen: another one each time, and nothing is written. Whoever asked
 * with the old code before its holder did has seen a code that is never put to use.
 */
export function offerOf(env: Env, code: string): ReceiptChange {
  const nonce = bytesToHex(env.random(16))
  return { receipt: showReceipt(successorOf(env.secrets.receipt, code, nonce)), nonce }
}

/**
 * Puts the offered code to use; the one before opens nothing from then on. Before the commit the old code works, after
 * it the new one, which its holder was shown first; the same again is answered the same.
 * @returns the new code, with hyphens
 * @throws Refusal `tip.not-found`, with the same work for every code that has nothing to change
 */
export async function confirmReceipt(env: Env, typed: string, nonce: string): Promise<string> {
  const { secrets, db } = env
  const code = readReceipt(typed) ?? typed
  const next = successorOf(secrets.receipt, code, nonce)
  const [from, to] = [receiptHash(secrets.pepper, code), receiptHash(secrets.pepper, next)]
  const found = await findTipOrDecoy(db, from)
  const changed = await findTipAnswered(db, to)
  if (changed) return showReceipt(next)
  if (!found?.isHeld || !found.tip.mustChange) throw new Refusal('tip.not-found')
  try {
    await changeReceipt(db, found.tip, { from, to }, env.now())
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error
    // Somebody put another code, or this very one, to use in this moment.
    if (!(await findTipAnswered(db, to))) throw new Refusal('tip.not-found')
  }
  return showReceipt(next)
}
