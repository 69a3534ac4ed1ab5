import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { describe, expect } from 'vitest'
import { findChromium } from './chromium.ts'

export const PHONE = { width: 390, height: 844 }
export const SCREEN = { width: 1280, height: 800 }
const ARTIFACTS = join(import.meta.dirname, '../.artifacts')

/** Tests that need a browser; `SKIP_BROWSER=1` skips them, and the run counts them as skipped. */
export const withBrowser = describe.skipIf(process.env.SKIP_BROWSER === '1')

export async function launch(): Promise<Browser> {
  const path = findChromium()
  if (!path) throw new Error('no Chromium: see README, or set SKIP_BROWSER=1')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  })
}

export type Visit = {
  page: Page
  /** Requests that left our origin. */
  foreign: string[]
  /** What the console complained of, policy violations among it. */
  complaints: string[]
  /** Scripts that were fetched. */
  scripts: string[]
  /** Another page in the same window, as if nothing had been read before: light, on a phone, no witness, no cookie. */
  anew(): Promise<void>
  close(): Promise<void>
}

/** A window on the site: no cookies, Chinese, and a witness of everything it asks for. */
export async function visit(
  browser: Browser,
  url: string,
  options: { viewport?: { width: number; height: number }; js?: boolean; dark?: boolean; touch?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: options.viewport ?? PHONE,
    javaScriptEnabled: options.js ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  const foreign: string[] = []
  const complaints: string[] = []
  const scripts: string[] = []
  context.on('request', (request) => {
    const at = request.url()
    if (!/^(data|blob|about):/.test(at) && new URL(at).origin !== url) foreign.push(at)
    if (request.resourceType() === 'script') scripts.push(at)
  })
  // A refused request is part of the page's work; the browser logs it all the same.
  const isNews = (text: string) => !/Failed to load resource: the server responded with a status of 4\d\d/.test(text)
  page.on('console', (message) => {
    if (message.type() === 'error' && isNews(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const anew = async () => {
    for (const one of [foreign, complaints, scripts]) one.length = 0
    await context.clearCookies()
    await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light' })
    await page.setViewportSize(options.viewport ?? PHONE)
  }
  return { page, foreign, complaints, scripts, anew, close: () => context.close() }
}

/** Nothing was asked of anybody else, and the console said nothing. */
export const expectClean = ({ complaints, foreign }: Visit) => expect([...complaints, ...foreign]).toEqual([])

/** From now on the page fetches everything again, as who comes for the first time. */
export async function uncached(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
}

/** Does what leads to another page and waits until it is there; the status it was answered with. */
export async function follow(page: Page, act: () => Promise<unknown>): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    page.waitForEvent('load'),
    act(),
  ])
  return answer.status()
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** All rules among those that look at colours. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands, as `rule: where`. `colours`: by the rules alone that look
 * at them, for a page that was looked at whole and since then only changed its theme.
 */
export async function violations(page: Page, look: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const only: axe.RunOnly = look === 'all' ? { type: 'tag', values: WCAG } : { type: 'rule', values: COLOURS }
  return page.evaluate(async (runOnly) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ runOnly, resultTypes: ['violations'] })
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`))
  }, only)
}

/** Saves the whole page as `tests/.artifacts/<name>.png`, when somebody wants to look: `SHOTS=1`. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== '1') return
  mkdirSync(ARTIFACTS, { recursive: true })
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage: true })
}

/** Whether the page is wider than its window: on a phone, text would have to be pushed sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

/** The page as it stands in its window: nothing axe can find, nothing wider than the window, a picture of it. */
export async function glance(page: Page, name: string): Promise<void> {
  const called = `${name}-${page.viewportSize()?.width}`
  expect(await violations(page), called).toEqual([])
  expect(await isTooWide(page), called).toBe(false)
  await shot(page, called)
}

/**
 * The page in both themes and both windows: nothing axe can find (`violations`), nothing wider than its window, a
 * picture of each (`shot`). The dark theme changes colours alone, so there they alone are looked at.
 */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [size, viewport] of Object.entries({ screen: SCREEN, phone: PHONE })) {
      await page.setViewportSize(viewport)
      expect(await isTooWide(page), `${name} at ${size}`).toBe(false)
      await shot(page, `${name}-${size}-${colorScheme}`)
    }
    const found = await violations(page, colorScheme === 'light' ? 'all' : 'colours')
    expect(found, `${name}, ${colorScheme}`).toEqual([])
  }
}
