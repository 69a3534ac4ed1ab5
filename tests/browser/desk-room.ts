import type { Page } from '@playwright/test'
import { file } from '../stories/desk.ts'
import { expectClean, glance, PHONE, SCREEN } from './browser.ts'
import { demoRoom } from './demo-room.ts'

/** The room of a demo (`demoRoom`), for those who work at its desk. */
export function deskRoom(env: Record<string, string> = {}) {
  const room = demoRoom(env)
  return {
    ...room,
    /** A resident's tip about soil at 西流湖公园, and the case it opened. */
    file: (description: string, place: Record<string, unknown> = {}) =>
      file(room.here(), {
        kinds: ['soil_groundwater'],
        behaviours: [],
        description,
        place: { address: '西流湖公园北门', street: '410102011', ...place },
      }),
    /** Somebody of the cast, signed in in a window of their own. */
    signedIn: async (name: string, viewport = SCREEN) => {
      const at = await room.visit({ viewport, touch: viewport === PHONE })
      await enter(at.page, name)
      const leave = async () => {
        expectClean(at)
        await at.close()
      }
      return { page: at.page, look: (what: string) => glance(at.page, what), leave }
    },
  }
}

/** Signs somebody of the cast in, by the button of their name, and waits for their first page. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in/')
  await page.getByRole('button', { name }).press('Enter')
  await page.locator('.desk-page h1').waitFor()
}

/** Goes to an address of the desk as a link would. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}
