let last = 0
const AWAY_MS = 3 * 60_000
const returns = new Set<() => void>()

/** Notes that a person is at the desk. The queue refreshes itself only then, so that an empty chair's session ends. */
const seen = (): void => {
  const wasAway = !recentlyActive()
  last = performance.now()
  if (wasAway) for (const act of returns) act()
}

if (typeof window !== 'undefined') {
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll'])
    addEventListener(kind, seen, { passive: true })
}

export const recentlyActive = (): boolean => last > 0 && performance.now() - last < AWAY_MS

/** Calls when somebody comes back to the desk; what it returns ends that. */
export function onReturn(act: () => void): () => void {
  returns.add(act)
  return () => void returns.delete(act)
}
