import { useCallback, useState } from 'react'

export type Draft = Record<string, string>

/** What was typed and not yet sent, by form. In memory: it outlives a closed panel and an ended session, not the tab. */
const kept = new Map<string, Draft>()
/** Drafts that outlive a reload too lie in the tab's own storage, under whose they are; signing out forgets them. */
const STORED = 'jingtu.desk.draft.'

export const hasDraft = (key: string): boolean => kept.has(key)

export function forgetDrafts(): void {
  kept.clear()
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(STORED)) sessionStorage.removeItem(name)
}

/**
 * Text of one form that survives its component. `clear` once it is sent. With an `owner`, the id of who types, it survives
 * a reload of the tab as well, for them alone.
 */
export function useDraft(key: string, initial: Draft, owner?: string) {
  const stored = owner && `${STORED}${owner}.${key}`
  const [values, setValues] = useState<Draft>(() => ({ ...initial, ...(stored && read(stored)), ...kept.get(key) }))
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

function read(stored: string): Draft {
  try {
    return JSON.parse(sessionStorage.getItem(stored) ?? '{}') as Draft
  } catch {
    return {}
  }
}

/** A full or forbidden storage costs the reload, never the typing. */
function write(stored: string, draft: Draft): void {
  try {
    sessionStorage.setItem(stored, JSON.stringify(draft))
  } catch {}
}
