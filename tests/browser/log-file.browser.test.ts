import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { beforeAll, expect, test } from 'vitest'
import { aTip } from '../setup.ts'
import { follow, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { choose, found } from './log.ts'
import { addressOf, recordsOf } from './records.ts'

/** A batch of tips is logged every minute in a demo. */
const BATCH = 90_000

const room = demoRoom()
/** Sent first of all, so that its leaf is there when it is asked for. */
let tip: { receipt: string; reference: string; promise: string }
/** What was reported by hand: its proof is asked for after the batch that others wait for too. */
const reported: { js: boolean; receipt: string }[] = []

const dataFile = (...path: string[]) => join(room.dataDir(), ...path)
const send = async () => (await room.here().ask('POST', '/api/tips', aTip())).body
const proofOf = async (receipt: string): Promise<string | undefined> =>
  (await room.here().ask('POST', '/api/tips/status', { receipt })).body.proof
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(button)])
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}
/** The proof of a tip as soon as its batch is logged. */
async function logged(receipt: string): Promise<string> {
  for (const began = Date.now(); Date.now() - began < BATCH; await pause(500)) {
    const proof = await proofOf(receipt)
    if (proof) return proof
  }
  throw new Error('no batch of tips was logged within a minute and a half')
}
/** A tip that stays out of the log for a while: the batch of its minute is closed already. */
async function waiting(): Promise<typeof tip> {
  for (;;) {
    await logged((await send()).receipt)
    const second = 60 - new Date().getSeconds()
    if (second > 15) return send()
    await pause(second * 1000)
  }
}

withBrowser('a file held against the public log in a browser', () => {
  beforeAll(async () => {
    tip = await send()
  })

  test('saved data of a page is checked from its file, and so is one that was changed afterwards', async () => {
    const { page, close } = await room.visit()
    await page.goto('/log/verify/')
    const record = addressOf(await recordsOf(room.url(), '/disclosures/p/1'), /再生.*2024/)
    const text = readFileSync(dataFile('site', `${record.slice(1, -1)}.json`), 'utf8')
    expect(await choose(page, 'saved.json', text)).toMatchObject({ is: 'ok' })
    expect(await choose(page, 'saved.json', text.replace('虚构', '真实'))).toMatchObject({ is: 'bad' })
    expect(await choose(page, 'list.json', '{"items":[]}')).toMatchObject({ is: 'wait', verdict: '没能核验' })
    expect(await choose(page, 'photo.jpg', 'ÿØÿ')).toMatchObject({ is: 'wait', verdict: '没能核验' })
    await close()
  })

  for (const js of [true, false])
    test(`the receipt gives its promise to take along, ${js ? 'with' : 'without'} JavaScript`, async () => {
      const { page, complaints, close } = await room.visit({ js })
      await page.goto('/report/')
      await page.check('[name="kinds"][value="water"]')
      await page.fill('textarea[name="description"]', '沟里的水发黑，有臭味。')
      await page.fill('[name="place.address"]', '化工路桥下')
      await page.click('button[type="submit"].button--primary')
      await page.waitForSelector('[data-fill="promise-part"]:visible')
      const receipt = await page.innerText('[data-fill="line"]')
      const promise = await downloaded(page, 'form[action="/api/tips/promise"] button')
      expect(promise.name).toMatch(/^T-\d{4}-\w{6}\.promise\.txt$/)
      expect(promise.text).toBe(await page.locator('[data-fill="promise"]').textContent())
      expect(complaints).toEqual([])
      reported.push({ js, receipt })
      await close()
    })

  test('a promise waits for its day, then is found kept; the proof of the tip is dropped in and holds, a changed one does not', {
    timeout: 240_000,
  }, async () => {
    const { page, close } = await room.visit()
    const fresh = await waiting()
    await page.goto('/log/verify/')
    expect(await choose(page, 'promise.txt', fresh.promise)).toMatchObject({
      is: 'wait',
      verdict: '承诺有效，期限还没有到',
    })
    const forged = fresh.promise.replace(/\n\d+\n/, '\n1\n')
    expect(await choose(page, 'promise.txt', forged)).toMatchObject({ is: 'bad', verdict: '没有通过：签名' })

    const proof = await logged(tip.receipt)
    expect(await choose(page, 'promise.txt', tip.promise)).toMatchObject({ is: 'ok', verdict: '通过：承诺兑现了' })

    const drop = await page.evaluateHandle((text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'T-2026-XXXXXX.tlog-proof'))
      return data
    }, proof)
    await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: drop })
    await page.waitForFunction(() =>
      document.querySelector('[data-verdict]')?.textContent?.includes('这件举报登记在日志里'),
    )
    const { is, steps } = await found(page)
    expect(is).toBe('ok')
    expect(steps).toHaveLength(4)
    expect(await violations(page)).toEqual([])
    await shot(page, 'log-verify-proof-phone')
    const index = Number(/^index (\d+)$/m.exec(proof)?.[1])
    const elsewhere = proof.replace(/^index \d+$/m, `index ${index - 1}`)
    expect(await choose(page, 'x.tlog-proof', elsewhere)).toMatchObject({ is: 'bad' })
    expect(await choose(page, 'x.tlog-proof', proof.slice(0, -20))).toMatchObject({ is: 'bad' })
    await close()
  })

  test('the status of those receipts gives the proof once there is one, with and without JavaScript', {
    timeout: 240_000,
  }, async () => {
    for (const { js, receipt } of reported) {
      const { page, complaints, close } = await room.visit({ js })
      const proof = await logged(receipt)
      await page.goto('/report/status/')
      await page.fill('[name="receipt"]', receipt)
      await follow(page, () => page.keyboard.press('Enter'))
      const taken = await downloaded(page, 'form[action="/api/tips/proof"] button')
      expect(taken.name).toMatch(/^T-\d{4}-\w{6}\.tlog-proof$/)
      const indexIn = (text: string) => /^index \d+$/m.exec(text)?.[0]
      expect(indexIn(taken.text)).toBe(indexIn(proof))
      expect(complaints).toEqual([])
      await close()
    }
  })

  test('a checkpoint somebody kept is held against the log of today', async () => {
    const { page, close } = await room.visit()
    await page.goto('/log/verify/')
    const sizes = readdirSync(dataFile('log', 'checkpoints')).map(Number)
    const kept = readFileSync(dataFile('log', 'checkpoints', String(Math.min(...sizes))), 'utf8')
    expect(await choose(page, 'checkpoint', kept)).toMatchObject({ is: 'ok' })
    const lines = kept.split('\n')
    const other = [lines[0], '1', ...lines.slice(2)].join('\n')
    expect(await choose(page, 'checkpoint', other)).toMatchObject({ is: 'bad', verdict: '没有通过：签名' })
    await close()
  })
})
