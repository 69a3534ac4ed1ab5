import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { aKey } from '../fixtures/identity.ts'
import { SCREEN, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const PASSPHRASE = '河堤 柳树 黄昏 渡口 灯'
const NAME = '柳河边见证人'
const PHONE = '19900007351'

const room = demoRoom()

withBrowser('somebody comes forward', () => {
  /** Signed in at the desk, on the page of identities. */
  async function desk(name: string): Promise<{ page: Page; close(): Promise<void> }> {
    const { page, close } = await room.visit({ viewport: SCREEN })
    await page.goto('/sign-in/')
    await page.getByRole('button', { name }).click()
    await page.waitForURL('**/desk/**')
    await page.goto('/desk/#/identity')
    await page.getByRole('heading', { level: 1, name: '身份保密' }).waitFor()
    return { page, close }
  }

  test('keys are made and confirmed, the form seals in the page, two persons open: the server never saw a name', async () => {
    const officer = await desk('王密封')
    await officer.page.getByText('生成我的密钥').click()
    await officer.page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
    await officer.page.getByLabel('再写一遍口令').fill(PASSPHRASE)
    await officer.page.getByRole('button', { name: '生成并登记' }).click()
    await officer.page.getByText('等负责人核对').first().waitFor({ timeout: 60_000 })
    await officer.page.getByText('登记离线托管的公钥').click()
    await officer.page.getByLabel('公钥', { exact: true }).fill((await aKey()).recipient)
    await officer.page.getByRole('button', { name: '登记', exact: true }).click()
    await expect.poll(() => officer.page.getByText('等负责人核对').count()).toBeGreaterThan(1)

    const head = await desk('赵审批')
    for (const nth of [0, 1]) {
      await head.page.getByRole('button', { name: '核对并启用' }).first().click()
      await head.page.getByRole('button', { name: '核对一致，启用' }).click()
      await expect.poll(() => head.page.getByText('在用', { exact: true }).count()).toBe(nth + 1)
    }

    const { page, close } = await room.visit()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto('/report/')
    await page.check('[name="kinds"][value="water"]')
    await page.fill('[name="description"]', '河水发黑，有刺鼻的味道。')
    await page.fill('[name="place.address"]', '西流湖公园北门')
    expect(sent.some((one) => one.includes('seal-person'))).toBe(false)
    await page.getByLabel('实名举报').check()
    await page.getByLabel('姓名').fill(NAME)
    await shot(page, 'report-named-phone')
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.locator('[data-field="identity.phone"].field--wrong').waitFor()
    await page.getByLabel('电话', { exact: true }).fill(PHONE)
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.locator('[data-fill="reference"]').waitFor()
    await expect.poll(() => page.locator('[data-fill="reference"]').textContent()).toMatch(/^T-/)
    const reference = String(await page.locator('[data-fill="reference"]').textContent())
    const receipt = String(await page.locator('[data-fill="line"]').textContent())
    for (const word of [NAME, PHONE, encodeURIComponent(NAME)]) expect(sent.join('\n')).not.toContain(word)
    expect(sent.join('\n')).toContain('BEGIN AGE ENCRYPTED FILE')
    await close()

    // Wherever the head is at the desk, the request is told as it comes.
    await head.page.goto('/desk/#/')
    await head.page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
    await officer.page.getByLabel('举报编号').fill(reference)
    await officer.page.getByLabel('理由').selectOption('answer')
    await officer.page.getByLabel('写明为什么').fill('依法书面答复实名举报人')
    await officer.page.getByRole('button', { name: '申请打开' }).click()
    await officer.page.getByText('等负责人批准').first().waitFor()
    const told = head.page.getByRole('status').filter({ hasText: '有 1 项打开举报人身份的申请等您决定' })
    await told.waitFor({ timeout: 10_000 })
    expect(await violations(head.page)).toEqual([])
    await shot(head.page, 'desk-identity-asked')
    await told.getByRole('link', { name: '去看' }).press('Enter')
    await head.page.getByRole('button', { name: '批准打开' }).click()
    await head.page.getByText('已批准，等打开').waitFor()
    await officer.page.getByLabel('口令', { exact: true }).last().fill(PASSPHRASE)
    await officer.page.getByRole('button', { name: '解锁' }).click()
    await officer.page.getByRole('button', { name: '核对封存（1 份）' }).click({ timeout: 60_000 })
    await officer.page.getByText('核对了 1 份，都打得开。').waitFor()
    await officer.page.getByRole('button', { name: '取出并打开' }).click()
    await officer.page.getByText(PHONE).waitFor()
    await shot(officer.page, 'desk-identity-opened')
    await head.page.getByRole('button', { name: '刷新' }).click()
    await head.page.getByText('已打开').waitFor()
    const status = await room.here().ask('POST', '/api/tips/status', { receipt })
    expect(status.body.unsealed).toBe(1)
    await officer.close()
    await head.close()
  })

  test('without JavaScript the same form works, and the case says who sealed it', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/')
    expect(await page.getByLabel('姓名').isVisible()).toBe(false)
    await page.getByLabel('只留联系电话').check()
    await page.check('[name="kinds"][value="water"]')
    await page.fill('[name="description"]', '河水发黑，有刺鼻的味道，第二天。')
    await page.fill('[name="place.address"]', '西流湖公园南门')
    await page.getByLabel('电话', { exact: true }).fill(PHONE)
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.locator('[data-fill="reference"]').waitFor()
    const reference = String(await page.locator('[data-fill="reference"]').textContent())
    await close()
    const clerk = await room.visit({ viewport: SCREEN })
    await clerk.page.goto('/sign-in/')
    await clerk.page.getByRole('button', { name: '钱登记' }).click()
    await clerk.page.waitForURL('**/desk/**')
    await clerk.page.goto('/desk/#/')
    await clerk.page.getByRole('searchbox').fill(reference)
    await clerk.page.getByRole('link', { name: reference }).click()
    await clerk.page.getByText('由服务器代为封存').waitFor()
    expect(await clerk.page.content()).not.toContain(PHONE)
    await shot(clerk.page, 'desk-identity-case')
    await clerk.close()
  })
})
