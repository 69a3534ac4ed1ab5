import type { Page } from '@playwright/test'
import { beforeAll, expect, test } from 'vitest'
import { caseOf, does } from '../stories/desk.ts'
import { follow, isTooWide, PHONE, SCREEN, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom()
let theirs: { id: string; reference: string }

withBrowser('「我也遇到了」', () => {
  beforeAll(async () => {
    theirs = await visitedCase()
  })

  test('a like case is offered before anything is sent, and joined with the keyboard', async () => {
    const { page, complaints, close } = await room.visit()
    const posted: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posted.push(new URL(request.url()).pathname))
    await page.goto('/report/')
    expect(await page.locator('[data-me-too]').isVisible()).toBe(false)
    await fill(page)
    expect(posted).toEqual([])
    await page.focus('button[type="submit"].button--primary')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-similar]:visible')
    expect(posted).toEqual(['/api/tips/similar'])
    const offer = await page.innerText('[data-similar]')
    expect(offer).toMatch(/水，本区，\d{4} 年第 \d+ 周收到，办理中。/)
    expect(offer).not.toContain('铁锈色')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('similar-title')
    for (const viewport of [PHONE, SCREEN]) {
      await page.setViewportSize(viewport)
      expect(await isTooWide(page)).toBe(false)
      expect(await violations(page)).toEqual([])
      await shot(page, `report-me-too-${viewport.width}`)
    }
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await joined(page)).toBe(true)
    expect(complaints).toEqual([])
    await close()
  })

  test('what is another matter is filed alone, and the question is not asked twice', async () => {
    const { page, close } = await room.visit()
    await page.goto('/report/')
    await fill(page, '短')
    await page.click('button[type="submit"].button--primary')
    await page.click('[data-similar-alone]')
    await page.waitForSelector('.field--wrong')
    await page.fill('textarea[name="description"]', '河水发黑，与别处不同。')
    await page.click('button[type="submit"].button--primary')
    expect(await joined(page)).toBe(false)
    await close()
  })

  test('without JavaScript it is a choice beside the button, and tells nothing', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/')
    await fill(page)
    await page.check('[name="meToo"]')
    expect(await follow(page, () => page.click('button[type="submit"].button--primary'))).toBe(201)
    expect(await joined(page)).toBe(true)
    await close()
  })
})

async function fill(page: Page, description = '河水发黑，有刺鼻的味道。'): Promise<void> {
  await page.check('[name="kinds"][value="water"]')
  await page.fill('textarea[name="description"]', description)
  await page.fill('[name="place.address"]', '演示河与假想路交叉口')
}

/** Whether the tip whose receipt is on the page lies in the case that was there before. */
async function joined(page: Page): Promise<boolean> {
  await page.waitForSelector('receipt-card:visible [data-fill="receipt"] span')
  const reference = await page.innerText('[data-fill="reference"]:visible')
  const { tips } = await caseOf(room.here(), theirs.id)
  return tips.some((tip: { reference: string }) => tip.reference === reference)
}

/** A case that came five days ago on paper, and was looked into. */
async function visitedCase(): Promise<{ id: string; reference: string }> {
  const here = room.here()
  const day = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)
  const letter = {
    channel: 'letter',
    receivedOn: day(5),
    kinds: ['water'],
    description: '河里流出铁锈色的水。',
    place: { address: '假想路与演示河口' },
    reporter: { mode: 'anonymous' },
  }
  const { body } = await here.ask('POST', '/api/cases', letter, await here.as('qian'))
  await does(here, 'qian', body.id, 'acceptance')
  await does(here, 'sun', body.id, 'assignment', { to: '410102011' })
  await does(here, 'li', body.id, 'investigation', { findings: '现场查看。', on: day(1) })
  return body
}
