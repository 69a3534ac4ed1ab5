import type { Page } from '@playwright/test'
import { expect } from 'vitest'

/** How somebody works the desk: with a mouse or finger, or with the keyboard alone. */
export type Hands = {
  enter(name: string): Promise<void>
  leave(): Promise<void>
  open(words: string): Promise<void>
  /** Makes one decision: `fields` are labels and what is put there. */
  decide(decision: string, fields?: Record<string, string>): Promise<void>
}

/** A finger on a telephone. */
export function finger(page: Page): Hands {
  return {
    async enter(name) {
      await page.goto('/sign-in/')
      await page.getByRole('button', { name }).tap()
      await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    },
    async leave() {
      await page.getByRole('button', { name: '退出' }).tap()
      await page.waitForURL('**/sign-in/')
    },
    async open(words) {
      await page.goto('/desk/#/')
      await page.getByRole('searchbox').fill(words)
      await found(page, words)
      await page.getByRole('link', { name: words }).tap()
      await page.getByRole('heading', { name: '举报内容' }).waitFor()
    },
    async decide(decision, fields = {}) {
      const shortcut = page.getByRole('button', { name: /去办理/ })
      if (await shortcut.isVisible()) await shortcut.tap()
      await page.getByRole('button', { name: decision, exact: true }).and(page.locator(':enabled')).tap()
      for (const [label, value] of Object.entries(fields)) await fill(page, label, value)
      await page.getByRole('button', { name: `确定${decision}` }).tap()
      await done(page, decision)
    },
  }
}

/** No mouse: Tab, Enter, letters, and the keys the desk itself names. */
export function keyboard(page: Page): Hands {
  const press = (key: string) => page.keyboard.press(key)
  /** Tab until the wanted control has the focus, as a person would. */
  const tabTo = async (name: string | RegExp, by: 'Tab' | 'Shift+Tab' = 'Tab') => {
    const wanted = page.getByRole('button', { name, exact: typeof name === 'string' }).first()
    await wanted.waitFor()
    for (let step = 0; step < 60; step++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await press(by)
    }
    throw new Error(`${by} never reached ${name}`)
  }
  return {
    async enter(name) {
      await page.goto('/sign-in/')
      await tabTo(new RegExp(name))
      await press('Enter')
      await page.getByRole('heading', { level: 1, name: '我的一天' }).waitFor()
    },
    async leave() {
      await press('Escape')
      await page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
      await tabTo('退出', 'Shift+Tab')
      await press('Enter')
      await page.waitForURL('**/sign-in/')
    },
    async open(words) {
      if (!page.url().endsWith('#/')) await press('Escape')
      await page.getByRole('heading', { level: 1, name: '办件队列' }).waitFor()
      await press('/')
      await page.keyboard.insertText(words)
      await found(page, words)
      await press('Escape')
      await press('j')
      await press('Enter')
      await page.getByRole('heading', { name: '举报内容' }).waitFor()
    },
    async decide(decision, fields = {}) {
      const button = page.getByRole('button', { name: decision, exact: true }).and(page.locator(':enabled'))
      await press((await button.getAttribute('aria-keyshortcuts')) ?? '')
      const form = page.getByRole('form', { name: decision })
      await form.waitFor()
      for (const [label, value] of Object.entries(fields)) {
        const field = form.getByLabel(label)
        if (!(await field.evaluate((element) => element === document.activeElement))) await press('Tab')
        await fill(page, label, value)
      }
      await tabTo(`确定${decision}`)
      await press('Enter')
      await done(page, decision)
    },
  }
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('form').getByLabel(label)
  const isChoice = await field.evaluate((element) => element.tagName === 'SELECT')
  if (isChoice) await field.selectOption({ label: value })
  else await field.fill(value)
}

async function done(page: Page, decision: string): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: `已办：${decision}` })
    .waitFor()
  await page.getByRole('form').waitFor({ state: 'detached' })
}

/** The queue shows what was looked for and nothing else. */
async function found(page: Page, words: string): Promise<void> {
  const rows = page.locator('.case-row')
  // Both at one moment: a list that is still to come shows nothing else either.
  await expect
    .poll(
      async () => {
        const texts = await rows.allInnerTexts()
        return texts.length > 0 && texts.every((text) => text.includes(words))
      },
      { timeout: 30_000 },
    )
    .toBe(true)
}
