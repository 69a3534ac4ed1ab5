import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Figures } from '#domain/figures/public.ts'
import { recovered } from '../fixtures/figure-attacker.ts'
import { isTooWide, PHONE, SCREEN, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { recordsOf } from './records.ts'

const room = demoRoom()
let periods: string[]

withBrowser('the figures of the hotline', () => {
  beforeAll(async () => {
    periods = (await recordsOf(room.url(), '/figures')).map((line) => new URL(line.url).pathname)
  })

  const isYear = (address: string) => /^\/figures\/\d{4}\/$/.test(address)
  const pages: Record<string, () => string> = {
    list: () => '/figures/',
    'all periods': () => '/figures/p/1/',
    'newest month': () => periods[0] as string,
    'busy month': () => periods.at(-1) as string,
    year: () => periods.find(isYear) as string,
  }
  for (const [name, address] of Object.entries(pages))
    test(`${name}: no barrier axe can find, fits phone and screen, no script`, async () => {
      const { page, foreign, complaints, scripts, close } = await room.visit()
      expect((await page.goto(address()))?.status()).toBe(200)
      for (const [size, viewport] of Object.entries({ screen: SCREEN, phone: PHONE })) {
        await page.setViewportSize(viewport)
        expect(await isTooWide(page), size).toBe(false)
        await shot(page, `figures-${name.replaceAll(' ', '-')}-${size}`)
        expect(await violations(page), size).toEqual([])
      }
      expect({ foreign, complaints, scripts }).toEqual({ foreign: [], complaints: [], scripts: [] })
      await close()
    })

  describe('anybody computes them again with the published program', () => {
    let folder: string
    let program: string
    let tampered: Server
    let change: (path: string, text: string) => string = (_, text) => text
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'jingtu-figures-'))
      program = join(folder, 'recompute.mjs')
      writeFileSync(program, await (await fetch(`${room.url()}/figures/recompute.mjs`)).text())
      // A copy of the site in which something was changed on the way.
      tampered = createServer(async (request, response) => {
        const answer = await fetch(new URL(request.url ?? '/', room.url()))
        response.writeHead(answer.status)
        response.end(change(request.url ?? '/', await answer.text()))
      }).listen(0, '127.0.0.1')
    })
    afterAll(() => {
      tampered.close()
      rmSync(folder, { recursive: true, force: true })
    })

    /** As anybody would run it, in a folder with nothing else in it. */
    const run = (base: string): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [program, base], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
        let said = ''
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
        child.once('close', (code) => resolve({ code, said }))
      })
    const copy = () => `http://127.0.0.1:${(tampered.address() as AddressInfo).port}`

    test('and every cell is as published', async () => {
      const { code, said } = await run(room.url())
      expect(said).toContain('every figure is as published')
      expect(code).toBe(0)
      for (const address of periods) expect(said).toContain(`${address.split('/')[2]}: `)
    })

    test('a copy nobody changed passes, and each change in one is named: a total, a share, a month', async () => {
      expect((await run(copy())).code).toBe(0)
      const year = (periods.find(isYear) as string).split('/')[2] as string
      const month = `${year}-04`
      const raise = (text: string) =>
        text.replace(/(,all,all,)(\d+)/, (_, before, count) => `${before}${Number(count) + 1}`)
      const changes: [string, RegExp, (path: string, text: string) => string][] = [
        [
          'table',
          /2\d{3}-04 all\/all received/,
          (path, text) => (path === `/figures/${month}.csv` ? raise(text) : text),
        ],
        [
          'share',
          /onTimeRate: computed [\d.]+, published/,
          (path, text) => (path.endsWith('.json') ? text.replace(/"onTimeRate":\d[\d.]*/, '"onTimeRate":12.5') : text),
        ],
        [
          'month and year, table and page alike',
          new RegExp(`${year} all/all received from its months`),
          (path, text) => {
            if (!path.startsWith(`/figures/${year}.`)) return text
            return path.endsWith('.csv')
              ? raise(text)
              : text.replace(/"received":(\d+)/, (_, count) => `"received":${Number(count) + 1}`)
          },
        ],
      ]
      for (const [name, named, tamper] of changes) {
        change = tamper
        const { code, said } = await run(copy())
        expect([name, code], said.slice(-600)).toEqual([name, 1])
        expect(said).toMatch(named)
      }
    })
  })

  test('the demo shows numbers, counts under five and withheld ones, and nothing hidden can be computed', async () => {
    const read = async (address: string) =>
      (await (await fetch(`${room.url()}${address.slice(0, -1)}.json`)).json()) as { data: Figures }
    const all = await Promise.all(periods.toReversed().map(read))
    const shown = all.flatMap(({ data }) => data.rows.flatMap((row) => Object.values(row.counts)))
    expect(shown.some((one) => typeof one === 'number' && one >= 5)).toBe(true)
    expect(shown).toContain('<5')
    expect(shown).toContain(null)
    expect(await recovered(all.map(({ data }) => ({ figures: data })))).toEqual([])
  })
})
