/** Runs what it is given one after another, in the order it came. */
export function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(part: () => Promise<T>): Promise<T> => {
    const mine = last.then(part)
    last = mine.catch(() => {})
    return mine
  }
}
