import type { Page } from '@playwright/test'
import { getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { does } from '../stories/desk.ts'
import { PHONE, violations, withBrowser } from './browser.ts'
import { deskRoom, goTo } from './desk-room.ts'

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
  const room = deskRoom()
  let id: string
  beforeAll(async () => {
    ;({ id } = await room.file('演示桥下有人倒废漆桶。'))
    await does(room.here(), 'qian', id, 'note', { text: '内部备注演示' })
    await does(room.here(), 'qian', id, 'acceptance')
  })

  test('has a cover, numbered sheets, articles, a mark of whose it is, and no buttons; not before it is written down', async () => {
    const { page, leave } = await room.signedIn('赵审批')
    await page.evaluate(() => {
      window.print = () => {
        document.documentElement.dataset.printed = 'yes'
      }
    })
    await goTo(page, `#/cases/${id}`)
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
    await leave()
  })

  test('is looked at before on a telephone', async () => {
    const { page, look, leave } = await room.signedIn('钱登记', PHONE)
    await goTo(page, `#/cases/${id}/file`)
    await page.getByRole('button', { name: '登记并打印' }).waitFor()
    await look('desk-print')
    await leave()
  })
})
