import { type RefObject, useEffect, useRef } from 'react'

/** The focus goes to the first field that is wrong, else to what is said at the top, for whoever cannot see it turn red. */
export function focusWrong(form: HTMLElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid], .field--wrong input')
  const said = form?.querySelector<HTMLElement>('[role=alert]')
  ;(field ?? said)?.focus()
}

/** For a form: when its sending was answered with a no, the focus goes to what is wrong. */
export function useWrongField<E extends HTMLElement = HTMLFormElement>(error: unknown): RefObject<E | null> {
  const form = useRef<E>(null)
  useEffect(() => {
    if (error) focusWrong(form.current)
  }, [error])
  return form
}
