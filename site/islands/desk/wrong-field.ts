import { type RefObject, useEffect, useRef } from 'react'

/** The focus goes to the first field that is said to be wrong, for whoever cannot see it turn red. @returns whether there is one */
export function focusWrong(form: HTMLElement | null): boolean {
  const field = form?.querySelector<HTMLElement>('[aria-invalid], .field--wrong input')
  field?.focus()
  return field !== null && field !== undefined
}

/**
 * For a form: when its sending was answered with a no, the focus goes to what is wrong, else to what is said at the top.
 * `given`: the form's own ref.
 */
export function useWrongField(
  error: unknown,
  given?: RefObject<HTMLFormElement | null>,
): RefObject<HTMLFormElement | null> {
  const own = useRef<HTMLFormElement>(null)
  const form = given ?? own
  useEffect(() => {
    if (error && !focusWrong(form.current)) form.current?.querySelector<HTMLElement>('[role=alert]')?.focus()
  }, [error, form])
  return form
}
