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

    // Nobody could confirm yet: the invitation that brings an auditor stands alone, and from then on it takes two.
    const propose = async (name: string, email: string, role: string) => {
      await page.getByLabel('姓名').fill(name)
      await page.getByLabel('单位邮箱').fill(email)
      await page.getByLabel('岗位', { exact: true }).selectOption({ label: role })
      await page.getByRole('button', { name: '提出邀请' }).click()
      await page.getByText(`已提出邀请${name}。`).waitFor()
      return page.getByLabel('邀请链接').inputValue()
    }
    const auditorLink = await propose('冯真实', 'feng@bureau.example', '审计员')
    const confirm = await auditorOf(auditorLink)
    const clerkLink = await propose('钱真实', 'qian@bureau.example', '受理员')
    await page.getByText('另一位管理员或审计员在「授权确认」里确认以后才能打开').waitFor()
    await confirm()
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

  /** An auditor who joined by a link; what is returned confirms everything that waits. */
  const auditorOf = async (link: string) => {
    const headers = { origin: server.url }
    const { request } = await browser.newContext({ baseURL: server.url, extraHTTPHeaders: headers })
    const post = async (path: string, data: object = {}) => {
      const answer = await request.post(path, { data })
      expect(answer.ok(), path).toBe(true)
      return answer.json()
    }
    const password = '另一位的铁皮石榴与自行车，两只'
    await post('/api/auth/invitation', { token: link.split('#invitation=')[1], password })
    const { secret } = await post('/api/auth/totp/enrolment', { password })
    await post('/api/auth/totp/confirmation', { code: new TOTP({ secret }).generate() })
    return async () => {
      const { items } = await (await request.get('/api/grants')).json()
      for (const one of items) if (one.state === 'waiting') await post(`/api/grants/${one.id}/confirmation`)
    }
  }

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
    await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    await page.getByText('今天没有等着您的事。').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL('**/sign-in/')
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  }
})
