import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

/** Runs `look` while a file says something else, and puts it right again. */
export async function altered(
  file: string,
  change: (bytes: Buffer) => Buffer | null,
  look: () => Promise<void>,
): Promise<void> {
  const whole = readFileSync(file)
  const other = change(Buffer.from(whole))
  if (other) writeFileSync(file, other)
  else rmSync(file)
  try {
    await look()
  } finally {
    writeFileSync(file, whole)
  }
}
/** One bit of the byte at an offset. */
export const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

/** What the page found: its verdict, and its steps with how each stands. */
export async function found(page: Page) {
  await page.waitForSelector('[data-verdict]:is([data-is="ok"],[data-is="bad"],[data-is="wait"])')
  const steps = await page
    .locator('.check-step')
    .evaluateAll((all) =>
      all.map((one) => `${(one as HTMLElement).dataset.is} ${one.querySelector('.check-step__title')?.textContent}`),
    )
  return {
    is: await page.getAttribute('[data-verdict]', 'data-is'),
    verdict: await page.innerText('[data-verdict]'),
    text: await page.innerText('[data-report]'),
    steps,
  }
}
/** Chooses a file on the page that checks, and waits for what it finds. */
export const choose = async (page: Page, name: string, text: string) => {
  await page.setInputFiles('[name="file"]', { name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  return found(page)
}
