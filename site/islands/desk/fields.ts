import { useState } from 'react'

type Typed = { target: { value: string } }

/**
 * What is typed into the fields of one form, by name: `text(name)` is what an input, a list or an area takes. Nothing of it
 * outlives the form (`useDraft` does).
 */
export function useFields<V extends { [name: string]: string }>(initial: V | (() => V)) {
  const [values, setValues] = useState(initial)
  const text = (name: keyof V & string) => ({
    value: values[name] as string,
    onChange: ({ target }: Typed) => setValues((before) => ({ ...before, [name]: target.value })),
  })
  return { values, setValues, text }
}
