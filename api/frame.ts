import { dayOf } from '#domain/clock.ts'
import type { PageFrame } from '#domain/page.ts'
import type { Env } from './env.ts'

/** What every page is rendered with. */
export function pageFrame(env: Env): PageFrame {
  return { bureau: env.bureau, demo: env.demo, origin: env.origin, asOf: dayOf(env.now()) }
}
