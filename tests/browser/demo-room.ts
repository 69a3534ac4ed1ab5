import type { Browser } from '@playwright/test'
import { afterAll, beforeAll } from 'vitest'
import { client } from '../client.ts'
import type { Running } from '../server.ts'
import { launch, visit } from './browser.ts'
import { startDemo } from './demo.ts'

/**
 * A demo bureau and a browser for the tests of a block or a file: they start before its first and stop after its last, so
 * what is asked of them is asked inside tests and hooks.
 */
export function demoRoom(env: Record<string, string> = {}) {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startDemo(env)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  return {
    url: () => server.url,
    dataDir: () => server.dataDir,
    here: () => client(server.url),
    visit: (options: Parameters<typeof visit>[2] = {}) => visit(browser, server.url, options),
  }
}
