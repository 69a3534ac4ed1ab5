import { useRef } from 'react'
import { useKeys } from './keys.ts'

/** j and k (and arrows) through the links of a list; what they may add is the page's own. */
export function useListKeys<E extends HTMLElement>(more: Record<string, () => unknown> = {}) {
  const list = useRef<E>(null)
  const move = (step: 1 | -1) => () => {
    const rows = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLAnchorElement)
    const to = at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)
    rows[to]?.focus()
    rows[to]?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({ j: move(1), ArrowDown: move(1), k: move(-1), ArrowUp: move(-1), ...more })
  return list
}
