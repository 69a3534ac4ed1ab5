import type { Bureau } from './bureau.ts'
import type { PublicStatus } from './case/status.ts'
import type { Problem } from './refusal.ts'

/** What every page gets. Pages never query: the caller loads this and passes it as `Astro.locals`. */
export type PageFrame = {
  bureau: Bureau
  /** Every page says 「演示数据」 while true. */
  demo: boolean
  /** Public origin without a trailing slash. */
  origin: string
  /** Day the page was rendered for, `YYYY-MM-DD`; the same day gives the same bytes. */
  asOf: string
}

/** Home figures of the last closed ISO week, as strings ready to show (`<5` for 1–4). */
export type HomeFigures = {
  /** e.g. 2026-W46, with its last day. */
  week: string
  weekEndsOn: string
  open: string
  answered: string
  overdue: string
}

/** The report form as it stands: values come back as sent, problems stand beside fields. */
export type ReportForm = {
  today: string
  values: Record<string, string | string[]>
  problems: Problem[]
  /** Photos already stored, kept across attempts (hidden fields `attachments`). */
  attachments: { id: string; width: number; height: number }[]
  idempotencyKey: string | null
  turnstileSiteKey: string | null
}

/** Over the rate without JavaScript: the same form, hidden, to be sent again with `token` after `seconds`. */
export type ReportWait = ReportForm & { token: string; seconds: number; reason?: string }

export type ReceiptPage = {
  reference: string
  receipt: string
  acknowledgeBy: { on: string; article: string; provisional: boolean }
  outOfDistrict: { body: string; phone: string | null } | null
  emergency: boolean
}

/** What the holder of a receipt sees. */
export type TipStatus = {
  reference: string
  status: PublicStatus
  label: string
  steps: { code: string; label: string; on: string }[]
  nextDeadline?: { step: string; by: string; article: string; provisional: boolean } | undefined
  messages: { from: 'bureau' | 'reporter'; on: string; text: string; attachments: string[] }[]
  unsealed: number
}

/** Status page: the empty form, an answer (with the receipt for the message form), or what was wrong. */
export type StatusPage = {
  receipt: string | null
  status: TipStatus | null
  problem: string | null
  messageProblem: string | null
  messageSent: boolean
  messageText: string
}

export type ErrorPage = { status: number; code: string; message: string; request: string }

/** Everything a page may find in `Astro.locals`, one member filled beside the frame. */
export type PageLocals = {
  frame: PageFrame
  home?: HomeFigures
  form?: ReportForm
  wait?: ReportWait
  receipt?: ReceiptPage
  status?: StatusPage
  error?: ErrorPage
}

/** Renders the page at a path (e.g. `/report/`) through the prebuilt server entry; the body is a whole HTML page. */
export type Render = (path: string, locals: PageLocals) => Promise<string>
