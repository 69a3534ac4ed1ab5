import { addDays, dayOf } from '#domain/clock.ts'
import { castChance } from './cast/chance.ts'
import { PARTIES } from './cast/enterprises.ts'
import { TIES } from './cast/ties.ts'
import { officeInstant } from './cast/times.ts'
import type { Db } from './engine.ts'
import { declareTie } from './tie.ts'

/** Standing ties of the cast, each declared by whoever has it. Written to `db`; the same `now` gives the same rows. */
export async function declareTies(db: Db, now: Date): Promise<void> {
  const chance = castChance('tie')
  for (const { who, party, ago, reason } of TIES) {
    const at = officeInstant(addDays(dayOf(now), -ago), new Date(0), chance.random(2), now)
    const { code, name } = PARTIES[party].enterprise(Number(dayOf(at).slice(0, 4)))
    const person = `demo-${who}`
    await declareTie(db, { id: chance.id(), person, party: code, name, reason }, person, at)
  }
}
