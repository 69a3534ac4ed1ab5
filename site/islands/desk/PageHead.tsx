import { type ReactNode, useEffect, useRef } from 'react'
import { useSession } from './session.ts'

type Props = { title: string; before?: ReactNode; beside?: ReactNode; narrow?: boolean; children?: ReactNode }

/** A page of the desk with its heading, which takes the focus when the page changes. */
export function PageHead({ title, before, beside, narrow = false, children }: Props) {
  const { called } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${called}`
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [title, called])
  return (
    <div className={narrow ? 'desk-page narrow' : 'desk-page'}>
      <div className="page-head">
        {before}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </div>
  )
}
