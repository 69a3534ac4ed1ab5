import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { look, SCREEN, shot, withBrowser } from './browser.ts'
import { deskRoom, goTo } from './desk-room.ts'

withBrowser('the queue on a map', () => {
  const room = deskRoom()
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const rows = (page: Page) => page.locator('.case-map__list > .place-list a')

  test('is worked by keys: from the list to the map, into a case, and back to where the map was', async () => {
    const { page, leave } = await room.signedIn('钱登记')
    await page.keyboard.press('l')
    await heading(page, '办件队列')
    await page.locator('.case-row').first().waitFor()
    await page.keyboard.press('v')
    await page.locator('.case-pin').first().waitFor()
    expect(page.url()).toContain('#/map')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    const second = await rows(page).nth(1).getAttribute('href')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second)
    expect(await page.locator('.case-pin.is-marked').count()).toBe(1)
    await page.keyboard.press('/')
    await page.keyboard.insertText('西侧进水沟')
    await expect.poll(() => rows(page).count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await heading(page, /^T-/)
    await page.keyboard.press('Escape')
    await heading(page, '办件队列')
    expect(decodeURIComponent(page.url())).toContain('#/map?q=西侧进水沟')
    await expect.poll(() => rows(page).count()).toBe(1)
    await leave()
  })

  test('counts and lists what has no place, keeps its filters under a name, and can be looked at anywhere', async () => {
    const { page, leave } = await room.signedIn('孙受理')
    await room.file('样例码头边没有人指过的黑水')
    await goTo(page, '#/map?q=样例码头')
    await page.getByText('无坐标 1 件').click()
    await page.getByRole('link', { name: '样例码头边没有人指过的黑水' }).waitFor()
    await page.getByRole('button', { name: '保存这个视图' }).click()
    await page.getByLabel('视图名称').fill('码头')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '码头', exact: true }).waitFor()
    await page.getByRole('link', { name: '全部' }).waitFor()
    await goTo(page, '#/map')
    await page.locator('.case-pin').first().waitFor()
    await look(page, 'desk-map')
    await page.setViewportSize(SCREEN)
    await page.getByRole('link', { name: '码头', exact: true }).click()
    await page.getByText('无坐标 1 件').waitFor()
    expect(decodeURIComponent(page.url())).toContain('#/map?q=样例码头')
    await leave()
  })

  test('shows a case that comes while it is open, where it is, and opens it at a press on its pin', async () => {
    const { page, leave } = await room.signedIn('钱登记')
    await goTo(page, '#/map')
    await page.locator('.case-pin').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.insertText('样例渡口')
    await page.getByText('视野里 0 件（图上共 0 件）').waitFor()
    expect(await page.locator('.case-pin').count()).toBe(0)
    const tip = await room.file('样例渡口有人往河里倒桶装的东西', { lng: 113.56, lat: 34.77, crs: 'GCJ02' })
    await page.locator('.case-pin').waitFor({ timeout: 10_000 })
    await page.locator('.case-pin').click()
    await heading(page, tip.reference)
    await leave()
  })

  test('with 5,000 pins it stacks them, answers a key at once, and parts a stack that is pressed', async () => {
    const { page, leave } = await room.signedIn('钱登记')
    const items = Array.from({ length: 5000 }, (_, n) => ({
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      reference: `T-2026-${String(n).padStart(6, '0')}`,
      state: 'received',
      status: 'pending',
      overdue: n % 7 === 0,
      emergency: n % 50 === 0,
      summary: `演示第 ${n} 件`,
      lng: n < 20 ? 113.5 : 113.44 + ((n * 37) % 1000) * 0.0002,
      lat: n < 20 ? 34.7 : 34.68 + ((n * 61) % 997) * 0.00017,
    }))
    await page.route('**/api/cases/places?*', (route) => route.fulfill({ json: { ok: true, items } }))
    await goTo(page, '#/map')
    await page.getByText('视野里 5000 件').waitFor()
    const drawn = await page.locator('.case-pin').count()
    expect(drawn).toBeGreaterThan(20)
    expect(drawn).toBeLessThan(500)
    expect(await rows(page).count()).toBe(50)
    await shot(page, 'desk-map-5000')
    await page.locator('.case-pin').first().click()
    await expect.poll(() => page.getByText(/视野里 \d+ 件/).innerText()).not.toContain('视野里 5000 件')
    await leave()
  })

  test('cases of one and the same place, which no scale parts, are listed beside it', async () => {
    const { page, leave } = await room.signedIn('钱登记')
    for (const [n, what] of ['污泥', '废桶', '黑水'].entries())
      await room.file(`样例岔口第${n + 1}回有人倒${what}`, { lng: 113.57, lat: 34.74 })
    await goTo(page, '#/map?q=样例岔口')
    await page.getByText('视野里 3 件').waitFor()
    await page.getByText('3', { exact: true }).and(page.locator('.glyph')).click()
    await page.getByText('同一处的 3 件').waitFor()
    expect(await rows(page).count()).toBe(3)
    await page.getByRole('button', { name: '看视野里的全部' }).click()
    await page.getByText('视野里 3 件').waitFor()
    await leave()
  })
})
