import { type Browser, chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, type Running } from '../server.ts'
import { withBrowser } from './browser.ts'
import { findChromium } from './chromium.ts'
import { startDemo } from './demo.ts'
import { addressOf, recordsOf } from './records.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

/** Five kinds of page, each the heaviest of its kind in the demo. */
const PAGES: Record<string, (url: string) => Promise<string>> = {
  home: async () => '/',
  enterprise: async () => '/enterprises/91410102MADEM00012/',
  disclosure: async (url) => addressOf(await recordsOf(url, '/disclosures/p/1'), /电镀.*2024/),
  remediation: async (url) => addressOf(await recordsOf(url, '/remediations'), /砖瓦/),
  assessment: async (url) => addressOf(await recordsOf(url, '/assessments'), /砖瓦/),
}

withBrowser('Lighthouse gives', () => {
  let server: Running
  let browser: Browser
  let port: number
  beforeAll(async () => {
    server = await startDemo()
    port = await freePort()
    browser = await chromium.launch({
      executablePath: findChromium() ?? undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', `--remote-debugging-port=${port}`],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  for (const [name, address] of Object.entries(PAGES))
    test(`100 four times to the page of type ${name}`, async () => {
      const at = `${server.url}${await address(server.url)}`
      // The best of five: what a busy machine takes away is not the page's fault.
      let best: Record<string, number> = {}
      for (let run = 0; run < 5 && !isPerfect(best); run++) best = better(best, await scores(at, port))
      expect(best).toEqual(Object.fromEntries(CATEGORIES.map((one) => [one, 100])))
    })
})

async function scores(url: string, port: number): Promise<Record<string, number>> {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES })
  const categories = result?.lhr.categories ?? {}
  return Object.fromEntries(CATEGORIES.map((one) => [one, Math.round((categories[one]?.score ?? 0) * 100)]))
}

const isPerfect = (found: Record<string, number>) => CATEGORIES.every((one) => found[one] === 100)
const better = (one: Record<string, number>, other: Record<string, number>) =>
  Object.fromEntries(CATEGORIES.map((name) => [name, Math.max(one[name] ?? 0, other[name] ?? 0)]))
