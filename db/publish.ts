import { staticFilesOf } from '#domain/disclosure/template.ts'
import type { DutyStatement } from '#domain/duty-statement.ts'
import type { PageFrame, PageLocals, Render } from '#domain/page.ts'
import type { FileChange } from './files.ts'

/** Pages, and a program, that no record is on and that are the same for every reader; `/` is made with the records. */
export const FIXED = [
  '/404/',
  '/accessibility/',
  '/privacy/',
  '/how-we-work/',
  '/sign-in/',
  '/desk/',
  '/portal/',
  '/report/status/',
  '/report/',
  '/log/verify/',
  '/log/guide/',
  '/figures/recompute.mjs',
] as const

/**
 * The fixed pages for a day, and the files that come with this version. The same day, and the same statement of the
 * duty roster, give the same bytes.
 */
export async function fixedPages(
  render: Render,
  frame: PageFrame,
  turnstileSiteKey: string | null,
  duty: DutyStatement,
): Promise<FileChange[]> {
  const today = frame.asOf
  const blank = { values: {}, problems: [], attachments: [], idempotencyKey: null, recipients: [] }
  const form = { ...blank, today, turnstileSiteKey }
  const status = {
    receipt: null,
    status: null,
    problem: null,
    change: null,
    receiptChanged: false,
    surveyProblem: null,
    surveyText: '',
    messageProblem: null,
    messageSent: false,
    messageText: '',
    isPromised: false,
  }
  const filled: Partial<Record<(typeof FIXED)[number], Omit<PageLocals, 'frame'>>> = {
    '/report/': { form },
    '/report/status/': { status },
  }
  const pages: FileChange[] = []
  for (const path of FIXED) {
    if (path === DUTY_PAGE) pages.push(await dutyPage(render, frame, duty))
    else pages.push(await filed(path, render, { frame, ...filled[path] }))
  }
  return [...pages, ...staticFilesOf()]
}

const DUTY_PAGE = '/how-we-work/'

/** The one fixed page that says how the duty roster stands: made anew when that changes. */
export function dutyPage(render: Render, frame: PageFrame, duty: DutyStatement): Promise<FileChange> {
  return filed(DUTY_PAGE, render, { frame, duty })
}

async function filed(path: (typeof FIXED)[number], render: Render, locals: PageLocals): Promise<FileChange> {
  return { path: fileOf(path), bytes: new TextEncoder().encode(await render(path, locals)) }
}

/** `/report/` lies in `report/index.html`, the page for unknown addresses in `404.html`, a program under its own name. */
function fileOf(path: string): string {
  if (path === '/404/') return '404.html'
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1)
}
