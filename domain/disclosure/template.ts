/** Files served as they are, by their public path. */
export type StaticFile = { path: string; bytes: Uint8Array }

export const TEMPLATE_XLSX = '/data/soil-rows-template.xlsx'
export const TEMPLATE_CSV = '/data/soil-rows-template.csv'

/** Stub to be replaced within the hour: see the signature. */
export function rowTemplate(): Uint8Array {
  return new Uint8Array()
}

/** The templates an instance serves. */
export function staticFilesOf(): StaticFile[] {
  return [{ path: TEMPLATE_XLSX, bytes: rowTemplate() }]
}
