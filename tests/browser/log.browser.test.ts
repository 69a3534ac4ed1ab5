import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look, PHONE, SCREEN, shot, type Visit, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { altered, flip, found } from './log.ts'
import { addressOf, recordsOf } from './records.ts'

const room = demoRoom()
let record: string

const dataFile = (...path: string[]) => join(room.dataDir(), ...path)
const served = (address: string) => dataFile('site', `${address.slice(1, -1)}.json`)
const size = async () => Number((await (await fetch(`${room.url()}/log/checkpoint`)).text()).split('\n')[1])

withBrowser('the public log in a browser', () => {
  beforeAll(async () => {
    record = addressOf(await recordsOf(room.url(), '/disclosures/p/1'), /再生.*2024/)
  })

  describe('its pages have no barrier that axe can find, fit their window and ask nobody else', () => {
    const pages: Record<string, () => string> = {
      log: () => '/log/',
      'log-tips': () => '/log/tips/',
      'log-guide': () => '/log/guide/',
      'log-verify': () => '/log/verify/',
      'log-verify-record': () => `/log/verify/?path=${record}`,
      'log-verify-nothing': () => '/log/verify/?path=/disclosures/nothing/',
    }
    let window: Visit
    beforeAll(async () => {
      window = await room.visit()
    })
    afterAll(() => window?.close())
    for (const [name, path] of Object.entries(pages))
      test(name, async () => {
        const { page, foreign, complaints, scripts } = window
        await window.anew()
        await page.goto(path())
        if (path().includes('?')) await found(page)
        await look(page, name)
        expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
        if (name === 'log' || name === 'log-guide') expect(scripts).toEqual([])
      })
  })

  for (const [window, viewport] of Object.entries({ phone: PHONE, screen: SCREEN }))
    test(`from a record, by keyboard alone, its reader comes to five steps that all passed (${window})`, async () => {
      const { page, complaints, close } = await room.visit({ viewport })
      await page.goto(record)
      await page.getByRole('link', { name: '核验本页' }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/log\/verify\//)
      const { is, steps, text } = await found(page)
      expect(is).toBe('ok')
      expect(steps).toEqual([
        'ok 算出这份内容的指纹',
        'ok 和登记的那一条对上',
        'ok 从这一条合算到总指纹',
        'ok 今天的日志还接着那本',
        'ok 签名',
        'ok 后面没有更新的版本',
      ])
      expect(text).toMatch(/sha256:[0-9a-f]{64}/)
      // Again from the field, by Enter: the verdict takes the focus.
      await page.focus('[name="path"]')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.hasAttribute('data-verdict'))
      expect((await found(page)).is).toBe('ok')
      expect(complaints).toEqual([])
      await close()
    })

  test('an older version is found under its own address', async () => {
    const { page, close } = await room.visit()
    await page.goto(`/log/verify/?path=${record}v/1/`)
    const { is, text } = await found(page)
    expect([is, text.includes('第 1 版')]).toEqual(['ok', true])
    await close()
  })

  test('a record altered on disk fails at its leaf, in red, with what differs', async () => {
    const { page, close } = await room.visit()
    const change = (bytes: Buffer) => Buffer.from(bytes.toString().replace('"returned":', '"returned":1'))
    await altered(served(record), change, async () => {
      await page.goto(`/log/verify/?path=${record}`)
      const { is, verdict, steps, text } = await found(page)
      expect([is, verdict]).toEqual(['bad', '没有通过：和登记的那一条对上'])
      expect(steps).toContain('bad 和登记的那一条对上')
      expect(text).toMatch(/doc：日志里是 "sha256:/)
      expect(await violations(page)).toEqual([])
      await shot(page, 'log-verify-altered-phone')
    })
    await close()
  })

  test('an older version in the place of the newest is found out, though its leaf is genuine', async () => {
    const { page, close } = await room.visit()
    const old = readFileSync(served(`${record}v/1/`))
    await altered(
      served(record),
      () => old,
      async () => {
        // The proof the site gives is of the newest: the leaf is not that of what is shown.
        await page.goto(`/log/verify/?path=${record}`)
        expect((await found(page)).is).toBe('bad')
        // A site that lies in its proof as well is caught by what the log says further on.
        const forged = await (await fetch(`${room.url()}/api/log/proof?path=${record}v/1/`)).text()
        await page.route('**/api/log/proof*', (route) => route.fulfill({ body: forged, contentType: 'text/plain' }))
        await page.goto(`/log/verify/?path=${record}`)
        const { is, verdict, steps } = await found(page)
        expect([is, verdict]).toEqual(['bad', '没有通过：后面没有更新的版本'])
        expect(steps.filter((step) => step.startsWith('ok'))).toHaveLength(5)
      },
    )
    await close()
  })

  test('another record under this address is found out, though that one is genuine', async () => {
    const { page, close } = await room.visit()
    const other = addressOf(await recordsOf(room.url(), '/disclosures/p/1'), /机械.*2025/)
    await altered(
      served(record),
      () => readFileSync(served(other)),
      async () => {
        await page.goto(`/log/verify/?path=${record}`)
        expect(await found(page)).toMatchObject({ is: 'bad', verdict: '没有通过：网站给的是另一份记录' })
      },
    )
    await close()
  })

  test('a record that was dropped is missed; one that was taken back openly says so', async () => {
    const { page, close } = await room.visit()
    await altered(
      served(record),
      () => null,
      async () => {
        await page.goto(`/log/verify/?path=${record}`)
        expect(await found(page)).toMatchObject({ is: 'bad', verdict: '没有通过：公布过的内容不见了' })
      },
    )
    const gone = (await recordsOf(room.url(), '/disclosures/p/1')).find((line) => line.withdrawn)
    await page.goto(`/log/verify/?path=${new URL(gone?.url ?? '').pathname}`)
    const { is, text } = await found(page)
    expect(is).toBe('ok')
    expect(text).toContain('样品交接记录与所报点位不符')
    await close()
  })

  test('one altered bit in a tile or in the entries is found, and the file is named', async () => {
    const { page, close } = await room.visit()
    const count = await size()
    for (const file of [`tile/0/000.p/${count}`, `tile/entries/000.p/${count}`])
      await altered(dataFile('log', file), flip(70), async () => {
        await page.goto(`/log/verify/?path=${record}`)
        const { is, steps, text } = await found(page)
        expect(is, file).toBe('bad')
        expect(steps, file).toContain('bad 今天的日志还接着那本')
        expect(text).toContain(file)
        await shot(page, 'log-verify-tile-phone')
      })
    await close()
  })

  test('a checkpoint with another signature, or another key than the reader kept, is refused', async () => {
    const { page, close } = await room.visit()
    await page.goto(`/log/verify/`)
    await page.click('summary')
    await page.fill('[name="vkey"]', 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
    await page.fill('[name="path"]', record)
    await page.keyboard.press('Enter')
    const { is, steps } = await found(page)
    expect(is).toBe('bad')
    expect(steps).toContain('bad 签名')
    await page.fill('[name="vkey"]', 'nonsense')
    await page.fill('[name="path"]', `${record} `)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-verdict][data-is="wait"]')
    expect(await page.innerText('[data-report]')).toContain('公钥读不出来')
    await close()
  })

  test('the reader counts the tips again and gets what the page says; a log that was altered is not counted', async () => {
    const { page, close } = await room.visit()
    await page.goto('/log/tips/')
    const button = page.getByRole('button', { name: '在我的浏览器里重数' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-said][data-is="ok"]')
    expect(await page.innerText('[data-said]')).toContain('结果和这一页一样')
    await shot(page, 'log-tips-counted-phone')
    await altered(dataFile('log', `tile/entries/000.p/${await size()}`), flip(40), async () => {
      await button.click()
      await page.waitForSelector('[data-said][data-is="bad"]')
      expect(await page.innerText('[data-said]')).toContain('日志对不上')
    })
    // The page itself may lie as well: what it shows is not what the log says.
    await page.$eval('log-tips', (one) => {
      const element = one as HTMLElement
      element.dataset.tally = element.dataset.tally?.replace(/"closed":\d+/, '"closed":9999')
    })
    await button.click()
    await page.waitForFunction(() =>
      document.querySelector('[data-said]')?.textContent?.includes('数出来和这一页不一样'),
    )
    await close()
  })

  test('without JavaScript the page says what to do instead, and shows no field that does nothing', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto(`/log/verify/?path=${record}`)
    expect(await page.innerText('main')).toContain('npm run verify')
    expect(await page.locator('form[data-ask]').isVisible()).toBe(false)
    await shot(page, 'log-verify-no-js-phone')
    await page.goto('/log/tips/')
    expect(await page.innerText('main')).toContain('npm run verify')
    await close()
  })
})
