/** What the nightly comparison can find, by code. */
export const FINDING_CODES = [
  'leaf.missing',
  'leaf.unreadable',
  'leaf.hash',
  'leaf.record',
  'leaf.no-publication',
  'leaf.no-tip',
  'leaf.commitment',
  'leaf.tip-columns',
  'leaf.cover',
  'leaf.cover-overdue',
  'leaf.status',
  'leaf.status-missing',
  'row.subtree',
  'row.state',
  'row.tip-late',
  'checkpoint.root',
  'checkpoint.note',
  'file.missing',
  'file.differs',
  'file.surplus',
  'publication.no-leaf',
  'publication.columns',
  'record.missing',
  'record.differs',
  'served.missing',
  'served.differs',
  'served.not-gone',
  'check.cut-short',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** Where: a leaf by its index, a file by its path below the data folder, or a row of the database. */
export type FindingPlace = { leaf: number } | { path: string } | { row: string }

/** One thing that is not as the log says. Names nobody and no tip: findings are public. */
export type Finding = { code: FindingCode; at: FindingPlace }
