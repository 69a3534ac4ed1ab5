import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { distanceM } from '#domain/coordinates.ts'
import { client } from '../client.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import type { Running } from '../server.ts'
import { caseOf } from '../stories/desk.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

let plain: Running
let tiled: Running
let browser: Browser
let provider: Server
const seen: string[] = []

withBrowser('the map of the report form', () => {
  beforeAll(async () => {
    const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#cfd8c8' } })
      .png()
      .toBuffer()
    provider = createServer((request, response) => {
      seen.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'image/png' }).end(tile)
    })
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
    const TILES_URL = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/{z}/{x}/{y}.png`
    plain = await startDemo()
    tiled = await startDemo({ TILES_URL, TILES_ATTRIBUTION: '演示图源 审图号：演示-0001', TILES_CRS: 'GCJ02' })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await plain?.stop()
    await tiled?.stop()
    provider?.close()
  })

  test('is fetched only when it is opened, under the strict policy, and says that its lines are a sketch', async () => {
    const { page, foreign, complaints, scripts, close } = await visit(browser, plain.url)
    await page.goto('/report/', { waitUntil: 'networkidle' })
    const before = scripts.length
    expect(scripts.filter((one) => /map|leaflet|exif/.test(one))).toEqual([])
    await openMap(page)
    expect(scripts.slice(before).filter((one) => /\/pin-map\./.test(one))).toHaveLength(1)
    expect(await page.innerText('.leaflet-control-attribution')).toContain('示意，非行政界线')
    expect(await page.innerText('.map__box')).toContain('常庄水库')
    for (const viewport of [PHONE, SCREEN]) {
      await page.setViewportSize(viewport)
      expect(await isTooWide(page)).toBe(false)
      expect(await violations(page)).toEqual([])
      await shot(page, `report-map-${viewport.width}`)
    }
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
    await close()
  })

  test('names streets where the bureau says they lie, as many as there is room for, and all of them from near', async () => {
    const own = await startDemo()
    const { ask, as } = client(own.url)
    const { body: before } = await ask('GET', '/api/bureau', undefined, await as('chu'))
    const streets = before.bureau.streets.map((one: object, at: number) => ({
      ...one,
      centre: { lng: 113.47 + 0.04 * (at % 4), lat: 34.7 + 0.035 * Math.floor(at / 4) },
    }))
    const change = { kind: 'data', fields: { streets } }
    const { body } = await ask('POST', '/api/bureau/changes', { change, reason: '演示：街道位置' }, await as('chu'))
    expect((await ask('POST', `/api/bureau/changes/${body.id}/confirmation`, {}, await as('shen'))).status).toBe(200)
    const { page, close } = await visit(browser, own.url)
    const names = (wanted: ':not(.map-name--covered)' | '') => page.locator(`.map-name${wanted}`).count()
    const shown = async () => {
      const boxes = await page
        .locator('.map-name:not(.map-name--covered)')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
      return boxes.every((one, at) =>
        boxes
          .slice(at + 1)
          .every((o) => one.left >= o.right || o.left >= one.right || one.top >= o.bottom || o.top >= one.bottom),
      )
    }
    await expect
      .poll(
        async () => {
          await page.goto('/report/')
          await openMap(page)
          return names('')
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(14)
    expect(await names(':not(.map-name--covered)')).toBeLessThan(await names(''))
    expect(await shown()).toBe(true)
    await shot(page, 'report-map-streets-phone')
    for (let step = 0; step < 3; step += 1) {
      await page.click('[data-map-in]')
      await page.waitForTimeout(400)
    }
    await expect.poll(() => names(':not(.map-name--covered)')).toBe(await names(''))
    expect(await shown()).toBe(true)
    await close()
    await own.stop()
  })

  test('with the keyboard alone the pin is put, moved, sent, and taken away again', async () => {
    const { page, close } = await visit(browser, plain.url)
    await page.goto('/report/')
    await page.focus('[data-map-open]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.leaflet-container')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className ?? '')).toContain('map__box')
    await page.keyboard.press('ArrowRight')
    const first = await pin(page)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowUp')
    const second = await pin(page)
    expect([first.crs, second.crs]).toEqual(['WGS84', 'WGS84'])
    expect([second.lng > first.lng, second.lat > first.lat]).toEqual([true, true])
    expect(await page.innerText('[data-position-says]')).toContain('图钉已移动')
    await send(page)
    const { cgcs } = await tipOf(page, plain)
    expect(cgcs).toEqual({ lng: second.lng, lat: second.lat })
    await close()

    const again = await visit(browser, plain.url)
    await again.page.goto('/report/')
    await openMap(again.page)
    await again.page.click('.map__box', { position: { x: 100, y: 100 } })
    expect((await pin(again.page)).lng).toBeGreaterThan(100)
    await again.page.click('[data-position-clear]')
    expect(await again.page.inputValue('[name="place.lng"]')).toBe('')
    expect(await again.page.locator('.map-pin').count()).toBe(0)
    await again.close()
  })

  test('tiles come through our own door; where they are shifted, so is the pin, and the server has it right', async () => {
    const { page, foreign, complaints, close } = await visit(browser, tiled.url)
    await page.goto('/report/')
    await openMap(page)
    await page.waitForSelector('img.leaflet-tile-loaded')
    expect(seen.length).toBeGreaterThan(0)
    expect(await page.innerText('.leaflet-control-attribution')).toContain('审图号：演示-0001')
    await page.click('.map__box', { position: { x: 150, y: 150 } })
    const put = await pin(page)
    expect(put.crs).toBe('GCJ02')
    await send(page)
    const { cgcs } = await tipOf(page, tiled)
    expect(distanceM(put, cgcs)).toBeGreaterThan(300)
    expect(distanceM(put, cgcs)).toBeLessThan(700)
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
    await close()
  })

  test('a boundary of the bureau’s own is drawn, with its names as text', async () => {
    const { page, close } = await visit(browser, plain.url)
    const ring = [
      [113.5, 34.7],
      [113.6, 34.7],
      [113.6, 34.8],
      [113.5, 34.7],
    ]
    const feature = {
      type: 'Feature',
      properties: { name: '<b>演示街道</b>' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
    await page.route('**/own.json', (route) =>
      route.fulfill({ json: { type: 'FeatureCollection', features: [feature] } }),
    )
    await page.goto('/report/')
    await page.evaluate(() => {
      const box = document.querySelector<HTMLElement>('[data-map]')
      if (box) box.dataset.map = JSON.stringify({ ...JSON.parse(box.dataset.map ?? ''), boundary: '/own.json' })
    })
    await openMap(page)
    await page.waitForSelector('.map-line--own')
    expect(await page.innerText('.map__box')).toContain('<b>演示街道</b>')
    expect(await page.innerText('.leaflet-control-attribution')).toBe('界线由本局提供')
    await close()
  })

  test('a photo that knows its place offers it, says so, and is sent without it', async () => {
    const photo = join(mkdtempSync(join(tmpdir(), 'jingtu-gps-')), 'gps.jpg')
    writeFileSync(photo, await phonePhoto())
    const { page, close } = await visit(browser, plain.url)
    await page.addInitScript(() => {
      const send = XMLHttpRequest.prototype.send
      XMLHttpRequest.prototype.send = function (body) {
        const left = body instanceof FormData ? (body.get('photo') as File) : null
        left?.text().then((text) => Object.assign(window, { left: `${left.type} ${left.name} ${text}` }))
        send.call(this, body)
      }
    })
    await page.goto('/report/')
    expect(await page.locator('[data-photo-place]').isVisible()).toBe(false)
    await page.setInputFiles('input[type="file"]', photo)
    await page.waitForSelector('[data-photo-place]:visible')
    expect(await page.inputValue('[name="place.lng"]'), 'taken unasked').toBe('')
    await page.waitForSelector('.photo input[name="attachments"]', { state: 'attached' })
    await page.click('[data-photo-place] button')
    expect(await pin(page)).toEqual({ lng: 113.6, lat: 34.75, crs: 'WGS84' })
    expect(await page.innerText('[data-position-says]')).toContain('照片里的拍摄地点')
    const body = await page.evaluate(() => (window as unknown as { left: string }).left)
    expect(body).toMatch(/^image\/jpeg photo /)
    for (const trace of ['Exif', 'CanaryPhone', 'TRAILING', 'gps.jpg']) expect(body, trace).not.toContain(trace)
    await close()
  })
})

async function openMap(page: Page): Promise<void> {
  await page.click('[data-map-open]')
  await page.waitForSelector('.leaflet-container')
  await page.waitForSelector('.leaflet-control-attribution')
}

async function pin(page: Page): Promise<{ lng: number; lat: number; crs: string }> {
  const value = (name: string) => page.inputValue(`[name="place.${name}"]`)
  return { lng: Number(await value('lng')), lat: Number(await value('lat')), crs: await value('crs') }
}

async function send(page: Page): Promise<void> {
  await page.check('[name="kinds"][value="water"]')
  await page.fill('textarea[name="description"]', '河水发黑，有刺鼻的味道。')
  await page.fill('[name="place.address"]', '演示河桥下')
  await page.click('button[type="submit"].button--primary')
  await page.waitForSelector('receipt-card:visible [data-fill="receipt"] span')
}

/** What the desk has of the tip whose receipt is on the page. */
async function tipOf(page: Page, of: Running) {
  const here = client(of.url)
  const reference = await page.innerText('[data-fill="reference"]:visible')
  const { body } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, await here.as('qian'))
  return (await caseOf(here, body.items[0].id)).tips[0]
}
