import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { leaveTo } from '#domain/bureau.ts'
import { bureau } from '../fixtures/bureau.ts'
import { PHONE, SCREEN, shot, type Visit, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom()
const WEATHER = leaveTo(bureau)

withBrowser('leaving at once', () => {
  test('is one press away on both pages at every size, and on the form is not over the button that sends', async () => {
    const { page, close } = await room.visit({ js: false })
    for (const path of ['/report/', '/report/status/'])
      for (const viewport of [PHONE, SCREEN]) {
        await page.setViewportSize(viewport)
        await page.goto(path)
        const box = await page.locator('[data-leave]').boundingBox()
        expect(box && box.height >= 44 && box.y + box.height <= viewport.height && box.x > viewport.width / 2).toBe(
          true,
        )
        expect(await page.getAttribute('[data-leave]', 'rel')).toBe('noreferrer')
        await shot(page, `leave-${viewport.width}`)
      }
    await close()
  })

  test('without a script the link leads to the weather, and tells it nothing of where one was', async () => {
    for (const path of ['/report/', '/report/status/']) {
      const { page, close } = await room.visit({ js: false })
      await page.goto(path)
      expect(await led(page, () => page.click('[data-leave]'))).toBeUndefined()
      await close()
    }
  })

  test('with one, the form gives up its place in the history and its words, and this device keeps nothing', async () => {
    const { page, close } = await onForm()
    await page.evaluate(() => localStorage.setItem('left', 'behind'))
    await page.fill('textarea[name="description"]', '没有要求保存的一段话。')
    await led(page, () => page.click('[data-leave]'))
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/how-we-work/')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await page.goto('/report/')
    expect(await page.inputValue('textarea[name="description"]')).toBe('')
    await close()
  })

  test('pressing Esc twice does the same, once does nothing', async () => {
    const { page, close } = await onForm()
    await page.keyboard.press('Escape')
    await page.waitForTimeout(1000)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    expect(new URL(page.url()).pathname).toBe('/report/')
    await page.waitForTimeout(600)
    await led(page, async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })
    await close()
  })

  test('a draft that was asked for is still there', async () => {
    const { page, close } = await onForm()
    await page.check('[data-draft-keep]')
    await page.fill('textarea[name="description"]', '要求保存的一段话。')
    await page.waitForTimeout(800)
    await led(page, () => page.click('[data-leave]'))
    await page.goto('/report/')
    await expect.poll(() => page.inputValue('textarea[name="description"]')).toBe('要求保存的一段话。')
    await close()
  })
})

/** The form, come to from another page of ours. */
async function onForm(): Promise<Visit> {
  const seen = await room.visit()
  await seen.page.goto('/how-we-work/')
  await seen.page.goto('/report/')
  await seen.page.waitForSelector('[data-draft]:visible')
  return seen
}

/** Leaves, and gives the referrer that the page one is sent to is told. Whether that page can be reached here does not matter. */
async function led(page: Page, act: () => Promise<unknown>): Promise<string | undefined> {
  const asked = page.waitForRequest(WEATHER)
  await act().catch(() => {})
  const request = await asked
  await Promise.race([page.waitForURL(/weather|chrome-error/), page.waitForTimeout(2000)]).catch(() => {})
  return request.headers().referer
}
