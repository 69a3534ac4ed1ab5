import type { Page } from '@playwright/test'
import { strToU8 } from 'fflate'
import { expect } from 'vitest'
import { ROW_COLUMNS } from '#domain/disclosure/schema.ts'
import { glance, PHONE, SCREEN } from './browser.ts'

const LAB = '河南演示检测技术有限公司（虚构）'

/** Lines of a row file in the order of the template: point, pollutant, value; the rest is the same sample. */
export function lines(year: number, ...results: [point: string, pollutant: string, value: string][]): string[][] {
  return results.map(([point, pollutant, value]) => [
    ...[point, '', '', '0', '0.2', `${year}-09-12`, pollutant, '', value, 'mg/kg', '0.01', 'HJ 803-2016', LAB],
  ])
}

/** Those lines as a CSV file to upload. */
export function csvFile(name: string, rows: readonly string[][]) {
  const text = [ROW_COLUMNS.map(([, label]) => label), ...rows].map((row) => row.join(',')).join('\n')
  return { name, mimeType: 'text/csv', buffer: Buffer.from(strToU8(text)) }
}

/** Somebody of the demo's cast comes in; whoever sat there before is gone. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in/')
  await page.getByRole('button', { name }).click()
  await page.waitForURL(/\/(desk|portal)\//)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Opens a filing of the own organisation from the portal's first page. */
export async function openFiling(page: Page, title: string | RegExp): Promise<void> {
  await page.goto('/portal/#/')
  await page.locator('.filing-list').getByRole('link', { name: title }).first().click()
  await page.getByRole('list', { name: '办到哪一步' }).waitFor()
}

/** Opens a filing that waits for the bureau. */
export async function openReview(page: Page, title: string | RegExp): Promise<void> {
  await page.goto('/desk/#/filings')
  await page.locator('.filing-list').getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: '这份填报' }).waitFor()
}

/** Makes one decision; `fields` are labels and what is put there. */
export async function decide(page: Page, decision: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name: decision, exact: true }).click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: `确定${decision}` }).click()
  await said(page, `已办：${decision}`)
}

/** What the room says aloud. */
export async function said(page: Page, words: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).waitFor()
}

/** Puts values into fields by their label within a part of the page: text, or a choice by its words. */
export async function fill(page: Page, fields: Record<string, string>, within = '.filing-editor'): Promise<void> {
  const form = page.locator(within)
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true })
    const isChoice = await field.evaluate((element) => element.tagName === 'SELECT')
    if (isChoice) await field.selectOption(await optionLike(field, value))
    else await field.fill(value)
  }
}

/** An organisation of the register, by its name: the code comes with it. */
export async function organisation(page: Page, label: string, firm: { name: string; code: string }): Promise<void> {
  const name = page.getByLabel(`${label}名称`, { exact: true })
  await name.fill(firm.name)
  await page.waitForResponse((one) => one.url().includes('/api/institutions')).catch(() => null)
  const code = page.getByLabel(`${label}统一社会信用代码`, { exact: true })
  if ((await code.inputValue()) !== firm.code) {
    await name.fill(firm.name.slice(0, -1))
    await name.fill(firm.name)
  }
  await expect.poll(() => code.inputValue()).toBe(firm.code)
}

/** The page as it stands: no axe finding, no scrolling sideways, a picture; on a telephone and on a screen. */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? SCREEN
  for (const viewport of [PHONE, SCREEN]) {
    await page.setViewportSize(viewport)
    await glance(page, `portal-${name}`)
  }
  await page.setViewportSize(before)
}

type Field = ReturnType<Page['locator']>

/** The value of the option whose words begin so; those of a register come a moment later. */
async function optionLike(field: Field, words: string): Promise<string> {
  const option = field.locator('option').filter({ hasText: words }).first()
  await option.waitFor({ state: 'attached' })
  return (await option.getAttribute('value')) ?? ''
}
