import { findCase } from '#db/case.ts'
import { listEvents } from '#db/event.ts'
import { findTipOrDecoy, type HeldTip, listMessages } from '#db/tip.ts'
import { clocksOf } from '#domain/case/deadline.ts'
import { publicStatus } from '#domain/case/status.ts'
import { publicSteps } from '#domain/case/timeline.ts'
import type { TipStatus } from '#domain/page.ts'
import { Refusal } from '#domain/refusal.ts'
import { readReceipt, receiptHash } from '#domain/tip/receipt.ts'
import { PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import type { Env } from './env.ts'
import { tipProof } from './tip-log.ts'

/**
 * What the holder of a receipt may see, with the tip it opens.
 * A code that is malformed, mistyped or unknown costs the same work and gets the same answer.
 * @throws Refusal `tip.not-found`
 */
export async function openReceipt(env: Env, typed: string): Promise<{ tip: HeldTip; status: TipStatus }> {
  const code = readReceipt(typed)
  const found = await findTipOrDecoy(env.db, receiptHash(env.secrets.pepper, code ?? typed))
  const status = found && (await statusOf(env, found.tip))
  if (!found?.isHeld || !status || code === null) throw new Refusal('tip.not-found')
  return { tip: found.tip, status }
}

async function statusOf(env: Env, tip: HeldTip): Promise<TipStatus | undefined> {
  const current = await findCase(env.db, tip.caseId)
  if (!current) return undefined
  const events = await listEvents(env.db, `case:${tip.caseId}`)
  const messages = await listMessages(env.db, tip.id, 'tip_id')
  const proof = await tipProof(env, tip)
  const status = publicStatus(current)
  // The 2 h clock and the handler's window are the bureau's own.
  const next = clocksOf(current).find((clock) => clock.step !== 'emergency' && clock.step !== 'hand-back')
  return {
    reference: tip.reference,
    status,
    label: PUBLIC_STATUS_WORDS[status],
    // A tip that joined a case must not tell when somebody else's opened it.
    steps: publicSteps(events, env.bureau).map((step) => ({
      ...step,
      on: step.on < tip.receivedOn ? tip.receivedOn : step.on,
    })),
    ...(next && {
      nextDeadline: { step: next.step, by: next.by, article: next.article, provisional: next.provisional },
    }),
    messages: messages.map(({ from, on, text, attachments }) => ({ from, on, text, attachments })),
    unsealed: 0,
    ...(proof !== undefined && { proof }),
  }
}
