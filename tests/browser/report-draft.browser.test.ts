import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../client.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import type { Running } from '../server.ts'
import { shot, violations, withBrowser } from './browser.ts'
import { findChromium } from './chromium.ts'
import { startDemo } from './demo.ts'

let running: Running
const folder = mkdtempSync(join(tmpdir(), 'jingtu-draft-'))
const photo = join(folder, 'river.jpg')
let profiles = 0

withBrowser('a draft of the report form', () => {
  beforeAll(async () => {
    writeFileSync(photo, await phonePhoto())
    running = await startDemo()
  })
  afterAll(async () => {
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is kept with its photos through a restart of the browser, only when asked for, and can be deleted', async () => {
    const profile = newProfile()
    const first = await open(profile)
    await first.page.fill('textarea[name="description"]', '没有要求保存的一段话。')
    await first.page.waitForTimeout(600)
    expect(await databases(first.page)).toEqual([])
    await first.page.check('[data-draft-keep]')
    await fill(first.page)
    await first.page.selectOption('[name="answers.water_colour"]', 'black', { force: true })
    await withPhoto(first.page)
    expect(await databases(first.page)).toEqual(['report-draft'])
    await first.page.waitForTimeout(600)
    await first.context.close()

    const second = await open(profile)
    await second.page.waitForSelector('.photo input[name="attachments"]', { state: 'attached' })
    expect(await second.page.inputValue('textarea[name="description"]')).toBe('河水发黑，有刺鼻的味道。')
    expect(await second.page.inputValue('[name="answers.water_colour"]')).toBe('black')
    expect(await second.page.isChecked('[name="kinds"][value="water"]')).toBe(true)
    expect(await violations(second.page)).toEqual([])
    await shot(second.page, 'report-draft-restored')
    await second.page.click('[data-draft-delete]')
    await expect.poll(() => databases(second.page)).toEqual([])
    // The page keeps its words; the device keeps nothing.
    expect(await second.page.inputValue('textarea[name="description"]')).toBe('河水发黑，有刺鼻的味道。')
    await second.context.close()
    const third = await open(profile)
    expect(await third.page.inputValue('textarea[name="description"]')).toBe('')
    expect(await third.page.isChecked('[data-draft-keep]')).toBe(false)
    await third.context.close()
  })

  test('is sent once, though the browser died between the 201 and the receipt, and is gone then', async () => {
    const profile = newProfile()
    const first = await open(profile)
    await first.page.check('[data-draft-keep]')
    await fill(first.page)
    await withPhoto(first.page)
    const { reference, died } = await dieAfter201(first.context, first.page)
    await died

    const second = await open(profile)
    await second.page.waitForSelector('.photo input[name="attachments"]', { state: 'attached' })
    expect(await second.page.innerText('[data-says]')).toContain('请再按一次')
    await second.page.click('button[type="submit"].button--primary')
    await second.page.waitForSelector('receipt-card:visible [data-fill="receipt"] span')
    expect(await second.page.innerText('[data-fill="reference"]:visible')).toBe(reference)
    expect(await tipsAbout('河水发黑，有刺鼻的味道')).toBe(1)
    await expect.poll(() => databases(second.page)).toEqual([])
    await second.context.close()
  })

  test('sent again in other words after such a death, it is still the tip that was taken, and says so', async () => {
    const profile = newProfile()
    const first = await open(profile)
    await first.page.check('[data-draft-keep]')
    await fill(first.page, '沟里倒了油漆桶，味道很大。')
    const { reference, died } = await dieAfter201(first.context, first.page)
    await died
    const second = await open(profile)
    await expect.poll(() => second.page.inputValue('textarea[name="description"]')).not.toBe('')
    await second.page.fill('textarea[name="description"]', '沟里倒了油漆桶，味道很大，有十几只。')
    await second.page.click('button[type="submit"].button--primary')
    await second.page.waitForSelector('receipt-card:visible [data-fill="earlier"]')
    expect(await second.page.innerText('[data-fill="reference"]:visible')).toBe(reference)
    expect(await tipsAbout('沟里倒了油漆桶')).toBe(1)
    await second.context.close()
  })
})

const newProfile = () => join(folder, `profile-${++profiles}`)

/** The form in a browser that keeps its profile, as a person's does. */
async function open(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    baseURL: running.url,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto('/report/')
  await page.waitForSelector('[data-draft]:visible')
  return { context, page }
}

async function fill(page: Page, description = '河水发黑，有刺鼻的味道。'): Promise<void> {
  await page.check('[name="kinds"][value="water"]')
  await page.fill('textarea[name="description"]', description)
  await page.fill('[name="place.address"]', '演示河桥下')
}

async function withPhoto(page: Page): Promise<void> {
  await page.setInputFiles('input[type="file"]', photo)
  await page.waitForSelector('.photo input[name="attachments"]', { state: 'attached' })
}

/** The tip reaches the server, its answer never reaches the page, and the browser is gone. */
async function dieAfter201(context: BrowserContext, page: Page) {
  let died: Promise<void> = Promise.resolve()
  const reference = await new Promise<string>((resolve) => {
    page.route('**/api/tips', async (route) => {
      const answer = await route.fetch()
      expect(answer.status()).toBe(201)
      died = context.close()
      resolve((await answer.json()).reference)
    })
    page.click('button[type="submit"].button--primary')
  })
  return { reference, died }
}

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name).concat(Object.keys(localStorage)))

async function tipsAbout(words: string): Promise<number> {
  const here = client(running.url)
  const { body } = await here.ask('GET', `/api/cases?q=${encodeURIComponent(words)}`, undefined, await here.as('qian'))
  return body.items.length
}
