import type { Browser, Page } from '@playwright/test'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../client.ts'
import type { Running } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

/** Words of each page of what the browser would put on paper. */
async function onPaper(page: Page): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })), { verbosity: 0 })
  const words = async (n: number) => {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    // Chromium writes some characters as their radicals.
    return items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .normalize('NFKC')
      .replaceAll('⻚', '页')
  }
  return Promise.all(Array.from({ length: pdf.numPages }, (_, n) => words(n + 1)))
}

withBrowser('a case on paper', () => {
  let server: Running
  let browser: Browser
  let id: string
  beforeAll(async () => {
    server = await startDemo()
    browser = await launch()
    const { ask, as } = client(server.url)
    const place = { address: '演示桥北', street: '410102011' }
    const tip = {
      kinds: ['soil_groundwater'],
      description: '演示桥下有人倒废漆桶。',
      place,
      reporter: { mode: 'anonymous' },
    }
    const { body } = await ask('POST', '/api/tips', tip)
    const clerk = await as('qian')
    id = (await ask('GET', `/api/cases?q=${body.reference}`, undefined, clerk)).body.items[0].id
    await ask('POST', `/api/cases/${id}/note`, { version: 1, text: '内部备注演示' }, clerk)
    await ask('POST', `/api/cases/${id}/acceptance`, { version: 2 }, clerk)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('has a cover, numbered sheets, articles, a mark of whose it is, and no buttons; not before it is written down', async () => {
    const at = await visit(browser, server.url, { viewport: SCREEN })
    const { page } = at
    await page.addInitScript(() => {
      window.print = () => {
        document.documentElement.dataset.printed = 'yes'
      }
    })
    await page.goto('/sign-in/')
    await page.getByRole('button', { name: '赵审批' }).click()
    await page.locator('.desk-page h1').waitFor()
    await page.evaluate((to) => {
      location.hash = to
    }, `#/cases/${id}`)
    await page.getByRole('link', { name: '打印案卷' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '登记并打印' }).waitFor()
    expect(await violations(page)).toEqual([])
    const before = await onPaper(page)
    expect(before).toHaveLength(1)
    expect(before[0]).not.toContain('演示桥下')

    await page.getByRole('button', { name: '登记并打印' }).press('Enter')
    await page.locator('html[data-printed=yes]').waitFor()
    const sheets = await onPaper(page)
    expect(sheets.length).toBeGreaterThan(1)
    expect(sheets[0]).toContain('生态环境举报办理案卷')
    expect(sheets[0]).toContain('身份依法保密')
    for (const [n, sheet] of sheets.entries()) {
      expect(sheet).toContain(`第 ${n + 1} 页,共 ${sheets.length} 页`)
      expect(sheet).toMatch(/赵审批 \d+年\d+月\d+日 \d\d:\d\d 打印\s*第 1 份/)
    }
    const all = sheets.join('')
    for (const words of ['演示桥下有人倒废漆桶', '内部备注演示', '第15号', '承办人(签字)', '负责人(签字)'])
      expect(all).toContain(words)
    for (const words of ['登记并打印', '退出', '快捷键', '队列']) expect(all).not.toContain(words)

    await page.getByRole('radio', { name: /对外提供/ }).check()
    expect((await onPaper(page)).join('')).not.toContain('演示桥下')
    await page.getByRole('button', { name: '登记并打印' }).click()
    await page.getByText('第 2 份').waitFor()
    const outside = (await onPaper(page)).join('')
    expect(outside).toContain('演示桥下有人倒废漆桶')
    for (const words of ['内部备注演示', '钱登记']) expect(outside).not.toContain(words)
    expect([...at.complaints, ...at.foreign]).toEqual([])
    await at.close()
  })

  test('is looked at before on a telephone', async () => {
    const at = await visit(browser, server.url, { viewport: PHONE, touch: true })
    await at.page.goto('/sign-in/')
    await at.page.getByRole('button', { name: '钱登记' }).tap()
    await at.page.locator('.desk-page h1').waitFor()
    await at.page.evaluate((to) => {
      location.hash = to
    }, `#/cases/${id}/file`)
    await at.page.getByRole('button', { name: '登记并打印' }).waitFor()
    await shot(at.page, 'desk-print-390')
    expect(await violations(at.page)).toEqual([])
    expect(await isTooWide(at.page)).toBe(false)
    await at.close()
  })
})
