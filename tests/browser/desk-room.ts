import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, expect } from 'vitest'
import { client } from '../client.ts'
import type { Running } from '../server.ts'
import { file } from '../stories/desk.ts'
import { launch, type Visit, visit } from './browser.ts'
import { startDemo } from './demo.ts'

/**
 * A demo bureau and a browser for the tests of one block: they start before its first test and stop after its last, so
 * what is asked of them is asked inside tests.
 */
export function deskRoom(env: Record<string, string> = {}) {
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
  const here = () => client(server.url)
  return {
    here,
    /** A resident's tip about soil at 西流湖公园, and the case it opened. */
    file: (description: string, place: Record<string, unknown> = {}) =>
      file(here(), {
        kinds: ['soil_groundwater'],
        behaviours: [],
        description,
        place: { address: '西流湖公园北门', street: '410102011', ...place },
      }),
    visit: (options: Parameters<typeof visit>[2] = {}) => visit(browser, server.url, options),
  }
}

/** Signs somebody of the cast in, by the button of their name, and waits for their first page. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in/')
  await page.getByRole('button', { name }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
}

/** Goes to an address of the desk as a link would. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}

/** Nothing was asked of anybody else, and the console said nothing. */
export const expectClean = ({ complaints, foreign }: Visit) => expect([...complaints, ...foreign]).toEqual([])
