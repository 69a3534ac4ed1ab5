import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/** Pages and characters read of one report; the longest an assessment's text may be. */
const MAX_PAGES = 1000
const MAX_TEXT = 400_000

/** The words of a PDF, page by page; empty for a scan. A thread of its own: `pdf-node.ts` starts it and may end it. */
async function textOfPdf(bytes: Uint8Array): Promise<string> {
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

parentPort?.postMessage(await textOfPdf(workerData as Uint8Array))
