import type { LogPage, LogTipsPage } from '#domain/log/page.ts'
import type { PageLocals } from '#domain/page.ts'

export const sampleLog: LogPage = {
  state: {
    origin: 'localhost:8787/log',
    size: 1204,
    root: 'rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=',
    vkey: 'localhost:8787/log+945d2319+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  },
  promiseVkey: 'localhost:8787/log/promise+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  witnesses: [],
  newestDay: '2026-11-19',
  check: { on: '2026-11-20', findings: [] },
  standsStill: null,
}

export const sampleTips: LogTipsPage = {
  asOf: '2026-11-20',
  size: 1204,
  tally: {
    tips: 112,
    covers: 31,
    closed: 36,
    refused: 4,
    transferred: 2,
    open: 39,
    underWay: 11,
    overdue: [],
    falseCovers: [],
    stray: [],
  },
  problem: null,
}

/** Sample locals of the pages about the public log. */
export const LOG_SAMPLES: Record<string, Omit<PageLocals, 'frame'>> = {
  '/log/': { log: sampleLog },
  '/log/tips/': { logTips: sampleTips },
}
