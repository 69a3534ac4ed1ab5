import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { filled } from '../stories/filing.ts'
import { expectClean, SCREEN, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { csvFile, decide, enter, fill, lines, look, openFiling, openReview, said } from './portal-hands.ts'

withBrowser('the portal', () => {
  const room = demoRoom()

  test('a year from the shipped template: a broken copy names every cell, another signs, a third approves, all see it', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '严填报')
    await look(page, 'home')
    // What is owed stands on top, the one that is late first.
    const next = page.getByRole('region', { name: '下一步' })
    const year = Number(/(\d{4}) 年度/.exec(await next.innerText())?.[1])
    await next.getByRole('button', { name: '开始填报' }).click()
    await page.getByRole('heading', { name: '监测数据' }).waitFor()

    await page.getByRole('button', { name: '提交签字' }).click()
    await page.getByRole('alert').getByText('还不能提交').waitFor()
    await look(page, 'empty')

    const href = await page.getByRole('link', { name: '表格（XLSX）' }).getAttribute('href')
    const template = new Uint8Array(await (await fetch(`${room.url()}${href}`)).arrayBuffer())
    const upload = (name: string, rows: string[][]) =>
      page.getByLabel(/数据表/).setInputFiles({
        name,
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(filled(template, rows)),
      })
    const good = lines(year, ['S1 镀铬车间北侧', '镉', '91.2'], ['S1 镀铬车间北侧', '砷', '<0.01'], ['S2', '铅', '120'])
    const broken = good.map((row) => [...row])
    Object.assign(broken[0] ?? [], { 8: '-3' })
    Object.assign(broken[1] ?? [], { 9: 'mg/L' })
    Object.assign(broken[2] ?? [], { 5: '昨天' })
    await upload('坏的.xlsx', broken)
    const problems = page.getByRole('alert').filter({ hasText: '坏的.xlsx' })
    await problems.waitFor()
    for (const [cell, column] of [
      ['I2', '测定值'],
      ['J3', '单位'],
      ['F4', '采样日期'],
    ] as const)
      expect(await problems.getByRole('row', { name: new RegExp(`^${cell} ${column}`) }).count(), cell).toBe(1)
    expect(await page.getByText(/^共 \d+ 行/).count()).toBe(0)
    await look(page, 'broken')

    await upload('好的.xlsx', good)
    await page.getByText('共 3 行', { exact: true }).waitFor()
    expect(await problems.count()).toBe(0)
    await page.getByRole('row', { name: /镉.*筛选值的 1\.4 倍/ }).waitFor()
    await look(page, 'good')
    await page.getByRole('button', { name: '提交签字' }).click()
    await said(page, '已提交')
    // Who entered it finds nothing to sign.
    expect(await page.getByRole('button', { name: '签字并报送' }).count()).toBe(0)

    await enter(page, '华签字')
    await page.getByRole('link', { name: '去核对签字' }).click()
    await page.getByRole('button', { name: '签字并报送' }).click()
    await look(page, 'signature')
    await page.getByRole('button', { name: '确定签字并报送' }).click()
    await said(page, '待审核')

    await enter(page, '赵审批')
    await openReview(page, new RegExp(`演示电镀.*${year}`))
    await look(page, 'review')
    await decide(page, '审核通过并公开')
    await page.getByRole('link', { name: '看公开的页面' }).click()
    await page.waitForURL('**/disclosures/**')
    expect(await page.locator('main').innerText()).toContain('91.2')
    expect(await violations(page)).toEqual([])
    expectClean(at)
    await at.close()
  })

  test('what came back is mended where the reason stands; a correction keeps the version before', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '严填报')
    await openFiling(page, /2024 年度土壤自行监测/)
    await decide(page, '更正', { 更正什么: '补充情况说明。', 更正的依据: '企业自查' })
    await page.getByRole('heading', { name: '监测数据' }).waitFor()
    await fill(page, { '情况说明（选填）': '一号点位在旧镀槽下方。' })
    await page.getByRole('button', { name: '提交签字' }).click()
    await said(page, '已提交')
    await enter(page, '华签字')
    await page.getByRole('link', { name: '去核对签字' }).click()
    await decide(page, '签字并报送')

    await enter(page, '郑把关')
    await openReview(page, /演示电镀.*2024/)
    await page.getByRole('button', { name: '退回修改' }).click()
    await page.getByRole('button', { name: '指出情况说明' }).click()
    await page.getByRole('textbox', { name: '情况说明' }).fill('请写明旧镀槽哪一年停用。')
    await page.getByRole('button', { name: '指出监测数据第 1 行' }).click()
    await page.getByRole('textbox', { name: '监测数据第 1 行' }).fill('请附平行样。')
    await look(page, 'return')
    await page.getByRole('button', { name: '确定退回修改' }).click()
    await said(page, '已退回')

    await enter(page, '严填报')
    await page.getByRole('link', { name: '去修改' }).click()
    const field = page.getByLabel('情况说明（选填）')
    await field.waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.getByText('退回意见：请写明旧镀槽哪一年停用。').waitFor()
    await look(page, 'returned')
    await page.getByRole('button', { name: '情况说明', exact: true }).click()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await field.fill('一号点位在旧镀槽下方，旧镀槽 2019 年停用。')
    await page.getByRole('button', { name: '提交签字' }).click()
    await said(page, '已提交')
    expectClean(at)
    await at.close()
  })

  test('loses nothing: a reload, a colleague who was first, a session that ended', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '严填报')
    await page.locator('.duty').filter({ hasText: '还剩' }).getByRole('button', { name: '开始填报' }).click()
    await page.getByRole('heading', { name: '监测数据' }).waitFor()
    const year = Number(/(\d{4}) 年度/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[1])
    await fill(page, { '情况说明（选填）': '还没有写完的一句' })
    await page.getByText('有改动还没有保存').waitFor()
    page.on('dialog', (dialog) => dialog.accept())
    await page.reload()
    const words = page.getByLabel('情况说明（选填）')
    await words.waitFor()
    expect(await words.inputValue()).toBe('还没有写完的一句')

    // In another window a row file comes in: the version moved on.
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByLabel(/数据表/).setInputFiles(csvFile('一行.csv', lines(year, ['S1', '铅', '35'])))
    await other.getByText('共 1 行', { exact: true }).waitFor()
    await other.close()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByRole('alert').getByText('同事改了这份填报').waitFor()
    expect(await words.inputValue()).toBe('还没有写完的一句')
    await page.getByText('共 1 行', { exact: true }).waitFor()
    // However slowly what was stored comes back, no field shows what stood there before.
    const slow = (url: URL) => /^\/api\/disclosures\/[^/]+$/.test(url.pathname)
    await page.route(slow, async (route) => {
      if (route.request().method() === 'GET') await setTimeout(500)
      await route.continue()
    })
    await page.getByRole('button', { name: '保存草稿' }).click()
    await said(page, '已保存')
    expect(await words.inputValue()).toBe('还没有写完的一句')
    await page.unrouteAll({ behavior: 'wait' })

    await words.fill('登录失效以后还在')
    await page.context().clearCookies()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByRole('dialog', { name: '请重新登录' }).waitFor()
    await page.getByRole('button', { name: /严填报/ }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await words.inputValue()).toBe('登录失效以后还在')
    await words.press('Control+a')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await said(page, '已保存')
    expectClean(at)
    await at.close()
  })

  test('with the keyboard alone: nothing that has the focus lies under the bar, a refusal takes it to what is missing', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '严填报')
    await page.getByRole('button', { name: '填修复公告' }).press('Enter')
    const submission = page.getByRole('button', { name: '提交签字' })
    await submission.waitFor()
    for (let presses = 0; !(await submission.evaluate((button) => button === document.activeElement)); presses++) {
      expect(presses, 'Tab never comes to the bar').toBeLessThan(120)
      await page.keyboard.press('Tab')
      expect(await coveredFocus(page)).toBeNull()
    }
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('还不能提交').waitFor()
    const focused = page.locator(':focus')
    await expect.poll(() => focused.getAttribute('class')).toContain('error-note')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused.evaluate((field) => field.closest('[data-path]') !== null)).toBe(true)
    expectClean(at)
    await at.close()
  })
})

/** What has the focus and cannot be seen for the bar at the foot of the window; null when it can. */
function coveredFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement
    const { x, y } = (focused?.closest('label.drop') ?? focused ?? document.body).getBoundingClientRect()
    const bar = document.elementFromPoint(x + 4, y + 4)?.closest('.editor-bar')
    return focused && bar && !bar.contains(focused) ? focused.outerHTML : null
  })
}
