import type { Archive } from '#domain/archive.ts'
import type { Db } from './open.ts'

/**
 * The archive by SQL, for the running process and the publish program. Every answer takes the same time however much
 * was published, except `late` for a day it was not asked for before. Records once read are kept (a few MiB).
 */
export function archiveOf(_db: Db): Archive {
  throw new Error('not yet')
}
