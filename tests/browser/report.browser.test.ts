import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { phonePhoto } from '../fixtures/photos.ts'
import { status } from '../stories/desk.ts'
import { follow, isTooWide, shot, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const RECEIPT = /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/

const room = demoRoom()
const photo = join(mkdtempSync(join(tmpdir(), 'jingtu-photo-')), 'river.jpg')

withBrowser('the report form', () => {
  beforeAll(async () => {
    writeFileSync(photo, await phonePhoto())
  })

  test('without JavaScript a tip with a photo is filed, and the receipt stands on the page and in no address', async () => {
    const { page, foreign, scripts, close } = await room.visit({ js: false })
    await page.goto('/report/')
    await fill(page)
    await page.setInputFiles('input[name="photo"]', photo)
    const answer = await follow(page, () => page.click('button[type="submit"].button--primary'))
    expect(answer).toBe(201)
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/api/tips')
    const receipt = await receiptOn(page)
    expect(receipt).toMatch(RECEIPT)
    await shot(page, 'received-no-js-phone')
    expect(await status(room.here(), receipt)).toMatchObject({ status: 'pending' })
    expect(await page.context().cookies()).toEqual([])
    expect({ foreign, scripts }).toEqual({ foreign: [], scripts: [] })
    await close()
  })

  test('without JavaScript, what is wrong is said beside each field, and nothing typed or uploaded is lost', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/')
    await page.fill('textarea[name="description"]', '臭')
    await page.fill('[name="place.address"]', '西流湖公园北门')
    await page.setInputFiles('input[name="photo"]', photo)
    const answer = await follow(page, () => page.click('button[type="submit"].button--primary'))
    expect(answer).toBe(422)
    expect(await page.inputValue('textarea[name="description"]')).toBe('臭')
    expect(await page.inputValue('[name="place.address"]')).toBe('西流湖公园北门')
    expect(await page.locator('textarea[name="description"]').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('[name="place.address"]').getAttribute('aria-invalid')).toBeNull()
    expect(await page.locator('[name="attachments"]').count()).toBe(1)
    await shot(page, 'report-problems-no-js-phone')

    await page.check('[name="kinds"][value="water"]')
    await page.fill('textarea[name="description"]', '河水发黑，有刺鼻的味道。')
    const next = await follow(page, () => page.click('button[type="submit"].button--primary'))
    expect(next).toBe(201)
    await close()
  })

  test('with JavaScript a large photo is shrunk before it leaves the phone, and the receipt takes the focus', async () => {
    const large = join(mkdtempSync(join(tmpdir(), 'jingtu-photo-')), 'large.jpg')
    const noise = sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
    writeFileSync(large, await noise.jpeg({ quality: 90 }).toBuffer())
    const { page, foreign, complaints, close } = await room.visit()
    await page.goto('/report/')
    const uploading = page.waitForResponse((answer) => answer.url().endsWith('/api/attachments'))
    await page.setInputFiles('input[type="file"]', large)
    const uploaded = await (await uploading).json()
    expect(Math.max(uploaded.width, uploaded.height)).toBeLessThanOrEqual(2048)
    await fill(page)
    await shot(page, 'report-filled-phone')
    await page.click('button[type="submit"].button--primary')
    await page.waitForSelector('receipt-card:visible [data-fill="receipt"] span')
    expect(await receiptOn(page)).toMatch(RECEIPT)
    expect(await page.evaluate(() => document.activeElement?.closest('receipt-card') !== null)).toBe(true)
    expect(page.url()).toBe(`${room.url()}/report/`)
    await shot(page, 'received-phone')
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
    await close()
  })

  test('with JavaScript the first wrong field takes the focus, and its problem goes when it is mended', async () => {
    const { page, complaints, close } = await room.visit()
    await page.goto('/report/')
    await page.click('button[type="submit"].button--primary')
    await page.waitForSelector('.field--wrong')
    const wrong = page.locator('.field--wrong')
    expect(await wrong.count()).toBe(3)
    const focused = await page.evaluate(() => {
      const all = [...document.querySelectorAll('.field--wrong')]
      const holder = document.activeElement?.closest('.field--wrong, .error-summary')
      return holder ? Math.max(0, all.indexOf(holder)) : -1
    })
    expect(focused).toBe(0)
    await shot(page, 'report-problems-phone')
    await page.fill('[name="place.address"]', '建设路与桐柏路口')
    await page.fill('textarea[name="description"]', '工地昼夜施工，扬尘很大。')
    expect(await wrong.count()).toBe(1)
    expect(complaints).toEqual([])
    await close()
  })

  test('a tip can be filed with the keyboard alone', async () => {
    const { page, close } = await room.visit()
    await page.goto('/report/')
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate((at) => document.activeElement?.matches(at) ?? false, selector)) return
      }
      throw new Error(`${selector} is not reached with Tab`)
    }
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(/^#/)
    await tabTo('[name="kinds"][value="noise"]')
    await page.keyboard.press('Space')
    await tabTo('textarea[name="description"]')
    await page.keyboard.type('半夜两点还在切割钢材。')
    await tabTo('[name="place.address"]')
    await page.keyboard.type('秦岭路与伊河路口东北角')
    await tabTo('button[type="submit"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('receipt-card:visible [data-fill="receipt"] span')
    expect(await receiptOn(page)).toMatch(RECEIPT)
    await close()
  })

  test('the form fits a narrow phone, in large type too', async () => {
    const { page, close } = await room.visit({ viewport: { width: 320, height: 640 } })
    await page.goto('/report/')
    expect(await isTooWide(page)).toBe(false)
    await page.click('button[name="size"][value="large"]')
    await page.waitForLoadState()
    expect(
      await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)),
    ).toBeGreaterThan(20)
    expect(await isTooWide(page)).toBe(false)
    await shot(page, 'report-large-type-320')
    await close()
  })
})

/** The three fields that a tip needs. */
async function fill(page: Page): Promise<void> {
  await page.check('[name="kinds"][value="solid_waste"]')
  await page.fill('textarea[name="description"]', '夜里有货车往河堤倾倒污泥，气味刺鼻。')
  await page.fill('[name="place.address"]', '西流湖公园北门以东三百米河堤')
}

/** The receipt as a person copies it from the page. */
async function receiptOn(page: Page): Promise<string> {
  return (await page.locator('[data-fill="receipt"]:visible span').allTextContents()).join('-')
}
