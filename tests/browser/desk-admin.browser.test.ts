import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'

withBrowser('the administrator’s desk', () => {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startServer()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const enter = async (name: string, title: string, viewport: typeof PHONE) => {
    const at = await visit(browser, server.url, { viewport, touch: viewport === PHONE })
    await at.page.goto('/sign-in/')
    await at.page.getByRole('button', { name }).click()
    await at.page.getByRole('heading', { level: 1, name: title }).waitFor()
    const look = async (name: string) => {
      await shot(at.page, `admin-${name}-${viewport.width}`)
      expect(await violations(at.page), name).toEqual([])
      expect(await isTooWide(at.page), name).toBe(false)
    }
    const leave = async () => {
      expect([...at.complaints, ...at.foreign]).toEqual([])
      await at.close()
    }
    return { page: at.page, look, leave }
  }

  test('proposes another role by keyboard; another administrator confirms it on a telephone', async () => {
    const chu = await enter('褚管理', '人员管理', SCREEN)
    await chu.page.getByRole('button', { name: '给周巡查调整岗位' }).press('Enter')
    await chu.page.getByLabel('新岗位').selectOption({ label: '受理员' })
    await chu.look('role')
    await chu.page.getByRole('button', { name: '提出调整' }).press('Enter')
    await chu.page.getByText('等另一位管理员或审计员确认').first().waitFor()
    await chu.page.getByLabel('姓名').fill('何探路')
    await chu.page.getByLabel('单位邮箱').fill('he.tan@demo.invalid')
    await chu.page.getByLabel('岗位', { exact: true }).selectOption({ label: '审计员' })
    await chu.page.getByRole('button', { name: '提出邀请' }).press('Enter')
    await chu.page.getByLabel('邀请链接').waitFor()
    await chu.look('proposed')
    await chu.page.getByRole('link', { name: '授权确认' }).press('Enter')
    await chu.page.getByText('自己提出的授权不能由自己确认').first().waitFor()
    await chu.look('own')

    const shen = await enter('沈授权', '人员管理', PHONE)
    await shen.page.getByRole('link', { name: '授权确认' }).click()
    await shen.page.getByRole('button', { name: '不同意：邀请加入何探路' }).waitFor()
    await shen.look('waiting')
    await shen.page.getByRole('button', { name: '确认：调整岗位周巡查' }).click()
    await shen.page.getByText('调整岗位（周巡查）已确认，现在生效').waitFor()
    await shen.look('confirmed')
    await chu.leave()
    await shen.leave()
  })
})
