import { join } from 'node:path'
import { builtSite, loadSite } from '#api/senders/site.ts'
import type { Bureau } from '#domain/bureau.ts'
import type { PageLocals } from '#domain/page.ts'
import { sampleLocals } from '#site/sample.ts'
import { CASE_SAMPLES } from '#site/sample-cases.ts'
import { FIGURE_SAMPLES } from '#site/sample-figures.ts'
import { PROJECT_SAMPLES } from '#site/sample-project-pages.ts'
import { SOIL_SAMPLES } from '#site/sample-soil.ts'
import { bureau } from '../fixtures/bureau.ts'

/** Where a build goes when the checkout's own is out of date. */
const SPARE = join(import.meta.dirname, '../.artifacts/site')

export const folder = await builtSite(SPARE)
export const { render, csp } = await loadSite(folder)

/** Pages people read or fill in; the shells of the staff are not among them. */
export const PUBLIC_PAGES = [
  '/',
  '/report/',
  '/report/received/',
  '/report/waiting/',
  '/report/status/',
  '/how-we-work/',
  '/privacy/',
  '/accessibility/',
  '/log/',
  '/log/tips/',
  '/log/verify/',
  '/log/guide/',
  '/follow/',
  '/error/',
  '/404/',
] as const
/** Sample pages of what was published: records, lists, comparisons, search. */
export const RECORD_PAGES: readonly string[] = Object.keys({
  ...SOIL_SAMPLES,
  ...PROJECT_SAMPLES,
  ...FIGURE_SAMPLES,
  ...CASE_SAMPLES,
})
export const SHELL_PAGES = ['/desk/', '/portal/', '/sign-in/'] as const
export const PAGES: readonly string[] = [...PUBLIC_PAGES, ...RECORD_PAGES, ...SHELL_PAGES]

/** A page through the built entry, from sample locals with some of them replaced. */
export function page(path: string, about: Partial<PageLocals> = {}, of: Bureau = bureau): Promise<string> {
  return render(path, { ...sampleLocals(path, of), ...about })
}

/** The frame of the sample pages, for a variation of it. */
export const frameOf = (of: Bureau = bureau): PageLocals['frame'] => sampleLocals('/', of).frame

/** Text of a page as a reader gets it, without tags. */
export const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** A page with all attribute values emptied: what is left is what the parser would take for markup. */
export const markupOf = (html: string): string => html.replaceAll(/="[^"]*"/g, '=""')
