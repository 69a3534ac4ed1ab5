import type { Browser, Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'

const PASSWORD = '河滩 柳树 七月 晚风 铁锹'

withBrowser('the door to the desk of a real bureau', () => {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startServer({ env: { DEMO: '0' } })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const invitedWith = async (page: Page, link: string) => {
    await page.goto(link)
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByLabel('再输入一次密码').fill(PASSWORD)
    await page.getByRole('button', { name: '设好密码' }).click()
  }

  test('the first administrator comes by invitation, takes an authenticator, and invites a clerk who takes a passkey', async () => {
    const link = /http\S+#invitation=\S+/.exec(server.output())?.[0] ?? ''
    const { page, complaints, close } = await visit(browser, server.url, { viewport: SCREEN })
    await invitedWith(page, link)
    // This invitation knows no name and no e-mail: the page asks only now.
    await page.getByLabel('姓名').fill('褚真实')
    await page.getByLabel('单位邮箱').fill('chu@bureau.example')
    expect(await violations(page)).toEqual([])
    await shot(page, 'desk-door-invitation')
    expect(page.url()).not.toContain('invitation')
    await page.getByRole('button', { name: '设好密码' }).click()
    await page.getByRole('button', { name: /身份验证器/ }).click()
    const secret = (await page.locator('.totp-secret').innerText()).replaceAll(' ', '')
    await shot(page, 'desk-door-totp')
    expect(await violations(page)).toEqual([])
    await page.getByLabel('验证器显示的六位数字').fill(new TOTP({ secret }).generate())
    await page.getByRole('button', { name: '确认' }).click()
    const spare = await page.locator('.backup-codes li').first().innerText()
    await page.getByRole('button', { name: /抄好了/ }).click()
    await page.getByRole('heading', { level: 1, name: '人员管理' }).waitFor()

    await page.getByLabel('姓名').fill('钱真实')
    await page.getByLabel('单位邮箱').fill('qian@bureau.example')
    await page.getByLabel('岗位').selectOption({ label: '受理员' })
    await page.getByRole('button', { name: '生成邀请链接' }).click()
    const clerkLink = await page.getByLabel('邀请链接').inputValue()
    expect(await violations(page)).toEqual([])
    await shot(page, 'desk-door-staff')

    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL('**/sign-in/')
    await page.getByLabel('单位邮箱').fill('chu@bureau.example')
    // A look at another window takes nothing away.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await page.waitForTimeout(300)
    expect(await page.getByLabel('单位邮箱').inputValue()).toBe('chu@bureau.example')
    await page.getByLabel('密码').fill('不对的密码不对的密码')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await violations(page)).toEqual([])
    await shot(page, 'desk-door-password')
    await page.getByLabel('密码').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByLabel('验证码').fill(spare)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('heading', { level: 1, name: '人员管理' }).waitFor()
    expect(complaints).toEqual([])
    await close()

    await passkey(clerkLink)
  })

  /** A clerk with a telephone that knows its owner. */
  const passkey = async (link: string) => {
    const { page, complaints, close } = await visit(browser, server.url, { viewport: PHONE })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    await invitedWith(page, link)
    await page.getByRole('button', { name: /通行密钥/ }).click()
    await page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
    await page.getByText('现在没有要办的件。').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL('**/sign-in/')
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  }
})
