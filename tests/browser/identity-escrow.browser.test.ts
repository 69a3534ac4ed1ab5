import type { Browser, Page } from '@playwright/test'
import { Encrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../client.ts'
import { type AgeKey, aKey, aNamedTip, openWith, withKeys } from '../fixtures/identity.ts'
import { type Running, startServer } from '../server.ts'
import type { Opened } from '../setup.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'

const PASSPHRASE = '柜子 第三层 左手边'

let running: Running
let browser: Browser
let escrow: AgeKey
let lostId: string
let reference: string

withBrowser('the only officer’s key is lost', () => {
  beforeAll(async () => {
    running = await startServer({ env: { DEMO: '1', INTAKE_LIMIT: '1000' } })
    browser = await launch()
    const here = client(running.url) as unknown as Opened
    const keys = await withKeys(here)
    escrow = keys.escrow
    lostId = keys.ids[0] ?? ''
    const { body } = await here.ask('POST', '/api/tips', await aNamedTip(here))
    reference = body.reference
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
  })

  async function desk(name: string): Promise<{ page: Page; sent: string[]; close(): Promise<void> }> {
    const { page, close } = await visit(browser, running.url, { viewport: SCREEN })
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto('/sign-in/')
    await page.getByRole('button', { name }).click()
    await page.waitForURL('**/desk/**')
    await page.goto('/desk/#/identity')
    await page.getByRole('heading', { level: 1, name: '身份保密' }).waitFor()
    return { page, sent, close }
  }

  test('whoever keeps the escrow key opens everything in the officer’s page: drilled first, approved by a head, and the key never leaves it', async () => {
    const { ask, as } = client(running.url)
    const officer = await desk('王密封')
    const { page } = officer
    const encrypter = new Encrypter()
    encrypter.setScryptWorkFactor(12)
    encrypter.setPassphrase(PASSPHRASE)
    const keyFile = Buffer.from(await encrypter.encrypt(`${escrow.secret}\n`))
    const file = { name: 'escrow.age', mimeType: 'application/octet-stream', buffer: keyFile }

    // The drill the same way, by keyboard.
    await page.getByText('演练', { exact: true }).click()
    await page.getByText('或者托管人在这里用密钥文件打开').press('Enter')
    await page.getByLabel('托管密钥文件').setInputFiles(file)
    await page.getByRole('button', { name: '打开演练密文' }).click()
    await page.getByText('这个文件有口令').waitFor()
    await page.getByLabel('文件的口令').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByText(/上次演练/).waitFor({ timeout: 30_000 })
    await page.getByText('核对了 1 份，都打得开。').waitFor()

    // The officer's key is lost; another is there.
    const mine = await aKey()
    const added = await ask('POST', '/api/recipients', { kind: 'officer', recipient: mine.recipient }, await as('wang'))
    await ask('POST', `/api/recipients/${added.body.id}/confirmation`, {}, await as('zhao'))
    await ask('POST', `/api/recipients/${lostId}/retirement`, {}, await as('zhao'))
    await page.getByRole('button', { name: '刷新' }).click()
    await page.getByLabel('为什么换').fill('王密封的密钥文件丢失')
    await page.getByLabel('用哪把密钥打开旧的').selectOption('escrow')
    await page.getByRole('button', { name: '申请换钥' }).click()
    const head = await desk('赵审批')
    await head.page.getByText('用离线托管的密钥打开').waitFor()
    await head.page.getByRole('button', { name: '批准换钥' }).click()
    await head.page.getByText('进行中').waitFor()

    await page.getByRole('button', { name: '刷新' }).click()
    const row = page.getByRole('listitem').filter({ hasText: '王密封的密钥文件丢失' })
    await row.getByLabel('托管密钥文件').setInputFiles(file)
    await row.getByLabel('文件的口令').fill(PASSPHRASE)
    await shot(page, 'desk-identity-escrow')
    expect(await violations(page)).toEqual([])
    await page.setViewportSize(PHONE)
    expect(await isTooWide(page)).toBe(false)
    await shot(page, 'desk-identity-escrow-phone')
    await page.setViewportSize(SCREEN)
    await row.getByRole('button', { name: '打开并换钥' }).click()
    await row.getByText('完成').waitFor({ timeout: 30_000 })
    await row.getByText('换了 1 份').waitFor()
    expect(await row.getByLabel('托管密钥文件').count()).toBe(0)
    for (const word of [escrow.secret, PASSPHRASE, encodeURIComponent(PASSPHRASE)])
      expect(officer.sent.join('\n')).not.toContain(word)

    // Sealed to the new key now, and to the one in escrow still.
    const asked = { reference, reason: 'answer', text: '依法书面答复实名举报人' }
    const opening = await ask('POST', '/api/identity/openings', asked, await as('wang'))
    await ask('POST', `/api/identity/openings/${opening.body.id}/approval`, {}, await as('zhao'))
    const { body } = await ask('POST', `/api/identity/openings/${opening.body.id}/envelope`, {}, await as('wang'))
    for (const key of [mine, escrow]) expect(await openWith(key, body.sealed)).toContain('19900001234')
    await officer.close()
    await head.close()
  })
})
