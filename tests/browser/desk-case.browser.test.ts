import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../client.ts'
import type { Running } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

withBrowser('a case at the desk', () => {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startDemo()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const file = async (description: string) => {
    const { ask, as } = client(server.url)
    const place = { address: description.slice(0, 6), street: '410102011' }
    const tip = { kinds: ['soil_groundwater'], description, place, reporter: { mode: 'anonymous' } }
    const { body } = await ask('POST', '/api/tips', tip)
    const found = await ask('GET', `/api/cases?q=${body.reference}`, undefined, await as('qian'))
    return { id: found.body.items[0].id as string, reference: body.reference as string }
  }

  test('is worked by its keys: the day, the queue, many at once, a text that is kept, a note, a print', async () => {
    const { id, reference } = await file('样例桥头有人倒废漆桶')
    const at = await visit(browser, server.url, { viewport: SCREEN })
    const { page } = at
    const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
    await page.goto('/sign-in/')
    await page.getByRole('button', { name: '钱登记' }).press('Enter')
    await heading('我的一天')
    await page.locator('.case-row').first().waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('l')
    await heading('办件队列')
    await page.locator('.case-row').first().waitFor()
    await page.keyboard.press('b')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('选中 1 件').waitFor()
    await page.keyboard.press('b')
    await page.keyboard.press('d')
    await heading('我的一天')
    await page.keyboard.press('?')
    const table = page.getByRole('dialog', { name: '快捷键' })
    await table.getByText('写内部备注').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.evaluate((to) => {
      location.hash = to
    }, `#/cases/${id}`)
    await heading(reference)
    await page.keyboard.press('m')
    await page.getByRole('textbox', { name: '备注' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('o')
    expect(await page.evaluate(() => document.activeElement?.closest('.moves-beside') !== null)).toBe(true)
    await page.getByRole('button', { name: '不予受理' }).press('Enter')
    await page.getByLabel('不予受理的理由').selectOption({ label: '不属于生态环境部门职责' })
    await page.getByLabel('常用语').selectOption({ label: '告知不予受理' })
    const told = page.getByRole('textbox', { name: '告知举报人' })
    const text = await told.inputValue()
    expect(text).toContain(reference)
    expect(text).toContain('第八条第（二）项')
    await page.getByRole('button', { name: '确定不予受理' }).click()
    await page.getByText('换成实际的内容').waitFor()
    await told.fill(text.replaceAll(/（请填写[^）]*）/g, '区城市管理局'))
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '确定不予受理' }).click()
    await page.getByRole('status').filter({ hasText: '不予受理' }).waitFor()
    await page.keyboard.press('p')
    await heading('打印案卷')
    expect([...at.complaints, ...at.foreign]).toEqual([])
    await at.close()
  })

  test('that was merged comes out again with one press that says what it does, on a telephone', async () => {
    const [one, other] = [await file('样例沟里有黑水流出来'), await file('样例沟边还有人倒黑水')]
    const { ask, as } = client(server.url)
    await ask('POST', `/api/cases/${one.id}/merge`, { version: 1, into: other.reference }, await as('qian'))
    const at = await visit(browser, server.url, { viewport: PHONE, touch: true })
    const { page } = at
    await page.goto('/sign-in/')
    await page.getByRole('button', { name: '孙受理' }).tap()
    await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    await page.evaluate((to) => {
      location.hash = to
    }, `#/cases/${one.id}`)
    const merged = page.getByRole('region', { name: `已并入 ${other.reference}` })
    await merged.getByText('恢复为「已接收」').waitFor()
    await shot(page, 'desk-merged-390')
    expect(await violations(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await merged.getByRole('button', { name: '撤销并案' }).tap()
    await page.getByRole('status').filter({ hasText: '已撤销并案。现在是「已接收」' }).waitFor()
    await merged.waitFor({ state: 'detached' })
    expect([...at.complaints, ...at.foreign]).toEqual([])
    await at.close()
  })
})
