import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { phonePhoto } from '../fixtures/photos.ts'
import { caseOf, does, type Filed, file, status } from '../stories/desk.ts'
import { follow, shot, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom()
let tip: Filed

withBrowser('the status page', () => {
  beforeAll(async () => {
    const here = room.here()
    tip = await file(here, { description: '工地夜间把泥浆排进雨水井。' })
    await does(here, 'qian', tip.id, 'information-request', { text: '请问雨水井在工地哪一侧？' })
  })

  for (const js of [false, true])
    test(`a receipt typed in small letters and without hyphens opens it, ${js ? 'with' : 'without'} JavaScript`, async () => {
      const { page, foreign, scripts, complaints, close } = await room.visit({ js })
      await page.goto('/report/status/')
      await page.fill('[name="receipt"]', tip.receipt.replaceAll('-', ' ').toLowerCase())
      const answer = await follow(page, () => page.keyboard.press('Enter'))
      expect(answer).toBe(200)
      expect(page.url()).not.toContain(tip.receipt.slice(0, 4))
      const text = await page.innerText('main')
      expect(text).toContain('未办理')
      expect(text).toContain('请问雨水井在工地哪一侧？')
      expect(text).toContain(tip.reference)
      expect({ foreign, scripts, complaints }).toEqual({ foreign: [], scripts: [], complaints: [] })
      expect(await page.context().cookies()).toEqual([])
      await close()
    })

  test('an answer with a photo goes to the bureau without JavaScript, and is there when the receipt is read again', async () => {
    const photo = join(mkdtempSync(join(tmpdir(), 'jingtu-photo-')), 'well.jpg')
    writeFileSync(photo, await phonePhoto())
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/status/')
    await page.fill('[name="receipt"]', tip.receipt)
    await follow(page, () => page.keyboard.press('Enter'))
    const form = page.locator('form[action="/api/tips/messages"]')
    await form.locator('[name="text"]').fill('在工地南侧，正对公交站。')
    await form.locator('[name="photo"]').setInputFiles(photo)
    const sent = await follow(page, () => form.locator('button').last().click())
    expect(sent).toBe(201)
    expect(await page.innerText('main')).toContain('在工地南侧，正对公交站。')
    await shot(page, 'status-message-phone')
    const { messages } = await status(room.here(), tip.receipt)
    expect(messages.at(-1)).toMatchObject({ from: 'reporter', text: '在工地南侧，正对公交站。' })
    expect(messages.at(-1).attachments).toHaveLength(1)
    const seen = await caseOf(room.here(), tip.id)
    expect(seen.messages.at(-1).text).toBe('在工地南侧，正对公交站。')
    await close()
  })

  test('an answer of nothing but spaces is not sent, and the page says why', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/status/')
    await page.fill('[name="receipt"]', tip.receipt)
    await follow(page, () => page.keyboard.press('Enter'))
    const form = page.locator('form[action="/api/tips/messages"]')
    await form.locator('[name="text"]').fill('   ')
    const refused = await follow(page, () => form.locator('button').last().click())
    expect(refused).toBe(422)
    expect(await page.locator('form[action="/api/tips/messages"] [aria-invalid="true"]').count()).toBe(1)
    await close()
  })

  test('an unknown and a mistyped receipt look the same, and say what to do', async () => {
    const { page, close } = await room.visit({ js: false })
    const texts: string[] = []
    for (const receipt of [
      '0000-0000-0000-0000-0000-0000',
      `${tip.receipt.slice(0, -1)}${tip.receipt.endsWith('7') ? '8' : '7'}`,
    ]) {
      await page.goto('/report/status/')
      await page.fill('[name="receipt"]', receipt)
      const answer = await follow(page, () => page.keyboard.press('Enter'))
      expect(answer).toBe(404)
      texts.push(await page.content())
    }
    expect(texts[0]).toBe(texts[1])
    expect(await page.innerText('main')).toMatch(/没有查到|查不到|核对/)
    await shot(page, 'status-not-found-phone')
    await close()
  })
})
