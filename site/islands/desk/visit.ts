/** A visit begins when somebody comes back after two hours. */
const APART_MS = 2 * 3_600_000

/** Kept in this browser alone: the server writes down nobody's comings and goings. Numbers of events. */
export type Visits = { since: number | null; seen: number; at: number }

/** What is remembered after a look that reached the event `upTo`; `since` is where the visit before ended. */
export function nextVisits(before: Visits | null, upTo: number, now: number): Visits {
  if (!before) return { since: null, seen: upTo, at: now }
  const isNew = now - before.at > APART_MS
  return { since: isNew ? before.seen : before.since, seen: upTo, at: now }
}

const keyOf = (actorId: string): string => `jingtu.desk.visits.${actorId}`

/** Where the visit before this one ended; null on the first. */
export function sinceOf(actorId: string, now: number): number | null {
  const before = read(actorId)
  return before && nextVisits(before, before.seen, now).since
}

export function noteVisit(actorId: string, upTo: number, now: number): void {
  localStorage.setItem(keyOf(actorId), JSON.stringify(nextVisits(read(actorId), upTo, now)))
}

function read(actorId: string): Visits | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(actorId)) ?? 'null')
  } catch {
    return null
  }
}
