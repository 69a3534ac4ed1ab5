import { useCallback, useState } from 'react'

export type Draft = Record<string, string>

/** What was typed and not yet sent, by form. In memory only: it outlives a closed panel and an ended session, not the tab. */
const kept = new Map<string, Draft>()

export const forgetDrafts = (): void => kept.clear()
export const hasDraft = (key: string): boolean => kept.has(key)

/** Text of one form that survives its component. `clear` once it is sent. */
export function useDraft(key: string, initial: Draft) {
  const [values, setValues] = useState<Draft>(() => ({ ...initial, ...kept.get(key) }))
  const set = useCallback(
    (name: string, value: string) =>
      setValues((before) => {
        const after = { ...before, [name]: value }
        kept.set(key, after)
        return after
      }),
    [key],
  )
  const clear = useCallback(() => {
    kept.delete(key)
    setValues(initial)
  }, [key, initial])
  return { values, set, clear }
}
