/** Why a log may stand still: it takes no more leaves rather than contradict what is public. */
export const LOG_FAULTS = [
  /** The database is from before what is public: a restored copy. */
  'database-older',
  /** The database has another root for a size that is public. */
  'other-root',
  /** What is public is a log of another name. */
  'other-log',
  /** Leaves or tiles are missing, or are not those that were signed. */
  'altered',
  /** The public checkpoint cannot be read, and nothing else tells how far the log went. */
  'published-unreadable',
  /** The key that signs is not here. */
  'key-missing',
  /** The key that is here is not the log's. */
  'other-key',
  /** Something failed, a full disk say; it is tried again. */
  'fault',
] as const
export type LogFault = (typeof LOG_FAULTS)[number]

/** Whether a log goes on. */
export type LogStanding = { ok: true } | { ok: false; why: LogFault }
