import { purgeAttachments } from '#db/attachment.ts'
import { destroyContents } from '#db/content.ts'
import { destroyEnvelopes } from '#db/envelope.ts'
import { purgeFollows } from '#db/follow.ts'
import { purgeRedactions } from '#db/redaction.ts'
import { forgetAddresses, purgeIntake } from '#db/tip.ts'
import { dayOf } from '#domain/clock.ts'
import { identityEnd } from '#domain/identity/retention.ts'
import { contentEnd } from '#domain/tip/retention.ts'
import type { Env } from '../env.ts'

/**
 * Forgets what was kept for a day (repeat keys, solved challenges, photos nobody sent a tip with, wishes to follow nobody confirmed), and destroys who a
 * reporter is, their mail address too, once their matter is long over; and what they said, where the bureau fixed when.
 */
export async function purge(env: Env): Promise<void> {
  const now = env.now()
  const today = dayOf(now)
  await destroyEnvelopes(env.db, identityEnd(today), now)
  await forgetAddresses(env.db, identityEnd(today))
  const { contentYears } = env.bureau
  if (contentYears) await destroyContents(env.db, env.store, contentEnd(today, contentYears), now)
  await purgeIntake(env.db, today)
  await purgeAttachments(env.db, env.store, today)
  await purgeFollows(env.db, today)
  await purgeRedactions(env.db, env.store, today)
}
