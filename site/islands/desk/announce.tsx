import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

const Announce = createContext<(text: string) => void>(() => {})

/** Says a thing that succeeded, to eyes and screen readers alike, for eight seconds. */
export const useAnnounce = () => useContext(Announce)

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', at: 0 })
  const announce = useCallback((text: string) => setSaid((before) => ({ text, at: before.at + 1 })), [])
  useEffect(() => {
    if (!said.text) return
    const later = setTimeout(() => setSaid((before) => ({ ...before, text: '' })), 8000)
    return () => clearTimeout(later)
  }, [said])
  return (
    <Announce value={announce}>
      {children}
      <output className="toast" aria-live="polite" data-shown={said.text !== ''}>
        {said.text}
      </output>
    </Announce>
  )
}
