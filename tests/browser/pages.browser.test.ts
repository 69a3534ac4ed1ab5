import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { does, file } from '../stories/desk.ts'
import { follow, look as lookAt, shot, uncached, type Visit, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom()
const receipts: Record<string, string> = {}

/** Pages one only reads: files without a byte of script. */
const READING = [
  '/',
  '/how-we-work/',
  '/privacy/',
  '/accessibility/',
  '/report/status/',
  '/log/',
  '/log/guide/',
  '/nothing-is-here/',
]

/** Every state a public page can be in, and how a visitor gets there. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  home: (page) => page.goto('/'),
  report: (page) => page.goto('/report/'),
  'report-problems': async (page) => {
    await page.goto('/report/')
    await page.locator('textarea[name="description"]').fill('臭')
    await submit(page, 'form[action="/api/tips"]')
  },
  'report-problems-js': async (page) => {
    await page.goto('/report/')
    await page.click('button[type="submit"].button--primary')
    await page.waitForSelector('.field--wrong')
  },
  received: async (page) => {
    await page.goto('/report/')
    await page.check('[name="kinds"][value="water"]')
    await page.fill('textarea[name="description"]', '有人往常庄水库里倒废液。')
    await page.fill('[name="place.address"]', '常庄水库北岸')
    await submit(page, 'form[action="/api/tips"]')
  },
  status: (page) => page.goto('/report/status/'),
  'status-pending': (page) => look(page, receipts.pending),
  'status-in-progress': (page) => look(page, receipts.in_progress),
  'status-closed': (page) => look(page, receipts.closed),
  'status-not-accepted': (page) => look(page, receipts.not_accepted),
  'status-not-found': (page) => look(page, '0000-0000-0000-0000-0000-0000'),
  'how-we-work': (page) => page.goto('/how-we-work/'),
  privacy: (page) => page.goto('/privacy/'),
  accessibility: (page) => page.goto('/accessibility/'),
  'follow-asked': async (page) => {
    await page.goto('/cases/')
    await page.fill('#follow-email', 'resident@example.invalid')
    await submit(page, 'form[action="/api/follows"]')
  },
  'follow-problem': async (page) => {
    await page.goto('/cases/')
    await page.fill('#follow-email', 'resident')
    await submit(page, 'form[action="/api/follows"]')
  },
  'follow-end': (page) => page.goto(`/follow/end/${'0'.repeat(26)}/`),
  'not-found': (page) => page.goto('/nothing-is-here/'),
  'sign-in': (page) => page.goto('/sign-in/', { waitUntil: 'networkidle' }),
}

withBrowser('public pages', () => {
  beforeAll(async () => {
    await setTheScene()
  })

  describe('are in Chinese with one first heading and say that their data are for demonstration, have no barrier that axe can find, fit their window, and ask nobody else', () => {
    let window: Visit
    beforeAll(async () => {
      window = await room.visit()
    })
    afterAll(() => window?.close())
    for (const [name, go] of Object.entries(STATES))
      test(name, async () => {
        const { page, foreign, complaints } = window
        await window.anew()
        await go(page)
        // What every page says of itself.
        expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
        expect(await page.locator('h1:visible').count()).toBe(1)
        expect(await page.innerText('body')).toContain('演示数据')
        expect(await page.title()).not.toBe('')
        await lookAt(page, name)
        expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
      })
  })

  test('pages one reads carry no script and weigh at most 30 KB', async () => {
    const { page, scripts, close } = await room.visit()
    await uncached(page)
    let bodies: Promise<Buffer>[] = []
    page.on('response', (answer) => bodies.push(answer.body()))
    for (const path of READING) {
      bodies = []
      await page.goto(path, { waitUntil: 'networkidle' })
      const gzipped = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
      expect(bodies.length, `${path} and its styles`).toBeGreaterThan(1)
      expect(scripts, path).toEqual([])
      expect(await page.locator('script').count(), path).toBe(0)
      expect(gzipped, path).toBeLessThanOrEqual(30 * 1024)
    }
    await close()
  })

  test('every link of every page leads somewhere', async () => {
    const { page, close } = await room.visit()
    const seen = new Map<string, number>()
    for (const path of READING) {
      await page.goto(path)
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) =>
          all.map(
            (one) => [(one as HTMLAnchorElement).href, one.closest('li')?.textContent.includes('已撤回')] as const,
          ),
        )
      // 「快速离开」 leads away on purpose (report-leave).
      for (const [href, isGone] of links)
        if (href.startsWith(room.url()) && !href.endsWith('/leave/'))
          seen.set(href, href.includes('/nothing-is-here/') ? 404 : isGone ? 410 : 200)
    }
    expect(seen.size).toBeGreaterThan(4)
    for (const [href, status] of seen) {
      const answer = await page.goto(href)
      // A link to a part of the page one is on moves without a request.
      if (answer) expect(answer.status(), href).toBe(status)
      const { hash } = new URL(href)
      if (hash) expect(await page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`).count(), href).toBe(1)
    }
    await close()
  })

  test('a theme and large type chosen without JavaScript stay chosen on the next page', async () => {
    const { page, close } = await room.visit({ js: false })
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
    const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
    await page.goto('/how-we-work/')
    const usual = await size()
    await follow(page, () => page.click('button[name="theme"][value="dark"]'))
    expect(new URL(page.url()).pathname).toBe('/how-we-work/')
    await follow(page, () => page.click('button[name="size"][value="large"]'))
    expect(await scheme()).toBe('dark')
    await page.goto('/')
    expect(await scheme()).toBe('dark')
    expect(await size()).toBeGreaterThan(usual * 1.25)
    await shot(page, 'home-large-type-dark-phone')
    await close()
  })

  test('axe does find a barrier when there is one', async () => {
    const { page, close } = await room.visit()
    await page.goto('/')
    await page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<input name="nameless"><img src="/favicon.svg">')
    })
    const rules = async (by: 'all' | 'colours') => (await violations(page, by)).map((one) => one.split(':')[0]).sort()
    expect(await rules('all')).toEqual(['image-alt', 'label'])
    // Words that are pale in the dark alone; sheets made by script are not the policy's business.
    await page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<p data-pale>看不清的字</p>')
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('@media (prefers-color-scheme: dark) { [data-pale] { color: #333; background: #222 } }')
      document.adoptedStyleSheets.push(sheet)
    })
    expect(await rules('colours')).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await rules('colours')).toEqual(['color-contrast'])
    await close()
  })
})

/** Four cases, one in each state the public sees. */
async function setTheScene(): Promise<void> {
  const here = room.here()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const pending = await file(here, { description: '渠里的水发黑，有臭味。' })
  const going = await file(here, { description: '夜里焚烧秸秆和塑料。' })
  await does(here, 'qian', going.id, 'acceptance')
  await does(here, 'qian', going.id, 'assignment', { to: '410102011' })
  const closed = await file(here, { description: '货车在河堤倾倒污泥。' })
  await does(here, 'qian', closed.id, 'acceptance')
  await does(here, 'qian', closed.id, 'assignment', { to: '410102011' })
  await does(here, 'li', closed.id, 'investigation', { findings: '现场见污泥约两车。', on: today })
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '责令清运，已清运完毕。' }
  await does(here, 'li', closed.id, 'closure-proposal', proposal)
  await does(here, 'zhao', closed.id, 'closure')
  await does(here, 'qian', closed.id, 'reply', { text: '经查属实，污泥已清运，感谢您的举报。' })
  const refused = await file(here, { description: '邻居占了我家的停车位。' })
  await does(here, 'qian', refused.id, 'rejection', { ground: 'not-remit', tell: '请向社区居委会反映，或拨打12345。' })
  Object.assign(receipts, {
    pending: pending.receipt,
    in_progress: going.receipt,
    closed: closed.receipt,
    not_accepted: refused.receipt,
  })
}

async function look(page: Page, receipt: string | undefined): Promise<void> {
  await page.goto('/report/status/')
  await page.fill('[name="receipt"]', receipt ?? '')
  await follow(page, () => page.keyboard.press('Enter'))
}

/** Sends a form as a browser without script does. */
async function submit(page: Page, form: string): Promise<void> {
  await follow(page, () => page.evaluate((at) => document.querySelector<HTMLFormElement>(at)?.submit(), form))
}
