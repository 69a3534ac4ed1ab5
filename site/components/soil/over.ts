import type { PublicRecord } from '#domain/record.ts'
import { compareRows } from '#domain/standard/compare.ts'

/** What was counted, by record and version, which never changes: a list of fifty is rendered again for each new one. */
const counted = new Map<string, number>()
const MOST = 500

/** Results of a report that are over their screening value; 0 of what was withdrawn. */
export function overOf({ id, version, data }: PublicRecord<'soil_self_monitoring'>): number {
  if (!data) return 0
  const key = `${id} ${version} ${data.landClass} ${data.rows.length} ${data.rows.map(({ value }) => value).join()}`
  const known = counted.get(key)
  if (known !== undefined) return known
  const over = compareRows(data.rows, data.landClass).filter(({ state }) => state === 'over').length
  if (counted.size >= MOST) counted.clear()
  counted.set(key, over)
  return over
}
