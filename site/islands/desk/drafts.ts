import { useCallback, useState } from 'react'

export type Draft = Record<string, string>

/** What was typed and not yet sent, by form. In memory: it outlives a closed panel and an ended session, not the tab. */
const kept = new Map<string, Draft>()
/** Drafts that outlive a reload too lie in the tab's own storage, under whose they are; signing out forgets them. */
const STORED = 'jingtu.desk.draft.'
/** What belongs to such a draft and is no field of it, by its place in the storage. */
const beside = new Map<string, unknown>()

export const hasDraft = (key: string): boolean => kept.has(key)

export function forgetDrafts(): void {
  kept.clear()
  beside.clear()
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(STORED)) sessionStorage.removeItem(name)
}

/**
 * Text of one form that survives its component. `clear` once it is sent. With an `owner`, the id of who types, it survives
 * a reload of the tab as well, for them alone.
 */
export function useDraft(key: string, initial: Draft, owner?: string) {
  const stored = owner && `${STORED}${owner}.${key}`
  const [values, setValues] = useState<Draft>(() => ({
    ...initial,
    ...(stored && (read(stored) as Draft | null)),
    ...kept.get(key),
  }))
  const set = useCallback(
    (name: string, value: string) =>
      setValues((before) => {
        const after = { ...before, [name]: value }
        kept.set(key, after)
        if (stored) write(stored, after)
        return after
      }),
    [key, stored],
  )
  const clear = useCallback(() => {
    kept.delete(key)
    if (stored) sessionStorage.removeItem(stored)
    setValues(initial)
  }, [key, stored, initial])
  return { values, set, clear }
}

/** What was kept beside a draft of this person, or null; it outlives a reload as the draft does. */
export function keptBeside<T>(name: string, owner: string): T | null {
  const stored = `${STORED}${owner}.${name}`
  return (beside.get(stored) ?? read(stored)) as T | null
}

/** Keeps something beside a draft of this person; null forgets it. */
export function keepBeside(name: string, owner: string, value: unknown): void {
  const stored = `${STORED}${owner}.${name}`
  if (value === null) {
    beside.delete(stored)
    sessionStorage.removeItem(stored)
  } else {
    beside.set(stored, value)
    write(stored, value)
  }
}

function read(stored: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(stored) ?? 'null')
  } catch {
    return null
  }
}

/** A full or forbidden storage costs the reload, never the typing. */
function write(stored: string, value: unknown): void {
  try {
    sessionStorage.setItem(stored, JSON.stringify(value))
  } catch {}
}
