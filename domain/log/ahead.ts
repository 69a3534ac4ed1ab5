/** Files asked for ahead when many are read in order. */
const AHEAD = 6

/** What `load` gives for `from` up to, not with, `to`, in order, a few of them under way at a time. */
export async function* inOrder<T>(from: number, to: number, load: (at: number) => Promise<T>): AsyncGenerator<T> {
  const ahead: Promise<T>[] = []
  for (let at = from; at < to || ahead.length > 0; at++) {
    if (at < to) {
      const loading = load(at)
      // It is awaited below; until then its failure must not count as unhandled.
      loading.catch(() => {})
      ahead.push(loading)
      if (ahead.length < AHEAD) continue
    }
    yield (await ahead.shift()) as T
  }
}
