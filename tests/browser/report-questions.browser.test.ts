import { expect, test } from 'vitest'
import { TOPIC_IDS } from '#domain/tip/questions.ts'
import { caseOf } from '../stories/desk.ts'
import { follow, isTooWide, PHONE, SCREEN, shot, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'

const room = demoRoom()

withBrowser('the questions of the report form', () => {
  test('with JavaScript only those are shown that go with what is chosen, and only those are sent', async () => {
    const { page, complaints, close } = await room.visit()
    await page.goto('/report/')
    expect(await page.locator('[data-questions]').isVisible()).toBe(false)
    await page.check('[name="kinds"][value="water"]')
    await page.locator('.more summary', { hasText: '按类型再问几句' }).click()
    const topics = () =>
      page.locator('[data-topic]:visible').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.topic))
    expect(await topics()).toEqual(['wastewater'])
    await page.selectOption('[name="answers.water_colour"]', 'black')
    await page.locator('.more summary', { hasText: '还知道别的' }).click()
    await page.check('[name="subKinds"][value="sewage"]')
    await page.check('[name="behaviours"][value="sludge_dumping"]')
    expect(await topics()).toEqual(['sludge', 'dumping', 'wastewater'])
    await page.selectOption('[name="answers.sludge_smell"]', 'rotten')
    for (const viewport of [PHONE, SCREEN]) {
      await page.setViewportSize(viewport)
      expect(await isTooWide(page)).toBe(false)
      expect(await violations(page)).toEqual([])
      await shot(page, `report-questions-${viewport.width}`)
    }
    // Somebody thinks again: what no longer goes with it is neither seen nor sent.
    await page.uncheck('[name="kinds"][value="water"]')
    await page.check('[name="kinds"][value="solid_waste"]')
    expect(await topics()).toEqual(['sludge', 'dumping'])
    await page.fill('textarea[name="description"]', '夜里有货车倾倒污泥。')
    await page.fill('[name="place.address"]', '演示路桥下')
    const answered = page.waitForResponse((one) => one.url().endsWith('/api/tips'))
    await page.click('button[type="submit"].button--primary')
    const { reference } = await (await answered).json()
    const [tip] = (await theCase(reference)).tips
    expect([tip.answers, tip.subKinds]).toEqual([{ sludge_smell: 'rotten' }, []])
    expect(complaints).toEqual([])
    await close()
  })

  test('without JavaScript all of them are within reach, and an answer that does not fit loses nothing', async () => {
    const { page, close } = await room.visit({ js: false })
    await page.goto('/report/')
    await page.locator('.more summary', { hasText: '按类型再问几句' }).click()
    for (const topic of TOPIC_IDS) {
      await page.locator(`[data-topic="${topic}"] > summary`).click()
      expect(await page.locator(`[data-topic="${topic}"] :is(select, input)`).first().isVisible(), topic).toBe(true)
    }
    await page.check('[name="kinds"][value="noise"]')
    await page.fill('textarea[name="description"]', '半夜还在施工。')
    await page.fill('[name="place.address"]', '演示路工地')
    await page.check('[name="answers.noise_when"][value="night"]')
    await page.selectOption('[name="answers.well"]', 'unchanged')
    const send = () => follow(page, () => page.click('button[type="submit"].button--primary'))
    expect(await send()).toBe(422)
    expect(await page.isChecked('[name="answers.noise_when"][value="night"]')).toBe(true)
    const well = page.locator('[data-field="answers.well"]')
    expect(await well.locator('.field__problem').innerText()).toContain('“附近的井水”')
    await page.selectOption('[name="answers.well"]', '')
    expect(await send()).toBe(201)
    await close()
  })
})

/** A case as the clerk sees it, by its tip's reference. */
async function theCase(reference: string) {
  const here = room.here()
  const { body } = await here.ask('GET', `/api/cases?q=${reference}`, undefined, await here.as('qian'))
  return caseOf(here, body.items[0].id)
}
