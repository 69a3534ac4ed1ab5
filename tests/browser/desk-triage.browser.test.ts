import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../client.ts'
import { csvList, listForm } from '../fixtures/case-list.ts'
import type { Running } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

withBrowser('many cases at the desk', () => {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startDemo()
    browser = await launch()
    const { ask, as } = client(server.url)
    const rows = [1, 2, 3, 4].map((n) => ({ number: `P${n}0001`, matter: `演示路${n}号有人乱倒垃圾`, kinds: '固废' }))
    await ask('POST', '/api/cases/import', listForm(csvList(rows)), await as('qian'))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const enter = async (viewport: typeof PHONE, touch: boolean) => {
    const at = await visit(browser, server.url, { viewport, touch })
    await at.page.goto('/sign-in/')
    await at.page.getByRole('button', { name: '钱登记' }).click()
    await at.page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    await at.page.goto('/desk/#/?channel=list_import')
    await at.page.getByText('演示路1号').waitFor()
    const look = async (name: string) => {
      await shot(at.page, `triage-${name}-${viewport.width}`)
      expect(await violations(at.page), name).toEqual([])
      expect(await isTooWide(at.page), name).toBe(false)
    }
    return { at, page: at.page, look }
  }

  test('are marked and accepted together; one that moved meanwhile is named, the others are done', async () => {
    const { at, page, look } = await enter(SCREEN, false)
    await page.getByRole('button', { name: '批量办理' }).click()
    await page.getByRole('button', { name: /^选中列出的/ }).click()
    await page.getByText('选中 4 件').waitFor()
    await page.getByLabel('办什么').selectOption({ label: '受理' })
    await look('marked')
    const { ask, as } = client(server.url)
    const first = (await ask('GET', '/api/cases?q=P10001', undefined, await as('sun'))).body.items[0]
    await ask('POST', `/api/cases/${first.id}/registration`, { version: 1 }, await as('sun'))
    await page.getByRole('button', { name: '确定受理' }).click()
    await page.getByText('有 1 件没有办成，其余已经办好').waitFor()
    await look('done')
    const { body } = await ask('GET', '/api/cases/count?channel=list_import', undefined, await as('qian'))
    expect(body.byState).toEqual({ accepted: 3, registered: 1 })
    expect([...at.complaints, ...at.foreign]).toEqual([])
    await at.close()
  })

  test('are kept as a view, found again, and forgotten, on a telephone', async () => {
    const { at, page, look } = await enter(PHONE, true)
    await page.getByRole('button', { name: '保存这个视图' }).tap()
    await page.getByLabel('视图名称').fill('上级清单')
    await page.getByRole('button', { name: '保存', exact: true }).tap()
    await page.getByRole('link', { name: '上级清单', exact: true }).waitFor()
    await page.goto('/desk/#/')
    await page.getByRole('link', { name: '上级清单', exact: true }).tap()
    await page.getByRole('button', { name: '删去“上级清单”' }).waitFor()
    await page.getByRole('button', { name: '批量办理' }).tap()
    await page
      .getByLabel(/^选中 T-/)
      .first()
      .check()
    await look('view')
    await page.getByRole('button', { name: '删去“上级清单”' }).tap()
    await page.getByRole('link', { name: '上级清单', exact: true }).waitFor({ state: 'detached' })
    expect([...at.complaints, ...at.foreign]).toEqual([])
    await at.close()
  })
})
