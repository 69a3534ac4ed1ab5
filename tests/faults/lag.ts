import { setTimeout as pause } from 'node:timers/promises'

const EVERY_MS = 50

/**
 * Asks a server how it is, all the time: whatever stops its loop is waited out here.
 * @returns `stop`: the milliseconds that 99 of 100 answers stayed below, or the longest of fewer
 */
export function watchLag(url: string): { stop(): Promise<number> } {
  const waits: number[] = []
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      const began = performance.now()
      await fetch(`${url}/healthz`).then(
        (response) => response.text(),
        () => '',
      )
      waits.push(performance.now() - began)
      await pause(EVERY_MS)
    }
  })()
  return {
    async stop() {
      stopped = true
      await watching
      return percentile(waits, 0.99)
    },
  }
}

/** The value that so much of the list stays below, e.g. 0.95; the nearest of few. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}
