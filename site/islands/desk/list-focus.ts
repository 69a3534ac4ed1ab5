import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** A row that had the focus may leave a list that refreshes itself: the one now in its place takes the focus over. */
export function useListFocus(list: RefObject<HTMLElement | null>, items: readonly unknown[]): void {
  const at = useRef(-1)
  useEffect(() => {
    const moved = (event: FocusEvent) => {
      at.current = [...(list.current?.querySelectorAll('a') ?? [])].indexOf(event.target as HTMLAnchorElement)
    }
    // A row taken away is no longer connected; somebody who put the focus down meant to.
    const left = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if ((target as Node).isConnected && document.activeElement === document.body) at.current = -1
      })
    document.addEventListener('focusin', moved)
    document.addEventListener('focusout', left)
    return () => {
      document.removeEventListener('focusin', moved)
      document.removeEventListener('focusout', left)
    }
  }, [list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks after each change of the list
  useLayoutEffect(() => {
    if (at.current < 0 || document.activeElement !== document.body) return
    const rows = list.current?.querySelectorAll('a') ?? []
    rows[Math.min(at.current, rows.length - 1)]?.focus({ preventScroll: true })
  }, [items])
}
