import type { LateFiler } from './archive.ts'
import type { Bureau } from './bureau.ts'
import type { Exceeded } from './case/late.ts'
import type { CaseFacetPage, CaseFacets, CasePage } from './case/publication/page.ts'
import type { PublicStatus } from './case/status.ts'
import type { DutyStatement } from './duty-statement.ts'
import type { FilingDuty } from './enterprise/duty.ts'
import type { FollowPage } from './follow.ts'
import type { RecipientKind } from './identity/recipient.ts'
import type { LogPage, LogTipsPage } from './log/page.ts'
import type { PublicRecord, RecordKind, VersionedKind } from './record.ts'
import type { Problem } from './refusal.ts'
import type { SurveyAnswer } from './tip/schema.ts'

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

/** Home figures of the last closed ISO week, as strings ready to show (`<5` for 1–4, `20+` for 20–24). */
export type HomeFigures = {
  /** e.g. 2026-W46, with its last day. */
  week: string
  weekEndsOn: string
  open: string
  answered: string
  overdue: string
}

/** `/`: the figures, what was published lately (newest first) and who is late. */
export type HomePage = HomeFigures & { latest: PublicRecord[]; late: { total: number; items: LateFiler[] } }

/** The report form as it stands: values come back as sent, problems stand beside fields. */
export type ReportForm = {
  today: string
  values: Record<string, string | string[]>
  problems: Problem[]
  /** Photos already stored, kept across attempts (hidden fields `attachments`). */
  attachments: { id: string; width: number; height: number }[]
  idempotencyKey: string | null
  turnstileSiteKey: string | null
  /** Keys that who they are can be sealed to; empty while there are not enough, and only anonymous tips are taken. */
  recipients: { id: string; kind: RecipientKind; recipient: string; fingerprint: string }[]
  /** Map tiles behind our own `/tiles/`, with what must stand beside them; absent where no source is set. */
  tiles?: { attribution: string; crs: 'WGS84' | 'GCJ02' } | undefined
}

/** Over the rate without JavaScript: the same form, hidden, to be sent again with `token` after `seconds`. */
export type ReportWait = ReportForm & { token: string; seconds: number; reason?: string }

export type ReceiptPage = {
  reference: string
  receipt: string
  acknowledgeBy: { on: string; article: string; provisional: boolean }
  outOfDistrict: { body: string; phone: string | null } | null
  emergency: boolean
  /** Signed note: this tip will be in the public log by its deadline. null while the log signs no promises. */
  promise: string | null
}

/** `isOpen`: it may be answered, or answered differently, `until` a day once it was. */
export type TipSurvey = { answer: SurveyAnswer | null; isOpen: boolean; until: string | null }

/** What the holder of a receipt sees. */
export type TipStatus = {
  reference: string
  status: PublicStatus
  label: string
  steps: { code: string; label: string; on: string }[]
  nextDeadline?:
    | { step: string; by: string; article: string; provisional: boolean; uncounted?: number; exceeded?: Exceeded }
    | undefined
  /** A limit that stands still, since when and under which article: the recheck while a hearing goes on. */
  standsStill?: { step: string; since: string; article: string } | undefined
  /** Until when a review of the answer, or another look at the review, may be asked for. */
  mayAsk?: { step: string; by: string; article: string; provisional: boolean } | undefined
  /** The follow-up (回访): what was answered, and until when it may still be. Absent while nobody is asked. */
  survey?: TipSurvey | undefined
  messages: { from: 'bureau' | 'reporter'; on: string; text: string; attachments: string[] }[]
  /** How often who they are was opened, and how often it was sealed anew to other keys. */
  unsealed: number
  resealed: number
  /** The `.tlog-proof` of the tip's own leaf, once it is in the public log. */
  proof?: string | undefined
}

/** A new code in place of one that others have seen, and the nonce that confirms it. */
export type ReceiptChange = { receipt: string; nonce: string }

/**
 * Status page: the empty form, an answer (with the receipt for the message form), what was wrong, or the code to change
 * to first (`receipt` is then the old one).
 */
export type StatusPage = {
  receipt: string | null
  status: TipStatus | null
  problem: string | null
  change: ReceiptChange | null
  /** The code in `receipt` was put to use just now. */
  receiptChanged: boolean
  surveyProblem: string | null
  surveyText: string
  messageProblem: string | null
  messageSent: boolean
  messageText: string
  /** A promise can be fetched for a tip that is not in the log yet. */
  isPromised: boolean
}

export type ErrorPage = { status: number; code: string; message: string; request: string }

/** A version in the list of a record's versions. */
export type VersionLine = { version: number; publishedOn: string; change: { changed: string; basis: string } | null }

/** One version of a record; `newest` is the one its address shows. */
export type RecordPage<K extends RecordKind> = { record: PublicRecord<K>; versions: VersionLine[]; newest: number }

