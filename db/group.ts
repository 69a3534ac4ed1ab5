import type { InStatement, ResultSet } from '@libsql/client/web'

type Write = (statements: InStatement[]) => Promise<ResultSet[]>
type Waiting = { statements: InStatement[]; resolve(found: ResultSet[]): void; reject(error: unknown): void }

/**
 * Group commit: batches that come in one turn of the event loop share one durable commit, in the order they came, as
 * waiting for the disk costs more than writing. For each caller it is as if its batch had gone alone: when one of a
 * group fails, nothing of the group stands, and each goes alone, so that the error finds the one it belongs to. Nobody is
 * answered before the commit that carries his batch.
 * `alone` writes one batch durably or not at all; `isHopeless` says of an error that no batch would fare better.
 */
export function groupCommit(alone: Write, isHopeless: (error: unknown) => boolean): Write {
  let waiting: Waiting[] = []
  let isComing = false

  async function commit(): Promise<void> {
    const group = waiting
    waiting = []
    if (!(await together(group))) for (const one of group) await alone(one.statements).then(one.resolve, one.reject)
    isComing = waiting.length > 0
    if (isComing) setImmediate(commit)
  }

  /** False when each has to go alone. */
  async function together(group: Waiting[]): Promise<boolean> {
    if (group.length === 1) return false
    try {
      const found = await alone(group.flatMap((one) => one.statements))
      let at = 0
      for (const { statements, resolve } of group) {
        resolve(found.slice(at, at + statements.length))
        at += statements.length
      }
      return true
    } catch (error) {
      if (!isHopeless(error)) return false
      for (const one of group) one.reject(error)
      return true
    }
  }

  return (statements) =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject })
      if (isComing) return
      isComing = true
      // After everything that is ready to be read has been: what came together is written together.
      setImmediate(commit)
    })
}
