import { dayOf } from '#domain/clock.ts'
import type { PageFrame, PageLocals, Render } from '#domain/page.ts'
import { countHomeFigures } from './figures.ts'
import type { Db } from './open.ts'

/** Where published pages lie: a folder, or a bucket. `put` swaps the whole file in at once and durably. */
export type Files = {
  read(path: string): Promise<Uint8Array | null>
  put(path: string, bytes: Uint8Array): Promise<void>
}

/** Every page that is the same for every reader, targets before the pages that link to them. */
export const PUBLISHED = [
  '/404/',
  '/accessibility/',
  '/privacy/',
  '/how-we-work/',
  '/sign-in/',
  '/desk/',
  '/report/status/',
  '/report/',
  '/',
] as const

/**
 * Renders the published pages for today and replaces those whose bytes changed. The same day and the same database
 * give the same bytes; cut short anywhere, running it again finishes it.
 * @returns the paths that changed
 */
export async function publish(
  db: Db,
  render: Render,
  about: Omit<PageFrame, 'asOf'> & { turnstileSiteKey: string | null },
  files: Files,
  now: Date,
): Promise<string[]> {
  const { turnstileSiteKey, ...rest } = about
  const today = dayOf(now)
  const frame: PageFrame = { ...rest, asOf: today }
  const form = { today, values: {}, problems: [], attachments: [], idempotencyKey: null, turnstileSiteKey }
  const status = {
    receipt: null,
    status: null,
    problem: null,
    messageProblem: null,
    messageSent: false,
    messageText: '',
  }
  const filled: Partial<Record<(typeof PUBLISHED)[number], Omit<PageLocals, 'frame'>>> = {
    '/': { home: await countHomeFigures(db, now) },
    '/report/': { form },
    '/report/status/': { status },
  }
  const changed: string[] = []
  for (const path of PUBLISHED) {
    const bytes = new TextEncoder().encode(await render(path, { frame, ...filled[path] }))
    const there = await files.read(fileOf(path))
    if (there && sameBytes(there, bytes)) continue
    await files.put(fileOf(path), bytes)
    changed.push(path)
  }
  return changed
}

/** `/report/` lies in `report/index.html`, the page for unknown addresses in `404.html`. */
function fileOf(path: string): string {
  return path === '/404/' ? '404.html' : `${path.slice(1)}index.html`
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
