import { createContext, useContext } from 'react'

/** What a form's fields share: values by dotted path, how to change them, and what is wrong where. */
export type FormState = {
  values: Record<string, unknown>
  set(path: string, value: unknown): void
  /** Sets whole parts at once. */
  fill(parts: Record<string, unknown>): void
  wrong(path: string): string | undefined
}

const FormContext = createContext<FormState | null>(null)
export const FormProvider = FormContext.Provider

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error("couldn't read the form: no form stands above this field")
  return form
}
