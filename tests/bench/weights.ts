import { gzipSync } from 'node:zlib'
import { addressOf, recordsOf } from '../browser/records.ts'
import { startServer } from '../server.ts'
import { goal, type Row } from './table.ts'

/** Five kinds of page, each the heaviest of its kind in the demo. */
const PAGES: Record<string, (url: string) => Promise<string>> = {
  home: async () => '/',
  enterprise: async () => '/enterprises/91410102MADEM00012/',
  disclosure: async (url) => addressOf(await recordsOf(url, '/disclosures/p/1'), /电镀.*2024/),
  remediation: async (url) => addressOf(await recordsOf(url, '/remediations'), /砖瓦/),
  assessment: async (url) => addressOf(await recordsOf(url, '/assessments'), /砖瓦/),
}
const MOST = 30 * 1024

/** What a first visit to each kind of page of the demo transfers, compressed, and how much of it is script. */
export async function weightRows(): Promise<Row[]> {
  const server = await startServer()
  try {
    const rows: Row[] = []
    for (const [name, address] of Object.entries(PAGES)) {
      const html = await textOf(`${server.url}${await address(server.url)}`)
      const linked = [...html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map(
        (found) => found[1] ?? '',
      )
      let rest = 0
      for (const one of new Set(linked)) rest += packed(await textOf(new URL(one, server.url).href))
      const scripts = [...html.matchAll(/<script(?![^>]*application\/ld\+json)[^>]*>/g)].length
      const page = packed(html)
      rows.push({
        what: `page: ${name}`,
        took: `${page + rest} B gz`,
        beside: `${page} B the page, ${rest} B style and icon; ${scripts} scripts`,
        goal: `${goal(page + rest <= MOST, '≤ 30 KB')}; ${goal(scripts === 0, '0 B of script')}`,
      })
    }
    return rows
  } finally {
    await server.stop()
  }
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`couldn't weigh ${url}: ${answer.status}`)
  return answer.text()
}

function packed(text: string): number {
  return gzipSync(text).length
}
