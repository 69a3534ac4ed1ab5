import { type RefObject, useEffect, useState } from 'react'

type Props = {
  /** The part of the page where decisions are made; its heading takes the focus. */
  moves: RefObject<HTMLElement | null>
  /** How many can be made now. */
  possible: number
}

/** On a telephone decisions stand below all there is to read: this leads to them while they are out of sight. */
export function ToMoves({ moves, possible }: Props) {
  const inSight = useInSight(moves)
  if (possible === 0 || inSight) return null
  const go = () => {
    moves.current?.scrollIntoView({ block: 'start' })
    moves.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="button button--primary to-moves" onClick={go}>
      去办理（{possible} 项可办）
    </button>
  )
}

/** True while a part of the page is on the screen. */
function useInSight(part: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!part.current) return
    const watch = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false))
    watch.observe(part.current)
    return () => watch.disconnect()
  }, [part])
  return seen
}
