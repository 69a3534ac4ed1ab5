import { expect, test } from 'vitest'
import { violations, withBrowser } from './browser.ts'
import { deskRoom } from './desk-room.ts'

withBrowser('a desk that is open', () => {
  const room = deskRoom()

  test('shows what others do as they do it, keeps the focus and what is typed, and says that it moved', async () => {
    const { page, leave } = await room.signedIn('钱登记')
    const { ask, as } = room.here()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
    await page.locator('.case-row').first().waitFor()
    await page.keyboard.press('j')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
    const before = await focused()
    expect(before).toContain('#/cases/')
    await page.keyboard.press('/')
    await page.keyboard.insertText('五龙口演示')
    await page.getByText('没有符合条件的办件').waitFor()
    const { reference } = await room.file('五龙口演示桥下有人倒废漆桶')
    await page.getByText(reference).waitFor({ timeout: 10_000 })
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('queue-search')

    await page.getByRole('link', { name: '五龙口演示' }).click()
    await page.getByRole('button', { name: '请举报人补充' }).click()
    await page.getByLabel('请举报人补充什么').fill('请问几点？')
    const id = page.url().split('/').at(-1)
    await ask('POST', `/api/cases/${id}/registration`, { version: 1 }, await as('sun'))
    await page.getByText('别人先办了这一件').waitFor({ timeout: 10_000 })
    await page.getByRole('status').filter({ hasText: '这一件刚有变动：孙' }).waitFor()
    expect(await page.locator('.state').innerText()).toBe('已登记')
    const field = page.getByLabel('请举报人补充什么')
    expect(await field.inputValue()).toBe('请问几点？')
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await violations(page)).toEqual([])
    // Read, and long enough ago: now it is decided on what is there.
    await page.waitForTimeout(1_700)
    await page.getByRole('button', { name: '确定请举报人补充' }).click()
    await page.getByRole('status').filter({ hasText: '待补充线索' }).waitFor()
    await leave()
  })
})
