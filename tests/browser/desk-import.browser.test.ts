import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { csvList, numberOf, thirtyRows } from '../fixtures/case-list.ts'
import { gb18030 } from '../fixtures/gb18030.ts'
import { expectClean, glance, PHONE, SCREEN, withBrowser } from './browser.ts'
import { deskRoom, enter } from './desk-room.ts'

withBrowser('a list from above at the desk', () => {
  const room = deskRoom()

  const open = async (page: Page) => {
    await enter(page, '钱登记')
    await page.getByRole('link', { name: '导入清单' }).click()
    await page.getByRole('heading', { level: 1, name: '导入上级交办清单' }).waitFor()
  }
  const choose = async (page: Page, bytes: Uint8Array, name = '第一批.csv') =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
  const cases = async () => {
    const { ask, as } = room.here()
    return (await ask('GET', '/api/cases/count?channel=list_import', undefined, await as('qian'))).body.total
  }
  const bytes = gb18030(csvList(thirtyRows(), { title: '演示清单' }))
  const row = (page: Page, line: number) =>
    page
      .locator('.import-row')
      .filter({ hasText: `第 ${line} 行` })
      .first()

  test('is looked through, changed where a suggestion is wrong, saved, and seen on the case', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await open(page)
    await glance(page, 'import-empty')
    await choose(page, bytes)
    await page.getByRole('heading', { name: '预览，还没有保存' }).waitFor()
    expect(await cases()).toBe(0)
    await glance(page, 'import-preview')

    // A road of the same name is offered, not taken; one press takes it.
    expect(await row(page, 6).getByLabel('街道').inputValue()).toBe('')
    await row(page, 6).getByRole('button', { name: '选桐柏路街道' }).click()
    expect(await row(page, 6).getByLabel('街道').inputValue()).toBe('410102005')
    await row(page, 6).getByLabel('建议转送').selectOption({ label: '郑州市公安局中原分局' })
    // The list says 其他, the clerk says what it is.
    await row(page, 18).getByLabel('土壤或地下水').check()
    await page.getByRole('button', { name: '有问题 6' }).click()
    await glance(page, 'import-problems')
    await page.getByRole('button', { name: '确认导入 22 行' }).click()
    await page.getByRole('heading', { name: '导入结果' }).waitFor()
    expect(await cases()).toBe(21)
    await glance(page, 'import-saved')

    await page.getByRole('button', { name: '全部' }).click()
    await row(page, 14).getByRole('link').click()
    await page.getByRole('heading', { name: '上级清单怎么说' }).waitFor()
    await page.getByText('这一件不会因此自动办结').waitFor()
    expect(await page.locator('.state').first().innerText()).toBe('已接收')
    await page.getByText('约谈2人，诫勉1人').waitFor()
    await glance(page, 'import-case')
    expectClean(at)
    await at.close()
  })

  test('sent again adds nothing, on a telephone in the dark', async () => {
    const at = await room.visit({ viewport: PHONE, dark: true, touch: true })
    const { page } = at
    await open(page)
    const before = await cases()
    await choose(page, bytes)
    await page.getByRole('button', { name: '已有 23' }).waitFor()
    await glance(page, 'import-again')
    expect(await page.getByRole('button', { name: /确认导入/ }).isDisabled()).toBe(true)
    expect(await cases()).toBe(before)
    await at.close()
  })

  test('that is no list is told what to do, and the next choice works', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await open(page)
    await choose(page, new TextEncoder().encode('甲,乙\n1,2'))
    await page.getByRole('alert').filter({ hasText: '没有找到表头' }).waitFor()
    await glance(page, 'import-refused')
    await choose(page, gb18030(csvList([{ number: numberOf(90), matter: '演示路有人乱倒垃圾', kinds: '固废' }])))
    await page.getByRole('button', { name: '确认导入 1 行' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await at.close()
  })

  test('the table of what is shown is a link of the queue', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await open(page)
    await page.goto('/desk/#/?channel=list_import')
    const link = page.getByRole('link', { name: '导出办理情况表' })
    await glance(page, 'import-queue')
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/)
    await at.close()
  })
})
