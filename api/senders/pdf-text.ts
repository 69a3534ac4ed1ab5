import { getDocumentProxy } from 'unpdf'
import { Refusal } from '#domain/refusal.ts'

/** Pages and characters read of one report; the longest an assessment's text may be. */
const MAX_PAGES = 1000
const MAX_TEXT = 400_000

/** @throws Refusal `file.unsupported` when the bytes are no PDF */
export function assertPdf(bytes: Uint8Array): void {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (!head.includes('%PDF-')) throw new Refusal('file.unsupported')
}

/** The words of a PDF, page by page; empty for a scan. Throws what the reader says when it is broken or has a password. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 })
  let text = ''
  for (let at = 1; at <= Math.min(pdf.numPages, MAX_PAGES) && text.length < MAX_TEXT; at++)
    text += `${await textOfPage(pdf, at)}\n\n`
  return text.trim().slice(0, MAX_TEXT)
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function textOfPage(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number).catch(() => null)
  const content = await page?.getTextContent().catch(() => null)
  const items = content?.items ?? []
  return items
    .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
    .join('')
    .trim()
}