/** `/enterprises/<code>/`. Disclosures newest year first, every one that is public; `withdrawn` says what no longer is. */
export type EnterprisePage = RecordPage<'enterprise'> & {
  disclosures: PublicRecord<'soil_self_monitoring'>[]
  remediations: PublicRecord<'remediation_notice'>[]
  transfers: PublicRecord<'soil_transfer'>[]
  assessments: PublicRecord<'effect_assessment'>[]
  withdrawn: PublicRecord[]
  duties: FilingDuty[]
  cases: PublicRecord<'case'>[]
}
/** `/disclosures/<id>/` and `/disclosures/<id>/v/<n>/`; `before` is the same enterprise's year before. */
export type DisclosurePage = RecordPage<'soil_self_monitoring'> & {
  before: PublicRecord<'soil_self_monitoring'> | null
}
/** `/remediations/<id>/`. */
export type RemediationPage = RecordPage<'remediation_notice'> & {
  plot: PublicRecord<'plot'> | null
  transfers: PublicRecord<'soil_transfer'>[]
  assessments: PublicRecord<'effect_assessment'>[]
  /** Codes of the organisations it names that are in the register of institutions: those have a page. */
  registered: string[]
  cases: PublicRecord<'case'>[]
}
export type TransferPage = RecordPage<'soil_transfer'> & { project: PublicRecord<'remediation_notice'> | null }
/** `registered` as in `RemediationPage`. */
export type AssessmentPage = RecordPage<'effect_assessment'> & {
  project: PublicRecord<'remediation_notice'> | null
  registered: string[]
}
export type PlotPage = RecordPage<'plot'> & {
  remediations: PublicRecord<'remediation_notice'>[]
  transfers: PublicRecord<'soil_transfer'>[]
  assessments: PublicRecord<'effect_assessment'>[]
  cases: PublicRecord<'case'>[]
}
/** The newest 50 of each, with how many there are in all. */
export type InstitutionPage = RecordPage<'institution'> & {
  disclosures: PublicRecord<'soil_self_monitoring'>[]
  remediations: PublicRecord<'remediation_notice'>[]
  assessments: PublicRecord<'effect_assessment'>[]
  total: { disclosures: number; remediations: number; assessments: number }
}
/** `/figures/<yyyy-mm>/`, `/figures/<yyyy>/` and their older versions. */
export type FiguresPage = RecordPage<'figures'>
/** `/pollutants/<id>/`: the newest reports that name it, at most 50, with how many there are in all. */
export type PollutantPage = { id: string; reports: PublicRecord<'soil_self_monitoring'>[]; total: number }
/** `/disclosures/<id>/diff/<m>-<n>/` and the same under every kind that has versions. */
export type DiffPage = { from: PublicRecord<VersionedKind>; to: PublicRecord<VersionedKind> }
/**
 * A list: its front page (newest 50, first published last comes first) or the fixed page `p/<page>/` (100 by ordinal,
 * oldest first). Withdrawn ones stay in their place. A fixed page must not change when something is published far
 * from it, so there `total` counts up to its own last item and `pages` only says whether one follows (`page < pages`).
 */
export type ListPage = {
  kind: RecordKind
  items: PublicRecord[]
  total: number
  /** null on the front page. */
  page: number | null
  pages: number
  late: { total: number; items: LateFiler[] } | null
  /** Of the handling table's front page. */
  facets?: CaseFacets
}
/** A withdrawn record (410). */
export type GonePage = { record: PublicRecord<VersionedKind>; versions: VersionLine[] }
/** `/data/`: whole tables, made every night. Sizes in bytes. */
export type DataPage = {
  sets: {
    name: string
    title: string
    rows: number
    files: { href: string; format: string; size: number; sha256: string }[]
  }[]
}
/** One hit; `snippet` is plain text. */
export type Hit = { type: RecordKind | 'pollutant'; id: string; title: string; snippet: string; url: string }
/** `/search/?q=`. */
export type SearchPage = { q: string; type: string | null; items: Hit[]; total: number }

/** Everything a page may find in `Astro.locals`, one member filled beside the frame. */
export type PageLocals = {
  frame: PageFrame
  home?: HomePage
  /** What `/how-we-work/` says of the duty roster. */
  duty?: DutyStatement
  form?: ReportForm
  wait?: ReportWait
  receipt?: ReceiptPage
  status?: StatusPage
  follow?: FollowPage
  error?: ErrorPage
  list?: ListPage
  enterprise?: EnterprisePage
  disclosure?: DisclosurePage
  remediation?: RemediationPage
  transfer?: TransferPage
  assessment?: AssessmentPage
  plot?: PlotPage
  institution?: InstitutionPage
  figures?: FiguresPage
  case?: CasePage
  caseFacet?: CaseFacetPage
  pollutant?: PollutantPage
  diff?: DiffPage
  gone?: GonePage
  data?: DataPage
  search?: SearchPage
  log?: LogPage
  logTips?: LogTipsPage
}

/** Renders the page at a path (e.g. `/report/`) through the prebuilt server entry; the body is a whole HTML page. */
export type Render = (path: string, locals: PageLocals) => Promise<string>
