import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect } from 'vitest'
import type { FilingKind } from '#domain/record.ts'
import type { Opened, Person } from '../setup.ts'

type Here = Pick<Opened, 'ask' | 'as'>
type Data = Record<string, unknown>

/** An editor begins a filing with what is known already. */
export async function begin(here: Here, who: Person, kind: FilingKind, data: Data): Promise<string> {
  const { status, body } = await here.ask('POST', '/api/disclosures', { kind, ...data }, await here.as(who))
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

/** A filing as somebody sees it. */
export async function filingOf(here: Here, who: Person, id: string) {
  const { status, body } = await here.ask('GET', `/api/disclosures/${id}`, undefined, await here.as(who))
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** A decision on the version that is there now; the whole answer comes back. */
export async function tries(here: Here, who: Person, id: string, decision: string, about: Data = {}) {
  const { version } = (await filingOf(here, who, id)).disclosure
  return here.ask('POST', `/api/disclosures/${id}/${decision}`, { version, ...about }, await here.as(who))
}

/** The same, when it must work. */
export async function does(here: Here, who: Person, id: string, decision: string, about: Data = {}) {
  const { status, body } = await tries(here, who, id, decision, about)
  expect(status, `${decision}: ${JSON.stringify(body)}`).toBe(200)
  return body as { version: number; state: string; url: string | null }
}

/** Saves the whole of a draft. */
export async function change(here: Here, who: Person, id: string, data: Data) {
  const { version } = (await filingOf(here, who, id)).disclosure
  const { status, body } = await here.ask('PUT', `/api/disclosures/${id}`, { version, ...data }, await here.as(who))
  expect(status, JSON.stringify(body)).toBe(200)
}

/** Submitted by one, signed by another, approved by a third: public. */
export async function publish(here: Here, id: string, editor: Person, signer: Person, head: Person = 'zhao') {
  await does(here, editor, id, 'submission')
  await does(here, signer, id, 'signature')
  return (await does(here, head, id, 'approval')).url as string
}

/** Uploads one file to a filing: `rows` or `files`. */
export async function upload(here: Here, who: Person, id: string, part: 'rows' | 'files', file: File) {
  const form = new FormData()
  form.append('file', file)
  return here.ask('POST', `/api/disclosures/${id}/${part}`, form, await here.as(who))
}

/** The shipped template with lines filled in, as a person fills them in: below the header, text and numbers. */
export function filled(template: Uint8Array, lines: readonly (readonly (string | number)[])[]): Uint8Array {
  const parts = unzipSync(template)
  const path = 'xl/worksheets/sheet1.xml'
  const sheet = strFromU8(parts[path] ?? new Uint8Array())
  const header = /<row\b[^>]*\br="1"[\s\S]*?<\/row>/.exec(sheet)?.[0] ?? ''
  expect(header).not.toBe('')
  const rows = lines.map((line, at) => {
    const row = at + 2
    const cells = line.map((value, column) => cellOf(`${String.fromCharCode(65 + column)}${row}`, value))
    return `<row r="${row}">${cells.join('')}</row>`
  })
  const body = `<sheetData>${header}${rows.join('')}</sheetData>`
  parts[path] = strToU8(sheet.replace(/<sheetData>[\s\S]*<\/sheetData>/, () => body))
  return zipSync(parts)
}

function cellOf(at: string, value: string | number): string {
  if (value === '') return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
}

/** A small report to upload, one page, with these words. */
export function pdfFile(bytes: Uint8Array, name: string): File {
  return new File([new Uint8Array(bytes)], name, { type: 'application/pdf' })
}
