import type { CaseInput } from '#domain/case/schema.ts'
import { SENDING_WORDS } from '#domain/words/zh/entry.ts'
import { ApiError, type Entered, enterCase } from '../../client.ts'
import { newKey } from '../../components/report/send.ts'
import { keepBeside, keptBeside } from './drafts.ts'

/** What was sent under one key and not answered yet: any of these bodies may be the case that was entered. */
type Sending = { key: string; bodies: string[] }

/** Where it lies: beside the draft of the entry, and as long as that. */
const NAME = 'entry-sending'

/** Whether an entry of this person was sent and never answered. */
export const isUnanswered = (owner: string): boolean => keptBeside<Sending>(NAME, owner) !== null

/** The next entry is another case, even in the same words. */
export const forgetSending = (owner: string): void => keepBeside(NAME, owner, null)

/**
 * Enters a case so that it cannot become two, over a lost answer and a reload. While an earlier attempt was never answered
 * its key is used again: where the server has a case under it in other words, that is the one (`isEarlier`), and its
 * receipt is asked for. Where none of the words that were sent are known here, the next attempt gets a key of its own.
 * @throws ApiError what the server refuses; `request.idempotency-key-reused` in that last case
 */
export async function enterOnce(input: CaseInput, owner: string): Promise<{ entered: Entered; isEarlier: boolean }> {
  const body = JSON.stringify(input)
  const { key, bodies } = keptBeside<Sending>(NAME, owner) ?? { key: newKey(), bodies: [] }
  const unanswered = bodies.filter((one) => one !== body)
  keepBeside(NAME, owner, { key, bodies: [...unanswered, body] })
  try {
    return { entered: await enterCase(input, key), isEarlier: false }
  } catch (error) {
    if (isReused(error)) return { entered: await enteredBefore(unanswered, key, owner), isEarlier: true }
    // A clear no: nothing was stored of these words.
    if (error instanceof ApiError && error.status >= 400 && error.status < 500)
      keepBeside(NAME, owner, unanswered.length > 0 ? { key, bodies: unanswered } : null)
    throw error
  }
}

async function enteredBefore(bodies: string[], key: string, owner: string): Promise<Entered> {
  for (const body of bodies.toReversed()) {
    const entered = await enterCase(JSON.parse(body), key).catch((error) => {
      if (isReused(error)) return null
      throw error
    })
    if (entered) return entered
  }
  forgetSending(owner)
  throw new ApiError(422, { code: 'request.idempotency-key-reused', message: SENDING_WORDS.other })
}

const isReused = (error: unknown) => error instanceof ApiError && error.code === 'request.idempotency-key-reused'
