import { type RefObject, useEffect, useRef } from 'react'

/** The focus goes to the first field that is said to be wrong, for whoever cannot see it turn red. @returns whether there is one */
export function focusWrong(form: HTMLElement | null): boolean {
  const field = form?.querySelector<HTMLElement>('[aria-invalid], .field--wrong :is(input, [aria-expanded])')
  field?.focus()
  return field !== null && field !== undefined
}

/** For a form: when its sending was answered with a no, the focus goes to what is wrong, else to what is said at the top. */
export function useWrongField(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error && !focusWrong(form.current)) form.current?.querySelector<HTMLElement>('[role=alert]')?.focus()
  }, [error])
  return form
}
