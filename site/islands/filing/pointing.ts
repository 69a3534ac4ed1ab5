import { useMemo, useState } from 'react'
import { type Draft, useDraft } from '../desk/drafts.ts'
import type { Reason } from './client.ts'

/** Reasons being collected by field while a filing is looked through. */
export type Pointing = {
  paths: readonly string[]
  texts: Draft
  point(path: string): void
  write(path: string, text: string): void
  drop(path: string): void
  reasons: readonly Reason[]
  clear(): void
}

const NONE: Draft = {}

export function usePointing(id: string): Pointing {
  const { values, set, clear } = useDraft(`${id}:return`, NONE)
  const [paths, setPaths] = useState<string[]>(() => Object.keys(values).filter((path) => values[path]))
  return useMemo(
    () => ({
      paths,
      texts: values,
      point: (path) => setPaths((before) => (before.includes(path) ? before : [...before, path])),
      write: set,
      drop: (path) => {
        set(path, '')
        setPaths((before) => before.filter((one) => one !== path))
      },
      reasons: paths.map((path) => ({ path: path === WHOLE ? '' : path, text: (values[path] ?? '').trim() })),
      clear: () => {
        clear()
        setPaths([])
      },
    }),
    [paths, values, set, clear],
  )
}

/** Stands for the filing as a whole. */
export const WHOLE = '*'
