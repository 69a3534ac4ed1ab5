import { purgeAttachments } from '#db/attachment.ts'
import { purgeRedactions } from '#db/redaction.ts'
import { purgeIntake } from '#db/tip.ts'
import { dayOf } from '#domain/clock.ts'
import type { Env } from '../env.ts'

/** Forgets what was kept for a day: repeat keys, solved challenges, and photos nobody sent a tip with. */
export async function purge(env: Env): Promise<void> {
  const today = dayOf(env.now())
  await purgeIntake(env.db, today)
  await purgeAttachments(env.db, env.store, today)
  await purgeRedactions(env.db, env.store, today)
}
