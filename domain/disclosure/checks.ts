import type { SoilSelfMonitoring } from './schema.ts'

/** Something to look at in a filing. A `problem` keeps it from being submitted; a `warning` is for editor and reviewer. */
export type Check = { level: 'problem' | 'warning'; path: string; code: string; message: string }

/** What is checked: a draft may lack any part. */
export type Draft = Partial<SoilSelfMonitoring>

/** Stub to be replaced within the hour: see the signature. */
export function checksOf(_data: Draft, _before: Draft | null): Check[] {
  return []
}
