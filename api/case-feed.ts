import { type Changes, lastEvent, listChanges } from '#db/case-change.ts'
import type { Engine } from '#db/engine.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { Refusal } from '#domain/refusal.ts'

/** What somebody at the desk hears of a case: that it changed, never how. */
export type CaseNews = { id: string; version: number }
/** `all`: more than is kept waiting; look at everything again. `asked`: an opening of an identity, told to heads alone. */
export type Heard = (CaseNews | 'asked')[] | 'all' | 'nothing' | 'over'

export type CaseListener = {
  /** Whose it is, read again with the session: a new office hears other cases. */
  actor: Actor
  /** What came since the last call, as soon as there is something; `nothing` after so many milliseconds. */
  next(withinMs: number): Promise<Heard>
  close(): void
}
export type CaseFeed = {
  limits: FeedLimits
  /** @throws Refusal `service.busy` when there are as many listeners as this process takes */
  listen(actor: Actor): Promise<CaseListener>
  count(): number
  close(): void
}

export type FeedLimits = {
  listeners: number
  perPerson: number
  /** Cases that wait for one listener. */
  waiting: number
  lookMs: number
  /** How often a line is kept warm, and its session looked at: it outlives its session by no more than this. */
  beatMs: number
  /** Who takes nothing for so long is cut; they come back and look at everything again. */
  patienceMs: number
}
/** Below the connections a server takes at all, so that the desk never shuts residents out. */
const LIMITS: FeedLimits = {
  listeners: 200,
  perPerson: 6,
  waiting: 100,
  lookMs: 1_000,
  beatMs: 15_000,
  patienceMs: 10_000,
}

/**
 * Tells open desks which of the cases they may see changed. One look at the events a second for all of them, and none
 * while nobody listens: so it hears every writer, and no writer has to know it. What waits for a listener is one number
 * per case, and no more than `waiting` cases.
 */
export function openCaseFeed(db: Engine, limits: FeedLimits = LIMITS): CaseFeed {
  const listeners = new Set<Listener>()
  let since = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const look = async () => {
    try {
      const news = await listChanges(db, since)
      since = news.upTo
      for (const listener of listeners) listener.take(news)
    } catch {
      // A database that is made anew this moment answers the next time.
    }
    timer = listeners.size > 0 && !isClosed ? setTimeout(look, limits.lookMs) : undefined
  }

  return {
    limits,
    async listen(actor) {
      if (isClosed || listeners.size >= limits.listeners) throw new Refusal('service.busy')
      const theirs = [...listeners].filter((one) => one.actor.id === actor.id)
      if (theirs.length >= limits.perPerson) theirs[0]?.close()
      const listener = new Listener(actor, limits.waiting, () => listeners.delete(listener))
      listeners.add(listener)
      if (timer === undefined) {
        // Whoever listens has to look at everything once it began; only what comes after that is told.
        timer = setTimeout(look, limits.lookMs)
        try {
          since = await lastEvent(db)
        } catch (error) {
          listener.close()
          throw error
        }
      }
      return listener
    },
    count: () => listeners.size,
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const listener of listeners) listener.close()
    },
  }
}

class Listener implements CaseListener {
  actor: Actor
  readonly #most: number
  readonly #gone: () => void
  #waiting = new Map<string, number>()
  #isAll = false
  #isAsked = false
  #isOver = false
  #wake: () => void = () => {}

  constructor(actor: Actor, most: number, gone: () => void) {
    this.actor = actor
    this.#most = most
    this.#gone = gone
  }

  take({ changes, asked }: Changes): void {
    const { id, role } = this.actor
    if (role === 'head' && asked.some(({ recused }) => !recused.includes(id))) this.#isAsked = true
    for (const one of changes) if (mayRead(this.actor, one)) this.#waiting.set(one.id, one.version)
    if (this.#waiting.size > this.#most) {
      this.#isAll = true
      this.#waiting.clear()
    }
    if (this.#hasNews()) this.#wake()
  }

  async next(withinMs: number): Promise<Heard> {
    if (!this.#hasNews()) await this.#news(withinMs)
    if (this.#isOver) return 'over'
    const cases = [...this.#waiting].map(([id, version]) => ({ id, version }))
    const heard = this.#isAll ? 'all' : [...cases, ...(this.#isAsked ? ['asked' as const] : [])]
    this.#isAll = false
    this.#isAsked = false
    this.#waiting.clear()
    return heard.length === 0 ? 'nothing' : heard
  }

  close(): void {
    this.#isOver = true
    this.#waiting.clear()
    this.#gone()
    this.#wake()
  }

  #hasNews(): boolean {
    return this.#isOver || this.#isAll || this.#isAsked || this.#waiting.size > 0
  }

  #news(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, withinMs)
      this.#wake = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }
}
