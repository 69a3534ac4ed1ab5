import type { Archive } from '#domain/archive.ts'
import type { HomeFigures, PageFrame, Render } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'

/** A file of the published site, e.g. `disclosures/7k3m9q2x5t1v/index.html`; null bytes: it is not there any more. */
export type SiteFile = { path: string; bytes: Uint8Array | null }

/**
 * Addresses whose files one publication may change, each once, targets before the pages that link to them. Asked of an
 * archive that holds the publication already. A publication never asks for more than a fixed number of pages and the
 * pages of what it names, however many records there are; `/data/` is not among them (`publishBulk`).
 */
export async function affectedBy(_record: PublicRecord, _archive: Archive): Promise<string[]> {
  throw new Error('not yet')
}

/** Every address made from records, targets before the pages that link to them; `/` comes last, `/data/` is not one. */
export async function* everyAddress(_archive: Archive): AsyncGenerator<string> {}

/** Addresses whose files change between two days while nothing is published; targets first. Asks all records. */
export async function agedBetween(_from: string, _to: string, _archive: Archive): Promise<string[]> {
  throw new Error('not yet')
}

/**
 * The files of one address: page, `.json`, `.csv`, feeds; of a withdrawn record `gone.html` and `gone.json` with what
 * goes away; of an address under it, what goes away. A pure function of what the archive holds, the frame and the
 * figures (which only `/` shows).
 * @throws when the archive has nothing under the address
 */
export async function filesOf(
  _address: string,
  _archive: Archive,
  _render: Render,
  _frame: PageFrame,
  _figures: HomeFigures,
): Promise<SiteFile[]> {
  throw new Error('not yet')
}

/**
 * `/data/`: every table whole as CSV and JSON, then the page that lists them with sizes and digests. Streams: memory does
 * not grow with the number of records. Run at start and every night, not at each publication.
 * `put` stores one file durably and returns when it is there.
 */
export async function publishBulk(
  _archive: Archive,
  _render: Render,
  _frame: PageFrame,
  _put: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  throw new Error('not yet')
}
