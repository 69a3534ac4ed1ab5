import { useCallback, useEffect, useState } from 'react'

export type Edits = Record<string, unknown>

const PREFIX = 'jingtu.filing.'

/** Takes away what was typed and not saved: somebody else sits here now. */
export function forgetEdits(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}

/**
 * Changes of one form that are not saved yet, by their first path step. They outlive the component, a reload and an
 * ended session, but not the tab; what is filed becomes public anyway, so the tab may keep it.
 */
export function useEdits(id: string) {
  const key = PREFIX + id
  const [edits, setEdits] = useState<Edits>(() => readKept(key))
  const change = useCallback(
    (part: string, value: unknown) => setEdits((before) => keep(key, { ...before, [part]: value })),
    [key],
  )
  /** Forgets those parts that still are what was sent: what was typed meanwhile stays. */
  const forget = useCallback(
    (sent: Edits) =>
      setEdits((before) => keep(key, Object.fromEntries(Object.entries(before).filter(([k, v]) => sent[k] !== v)))),
    [key],
  )
  const unsaved = Object.keys(edits).length > 0
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
  return { edits, change, forget, unsaved }
}

function readKept(key: string): Edits {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}

function keep(key: string, edits: Edits): Edits {
  try {
    if (Object.keys(edits).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(edits))
  } catch {
    // A full or forbidden store costs the reload its memory, nothing else.
  }
  return edits
}
