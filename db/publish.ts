import { staticFilesOf } from '#domain/disclosure/template.ts'
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

/** The fixed pages for a day, and the files that come with this version. The same day gives the same bytes. */
export async function fixedPages(
  render: Render,
  frame: PageFrame,
  turnstileSiteKey: string | null,
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
    const html = await render(path, { frame, ...filled[path] })
    pages.push({ path: fileOf(path), bytes: new TextEncoder().encode(html) })
  }
  return [...pages, ...staticFilesOf()]
}

/** `/report/` lies in `report/index.html`, the page for unknown addresses in `404.html`, a program under its own name. */
function fileOf(path: string): string {
  if (path === '/404/') return '404.html'
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1)
}
