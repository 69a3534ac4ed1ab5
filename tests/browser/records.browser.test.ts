import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look, shot, uncached, type Visit, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { addressOf, recordsOf } from './records.ts'

const room = demoRoom()

const record = (list: string, title: RegExp) => async () => addressOf(await recordsOf(room.url(), list), title)
const at = (address: string) => async () => address
const under = (address: () => Promise<string>, rest: string) => async () => `${await address()}${rest}`

/** Pages of what is published, in every state the demo shows them. */
const PAGES: Record<string, () => Promise<string>> = {
  enterprises: at('/enterprises/'),
  'enterprise-late': at('/enterprises/91410102MADEM00012/'),
  'enterprise-over-intervention': at('/enterprises/91410102MADEM00025/'),
  'enterprise-gap-year': at('/enterprises/91410102MADEM0004B/'),
  'enterprise-farmland': at('/enterprises/91410102MADEM0008P/'),
  'enterprise-public-body': at('/enterprises/11410102MBDEM0011D/'),
  disclosures: at('/disclosures/'),
  'disclosure-over-screening': record('/disclosures/p/1', /电镀.*2024/),
  'disclosure-over-intervention': record('/disclosures/p/1', /蓄电池.*2024/),
  'disclosure-below-detection': record('/disclosures/p/1', /机械.*2025/),
  'disclosure-class-unclear': record('/disclosures/p/1', /印染.*2025/),
  'disclosure-corrected': record('/disclosures/p/1', /再生.*2024/),
  'disclosure-first-version': under(record('/disclosures/p/1', /再生.*2024/), 'v/1/'),
  'disclosure-difference': under(record('/disclosures/p/1', /再生.*2024/), 'diff/1-2/'),
  remediations: at('/remediations/'),
  'remediation-done': record('/remediations', /蓄电池/),
  'remediation-late-and-failed': record('/remediations', /砖瓦/),
  'remediation-to-begin': record('/remediations', /电镀/),
  'remediation-board': under(record('/remediations', /电镀/), 'board/'),
  transfers: at('/transfers/'),
  'transfer-with-loss': record('/transfers', /./),
  assessments: at('/assessments/'),
  'assessment-met': record('/assessments', /蓄电池/),
  'assessment-failed': record('/assessments', /砖瓦/),
  plots: at('/plots/'),
  'plot-listed': record('/plots', /农药/),
  'plot-with-project': record('/plots', /砖瓦/),
  institutions: at('/institutions/'),
  institution: at('/institutions/91410100MADEM00217/'),
  pollutants: at('/pollutants/'),
  pollutant: at('/pollutants/pb/'),
  'pollutant-nobody-reports': at('/pollutants/pcb169/'),
  data: at('/data/'),
  search: at('/search/'),
  'search-found': at('/search/?q=%E7%94%B5%E9%95%80'),
  'search-nothing': at('/search/?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D'),
}

withBrowser('pages of what is published', () => {
  describe('have no barrier that axe can find, fit their window, carry no script and weigh at most 30 KB', () => {
    let window: Visit
    let bodies: Promise<Buffer>[]
    beforeAll(async () => {
      window = await room.visit()
      await uncached(window.page)
      window.page.on('response', (answer) => bodies.push(answer.body()))
    })
    afterAll(() => window?.close())
    for (const [name, address] of Object.entries(PAGES))
      test(name, async () => {
        const { page, foreign, complaints, scripts } = window
        await window.anew()
        bodies = []
        const answer = await page.goto(await address())
        expect(answer?.status()).toBe(200)
        const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
        expect(weight, 'gzipped bytes').toBeLessThanOrEqual(30 * 1024)
        expect(bodies.length, 'a page and its styles').toBeGreaterThan(1)
        expect(await page.locator('h1:visible').count()).toBe(1)
        expect(await page.innerText('body')).toContain('演示数据')
        await look(page, `record-${name}`)
        expect({ foreign, complaints, scripts }).toEqual({ foreign: [], complaints: [], scripts: [] })
      })
  })

  test('what was withdrawn answers 410 with its basis, as a page like any other', async () => {
    const withdrawn = (await recordsOf(room.url(), '/disclosures/p/1')).find((line) => line.withdrawn)
    const { page, complaints, close } = await room.visit()
    const answer = await page.goto(new URL(withdrawn?.url ?? '').pathname)
    expect(answer?.status()).toBe(410)
    expect(await page.innerText('main')).toContain('样品交接记录与所报点位不符')
    await shot(page, 'record-withdrawn-phone')
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('every link of every page leads somewhere, files and feeds too', async () => {
    const { page, close } = await room.visit()
    const seen = new Map<string, string>()
    for (const address of Object.values(PAGES)) {
      const path = await address()
      await page.goto(path)
      const links = await page
        .locator('a[href], link[rel="alternate"]')
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
      for (const href of links) if (href.startsWith(room.url())) seen.set(href.replace(/#.*/, ''), path)
    }
    expect(seen.size).toBeGreaterThan(150)
    const dead: string[] = []
    for (const [href, from] of seen) {
      const { status } = await fetch(href, { method: 'GET' })
      // What was withdrawn stays in the lists, and its address says why it is gone.
      if (status !== 200 && status !== 410) dead.push(`${href} (${status}) on ${from}`)
    }
    expect(dead).toEqual([])
    await close()
  })

  test('the notice board prints on one sheet of A4', async () => {
    const { page, close } = await room.visit()
    await page.goto(await (PAGES['remediation-board'] as () => Promise<string>)())
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await close()
  })

  test('search answers without JavaScript, from the home page on', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/')
    await page.fill('input[name="q"]', '蓄电池')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search/**')
    const first = page.locator('main a[href^="/"]').filter({ hasText: '蓄电池' }).first()
    expect(await first.getAttribute('href')).toBe('/enterprises/91410102MADEM00025/')
    await close()
  })
})
