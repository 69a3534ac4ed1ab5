let last = 0

/** Notes that a person is at the desk. The queue refreshes itself only then, so that an empty chair's session ends. */
const seen = (): void => {
  last = performance.now()
}

if (typeof window !== 'undefined') {
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll'])
    addEventListener(kind, seen, { passive: true })
}

export const recentlyActive = (): boolean => performance.now() - last < 3 * 60_000
