import { countCases } from '#db/case.ts'
import { countWeek } from '#db/digest.ts'
import { findStaff } from '#db/staff.ts'
import { dayGroups } from '#domain/case/day.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import { lastClosedWeek } from '#domain/figures.ts'
import { DIGEST_WORDS } from '#domain/words/zh/digest.ts'
import { readAs } from './body.ts'
import type { Env } from './env.ts'
import { CaseFilter } from './routes/case.ts'

/**
 * The week in numbers for one of the staff, as they stand when it is sent: counts alone, for a mail passes many hands.
 * null for somebody who works on no cases any more.
 */
export async function digestText(env: Env, staffId: string): Promise<string | null> {
  const staff = await findStaff(env.db, staffId)
  if (!staff || (staff.role !== 'clerk' && staff.role !== 'head')) return null
  const now = env.now()
  const { endsOn } = lastClosedWeek(dayOf(now))
  const { received, closed } = await countWeek(env.db, addDays(endsOn, -6), endsOn)
  const lines = [DIGEST_WORDS.week(received, closed)]
  for (const [group, filters] of dayGroups(staff.role, null)) {
    const counts = await countCases(env.db, staff, readAs(CaseFilter, filters), now)
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    lines.push(DIGEST_WORDS.group(group, total))
  }
  return [...lines, '', DIGEST_WORDS.stop].join('\n')
}
