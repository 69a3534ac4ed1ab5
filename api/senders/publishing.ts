import type { Engine } from '#db/engine.ts'
import type { FiledBytes } from '#db/record.ts'
import type { HomeFigures, PageFrame, Render } from '#domain/page.ts'
import type { Step } from './files.ts'

/** What publishing needs of its process. */
export type Publishing = {
  db: Engine
  dataDir: string
  /** The built site: its folder, the hash of its templates, its renderer. */
  built: { folder: string; hash: string; render: Render }
  about: Omit<PageFrame, 'asOf'> & { turnstileSiteKey: string | null }
  filed: FiledBytes
  /** Figures of the home page for a moment. */
  figures(now: Date): Promise<HomeFigures>
  now(): Date
  step: Step
  /** Brings what was published to the public log, once its pages are there. Never throws. */
  log?(): Promise<unknown>
  /** Processes of a full build; as many as it takes when left out. */
  processes?: number
}

export type Publisher = {
  /** Everything to date, from whatever state the folder is in. @returns the paths that changed, or null after a full build */
  bring(): Promise<string[] | null>
  /**
   * What was published since. Calls that come while one is under way are answered by the next one together. `shown` is
   * called as soon as it stands at its addresses; what only counts it follows.
   */
  replay(shown?: () => void): Promise<string[]>
  /** The pages of a new day; nothing when it is no new day. */
  night(): Promise<string[]>
  /**
   * The bulk tables anew when something they hold was withdrawn. Figures bring them along by themselves (`replay`), other
   * changes wait for the night. @returns whether
   */
  tables(): Promise<boolean>
  /** `/how-we-work/` anew when what it says of the duty roster is no longer so. @returns whether */
  duty(): Promise<boolean>
  /** Everything anew in a new folder, from the record alone, while readers keep the one they have. */
  rebuild(): Promise<void>
  /** What every page is told has changed: everything anew, unless it was already. What fails is made up for at night. */
  renew(about: Publishing['about']): Promise<void>
}
