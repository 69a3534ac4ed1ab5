import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { caseOf } from '../stories/desk.ts'
import { expectClean, isTooWide, look, PHONE, SCREEN, shot, violations, withBrowser } from './browser.ts'
import { deskRoom, enter, goTo } from './desk-room.ts'

/** The point a sentence under the map says. */
const pointIn = (said: string) => {
  const [lng = Number.NaN, lat = Number.NaN] = [...said.matchAll(/\d+\.\d{5}/g)].map(Number)
  return { lng, lat }
}

withBrowser('a call, written down while it goes on', () => {
  const room = deskRoom()

  /** Tab until a control has the focus, as whoever has one hand at the receiver. */
  const tabTo = async (page: Page, label: string, role: 'button' | 'checkbox' | 'combobox' | 'textbox') => {
    const wanted = page.getByRole(role, { name: label, exact: role === 'checkbox' })
    for (let step = 0; step < 80; step++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${label}`)
  }

  test('asks by keys alone what the public form asks, and loses nothing at a mistake, a reload or an Enter too many', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '钱登记')
    await page.keyboard.press('l')
    await page.locator('.case-row').first().waitFor()
    await page.keyboard.press('n')
    await page.getByRole('heading', { level: 1, name: '登记来电来信' }).waitFor()
    await tabTo(page, '来源', 'combobox')
    await page.keyboard.type('12345')
    await tabTo(page, '12345 工单编号', 'textbox')
    await page.keyboard.type('GD-2026-001')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').count()).toBe(0)
    await tabTo(page, '固体废物', 'checkbox')
    await page.keyboard.press('Space')
    await tabTo(page, '污泥', 'checkbox')
    await page.keyboard.press('Space')
    await tabTo(page, '举报内容', 'textbox')
    await page.keyboard.insertText('样例窑坑边夜里有车倒黑泥')
    await tabTo(page, '乱倒污泥', 'checkbox')
    await page.keyboard.press('Space')
    await tabTo(page, '污泥什么气味', 'combobox')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '渣土车、自卸车', 'checkbox')
    await page.keyboard.press('Space')
    await tabTo(page, '多久一次', 'combobox')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '希望我们做什么', 'textbox')
    await page.keyboard.insertText('查清是谁倒的')
    expect(await violations(page)).toEqual([])

    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').waitFor()
    const place = page.getByRole('textbox', { name: '地点' })
    await expect.poll(() => place.evaluate((element) => element === document.activeElement)).toBe(true)
    await shot(page, 'desk-entry-wrong')
    await page.reload()
    await place.waitFor()
    expect(await page.getByRole('textbox', { name: '举报内容' }).inputValue()).toBe('样例窑坑边夜里有车倒黑泥')
    expect(await page.getByRole('checkbox', { name: '渣土车、自卸车' }).isChecked()).toBe(true)
    await place.fill('样例窑坑')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: '已登记，请读出查询码' }).waitFor()
    const id = ((await page.getByRole('link', { name: '打开这一件' }).getAttribute('href')) ?? '').split('/').at(-1)
    const [tip] = (await caseOf(room.here(), id ?? '')).tips
    expect(tip).toMatchObject({
      subKinds: ['sludge'],
      answers: { sludge_smell: 'rotten', truck: ['tipper'] },
      recurrence: 'once',
      demand: '查清是谁倒的',
    })
    await page.getByRole('button', { name: '再登记一件' }).click()
    expect(await page.getByRole('textbox', { name: '举报内容' }).inputValue()).toBe('')
    expectClean(at)
    await at.close()
  })

  test('shows cases it may be the same as, asks only what goes with what was chosen, and can be looked at anywhere', async () => {
    const one = await room.file('样例堤边有人倒黑泥', { address: '样例堤与样例渠交叉口' })
    const at = await room.visit({ viewport: PHONE, touch: true })
    const { page } = at
    await enter(page, '孙受理')
    await goTo(page, '#/new')
    await page.getByRole('checkbox', { name: '土壤或地下水', exact: true }).check()
    await page.getByRole('textbox', { name: '地点' }).fill('样例堤与样例渠交叉口')
    await page.getByRole('link', { name: one.reference }).waitFor()
    await page.getByText('先照常登记，再在办件里并案').waitFor()
    expect(await page.getByLabel('附近的井水').count()).toBe(1)
    expect(await page.getByLabel('烟什么颜色').count()).toBe(0)
    expect(await isTooWide(page)).toBe(false)
    await look(page, 'desk-entry')
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL('**/sign-in/')
    await enter(page, '钱登记')
    await goTo(page, '#/new')
    await page.getByRole('textbox', { name: '地点' }).waitFor()
    expect(await page.getByRole('textbox', { name: '地点' }).inputValue(), 'a draft of somebody else').toBe('')
    expectClean(at)
    await at.close()
  })

  test('takes a zone and a pin on the map, by keys alone on a phone: both are kept, cleared and in the case afterwards', async () => {
    const at = await room.visit({ viewport: PHONE })
    const { page } = at
    await enter(page, '钱登记')
    await goTo(page, '#/new')
    await tabTo(page, '来源', 'combobox')
    await page.keyboard.type('12345')
    await tabTo(page, '土壤或地下水', 'checkbox')
    await page.keyboard.press('Space')
    await tabTo(page, '地点', 'textbox')
    await page.keyboard.insertText('样例湖北岸的坑')
    await tabTo(page, '功能区', 'combobox')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '在地图上标出', 'button')
    expect(at.scripts.filter((one) => /leaflet|\/pin-map\./.test(one))).toEqual([])
    await page.keyboard.press('Enter')
    const box = page.getByRole('application', { name: '放图钉的地图' })
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowRight')
    await page.getByText('图钉已放在中间').waitFor()
    await page.keyboard.press('Shift+ArrowUp')
    await page.keyboard.press('ArrowRight')
    const says = page.getByText(/^图钉已移动：东经/)
    const first = pointIn(await says.innerText())
    await look(page, 'desk-entry-pin')
    await page.setViewportSize(PHONE)

    await page.reload()
    const kept = page.getByText(/^已标出：东经/)
    expect(pointIn(await kept.innerText()), 'after a reload').toEqual(first)
    await tabTo(page, '去掉位置', 'button')
    await page.keyboard.press('Enter')
    expect(await kept.count()).toBe(0)
    const opener = page.getByRole('button', { name: '在地图上标出' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('.leaflet-container').waitFor()
    expect(await page.locator('.map-pin').count()).toBe(0)
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.map-pin').count()).toBe(1)
    const put = pointIn(await says.innerText())
    expect(put.lat).toBeLessThan(first.lat)

    await tabTo(page, '举报内容', 'textbox')
    await page.keyboard.insertText('样例湖北岸坑里有油泥')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: '已登记，请读出查询码' }).waitFor()
    const link = page.getByRole('link', { name: '打开这一件' })
    const id = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? ''
    const [{ cgcs }] = (await caseOf(room.here(), id)).tips
    expect(cgcs.lng).toBeCloseTo(put.lng, 4)
    expect(cgcs.lat).toBeCloseTo(put.lat, 4)
    await link.click()
    await page.getByRole('definition').filter({ hasText: '常西湖新区' }).waitFor()
    await page.getByText(`${put.lng.toFixed(5)}, ${put.lat.toFixed(5)}（CGCS2000）`).waitFor()
    await shot(page, 'desk-entry-pin-case')
    expectClean(at)
    await at.close()
  })

  test('is one case though the answer is lost, the page reloaded and the button pressed again, in whatever words', async () => {
    const at = await room.visit({ viewport: PHONE, touch: true })
    const { page } = at
    await enter(page, '钱登记')
    await goTo(page, '#/new')
    const text = page.getByRole('textbox', { name: '举报内容' })
    const write = async (words: string) => {
      await page.getByRole('combobox', { name: '来源' }).selectOption('visit')
      await page.getByRole('checkbox', { name: '土壤或地下水', exact: true }).check()
      await page.getByRole('textbox', { name: '地点' }).fill(`${words}的地方`)
      await text.fill(words)
    }
    const send = () => page.getByRole('button', { name: '登记并取查询码' }).click()
    /** The server enters it, and nobody hears of it. */
    const loseOne = () =>
      page.route('**/api/cases', async (route) => (await route.fetch()) && route.abort(), { times: 1 })
    const count = async (words: string) => {
      const { ask, as } = room.here()
      return (await ask('GET', `/api/cases?q=${encodeURIComponent(words)}`, undefined, await as('sun'))).body.items
        .length
    }

    await write('样例苗圃边埋了油泥')
    await loseOne()
    await send()
    await page.getByRole('alert').waitFor()
    expect(await count('样例苗圃边埋了油泥')).toBe(1)
    await page.reload()
    await page.getByText('上次按下登记后没有等到回答').waitFor()
    await look(page, 'desk-entry-unanswered')
    expect(await text.inputValue()).toBe('样例苗圃边埋了油泥')
    await send()
    await page.getByRole('heading', { name: '已登记，请读出查询码' }).waitFor()
    expect(await page.getByText('其实已经登记').count()).toBe(0)
    expect(await count('样例苗圃边埋了油泥')).toBe(1)

    await page.getByRole('button', { name: '再登记一件' }).click()
    expect(await page.getByText('上次按下登记后没有等到回答').count(), 'a new entry begins anew').toBe(0)
    await write('样例果园边埋了油泥')
    await loseOne()
    await send()
    await page.getByRole('alert').waitFor()
    await page.reload()
    await text.fill('样例果园边埋了油泥，后来又想起有三桶')
    await send()
    await page.getByText('上一次按下时其实已经登记').waitFor()
    await look(page, 'desk-entry-earlier')
    expect(await count('样例果园边埋了油泥')).toBe(1)
    await page.getByRole('button', { name: '再登记一件' }).click()
    await write('样例果园边埋了油泥')
    await send()
    await page.getByRole('heading', { name: '已登记，请读出查询码' }).waitFor()
    expect(await count('样例果园边埋了油泥'), 'the same words after a success').toBe(2)
    expect(at.foreign).toEqual([])
    await at.close()
  })
})
