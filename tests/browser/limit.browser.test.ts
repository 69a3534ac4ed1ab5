import type { Page } from '@playwright/test'
import { beforeAll, expect, test } from 'vitest'
import { aTip } from '../setup.ts'
import { follow, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom({ INTAKE_LIMIT: '1' })

withBrowser('above the limit of an hour', () => {
  beforeAll(async () => {
    await room.here().ask('POST', '/api/tips', aTip())
  })

  test('a program is asked for work', async () => {
    const { status, body } = await room.here().ask('POST', '/api/tips', aTip())
    expect([status, body.code]).toEqual([428, 'tip.work-required'])
  })

  test('a browser does the work by itself, without a third party', async () => {
    const { page, foreign, complaints, close } = await room.visit()
    await page.goto('/report/')
    await fill(page)
    await page.click('button[type="submit"].button--primary')
    await page.waitForSelector('receipt-card:visible [data-fill="receipt"] span', { timeout: 60_000 })
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
    await close()
  })

  test('without JavaScript one waits twenty seconds, loses nothing, and is through', async () => {
    const { page, foreign, close } = await room.visit({ js: false })
    await page.goto('/report/')
    await fill(page)
    const waiting = await follow(page, () => page.click('button[type="submit"].button--primary'))
    expect(waiting).toBe(200)
    const shown = Date.now()
    await shot(page, 'waiting-phone')
    const early = await follow(page, () => page.click('main button.button--primary'))
    expect(early).toBe(200)
    await page.waitForTimeout(Math.max(0, shown + 22_000 - Date.now()))
    const through = await follow(page, () => page.click('main button.button--primary'))
    expect(through).toBe(201)
    expect(await page.locator('[data-fill="receipt"] span').count()).toBe(6)
    expect(foreign).toEqual([])
    await close()
  })

  test('the waiting page is accessible, light and dark', async () => {
    for (const dark of [false, true]) {
      const { page, close } = await room.visit({ dark })
      await page.goto('/report/')
      await fill(page)
      await follow(page, () =>
        page.evaluate(() => document.querySelector<HTMLFormElement>('form[action="/api/tips"]')?.submit()),
      )
      expect(await page.locator('input[name="token"]').count()).toBe(1)
      expect(await violations(page)).toEqual([])
      await close()
    }
  })
})

async function fill(page: Page): Promise<void> {
  await page.check('[name="kinds"][value="noise"]')
  await page.fill('textarea[name="description"]', '半夜两点还在切割钢材。')
  await page.fill('[name="place.address"]', '秦岭路与伊河路口东北角')
}
