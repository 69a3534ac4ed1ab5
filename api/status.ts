import { countRewraps } from '#db/envelope.ts'
import { type Followed, historyOf } from '#db/history.ts'
import { countOpenings } from '#db/opening.ts'
import { findTipOrDecoy, type HeldTip } from '#db/receipt.ts'
import { findAnswer } from '#db/survey.ts'
import { listMessages } from '#db/tip.ts'
import { publicClocks, stillClock } from '#domain/case/deadline.ts'
import { exceededOf } from '#domain/case/late.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { type PublicStatus, publicStatus } from '#domain/case/status.ts'
import { surveyOf } from '#domain/case/survey.ts'
import { publicSteps } from '#domain/case/timeline.ts'
import { dayOf } from '#domain/clock.ts'
import type { TipStatus } from '#domain/page.ts'
import { Refusal } from '#domain/refusal.ts'
import { readReceipt, receiptHash } from '#domain/tip/receipt.ts'
import { PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import type { Env } from './env.ts'
import { offerOf } from './receipt-change.ts'
import { tipProof } from './tip-log.ts'

/**
 * What the holder of a receipt may see, with the tip it opens.
 * A code that is malformed, mistyped or unknown costs the same work and gets the same answer.
 * @throws Refusal `tip.not-found`, or `tip.receipt-first-use` with the code to change to when others have seen this one
 */
export async function openReceipt(env: Env, typed: string): Promise<{ tip: HeldTip; status: TipStatus }> {
  const code = readReceipt(typed)
  const found = await findTipOrDecoy(env.db, receiptHash(env.secrets.pepper, code ?? typed))
  const status = found && (await statusOf(env, found.tip))
  if (!found?.isHeld || !status || code === null) throw new Refusal('tip.not-found')
  if (found.tip.mustChange) throw new Refusal('tip.receipt-first-use', { change: offerOf(env, code) })
  return { tip: found.tip, status }
}

async function statusOf(env: Env, tip: HeldTip): Promise<TipStatus | undefined> {
  const history = await historyOf(env.db, tip)
  if (!history) return undefined
  const { whole, parts } = history
  const messages = await listMessages(env.db, tip.id, 'tip_id')
  const proof = await tipProof(env, tip)
  const answered = await findAnswer(env.db, tip.id, whole.current.repliedOn)
  const status = leastDone([whole, ...parts])
  const rules = rulesOf(env.bureau)
  const survey = surveyOf(whole.current, answered, dayOf(env.now()), rules)
  const clocks = [whole, ...parts].map(({ current }) => ({ current, ...publicClocks(current, rules) }))
  const [first] = clocks
    .flatMap(({ current, duty }) => (duty ? { current, duty } : []))
    .sort((a, b) => (a.duty.by < b.duty.by ? -1 : 1))
  const next = first?.duty
  const exceeded = first && exceededOf(first.current, first.duty, env.now())
  const still = [whole, ...parts].map(({ current }) => stillClock(current, rules)).find((one) => one !== null)
  const ask = clocks.find(({ window }) => window)?.window
  return {
    reference: tip.reference,
    status,
    label: PUBLIC_STATUS_WORDS[status],
    // A tip that joined a case must not tell when somebody else's opened it.
    steps: stepsOf(env, whole, parts).map((step) => ({
      ...step,
      on: step.on < tip.receivedOn ? tip.receivedOn : step.on,
    })),
    ...(next && {
      nextDeadline: {
        step: next.step,
        by: next.by,
        article: next.article,
        provisional: next.provisional,
        ...(next.uncounted && { uncounted: next.uncounted }),
        ...(exceeded && { exceeded }),
      },
    }),
    ...(still && { standsStill: still }),
    ...(ask && { mayAsk: { step: ask.step, by: ask.by, article: ask.article, provisional: ask.provisional } }),
    ...(survey && { survey }),
    messages: messages.map(({ from, on, text, attachments }) => ({ from, on, text, attachments })),
    unsealed: await countOpenings(env.db, tip.id),
    resealed: await countRewraps(env.db, tip.id),
    ...(proof !== undefined && { proof }),
  }
}

/** Of a matter that was split, the steps of each part say which one they are of. */
function stepsOf(env: Env, whole: Followed, parts: Followed[]): TipStatus['steps'] {
  const steps = [whole, ...parts].flatMap(({ events }, at) =>
    publicSteps(events, env.bureau).map((step) =>
      at === 0 ? step : { ...step, label: `事项${at + 1}：${step.label}` },
    ),
  )
  return parts.length === 0 ? steps : steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** While any part of a matter is being handled, the matter is. */
function leastDone(followed: Followed[]): PublicStatus {
  const found = followed.map(({ current }) => publicStatus(current))
  const [own = 'pending'] = found
  if (found.length === 1) return own
  const order: PublicStatus[] = ['in_progress', 'pending', 'closed', 'not_accepted']
  return order.find((status) => found.includes(status)) ?? own
}
