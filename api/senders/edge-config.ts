import * as z from 'zod/mini'
import type { Secrets, Turnstile } from '../env.ts'
import { webhookKey } from '../guards/webhook.ts'
import { StartRefused } from './refuse.ts'
import { type TileSettings, TileVariables, tileSettings } from './tiles.ts'

export type EdgeConfig = {
  origin: string
  demo: boolean
  database: { url: string; token: string | undefined }
  secrets: Secrets
  mail: { url: string; from: string } | null
  turnstile: Turnstile | null
  webhookSecret: Uint8Array | null
  tiles: TileSettings | null
  intakeLimit: number
  /** Seed of the key that signs promises for tips; null: none are made. */
  promise: Uint8Array | null
}

const VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'

/** base64 of 32 bytes, as `openssl rand -base64 32` prints it. */
const key = z.pipe(
  z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
  z.transform((text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))),
)

const Settings = z.object({
  ORIGIN: z.string().check(z.regex(/^https?:\/\/[a-z0-9.[\]:-]+$/)),
  DEMO: z.enum(['0', '1']),
  DATABASE_URL: z.string().check(z.regex(/^(libsql|https?):\/\/\S+$/)),
  DATABASE_AUTH_TOKEN: z.optional(z.string()),
  KEY_RECEIPT: key,
  KEY_PEPPER: key,
  KEY_MAIL: key,
  KEY_WORK: key,
  KEY_SESSION: key,
  KEY_PROMISE: z.optional(key),
  SMTP_URL: z.optional(z.string().check(z.regex(/^smtps?:\/\/\S+$/))),
  MAIL_FROM: z.optional(z.string().check(z.minLength(3))),
  TURNSTILE_SITE_KEY: z.optional(z.string()),
  TURNSTILE_SECRET: z.optional(z.string()),
  TURNSTILE_VERIFY_URL: z._default(z.string().check(z.regex(/^https?:\/\/\S+$/)), VERIFY_URL),
  WEBHOOK_SECRET: z.optional(z.string().check(z.minLength(24))),
  INTAKE_LIMIT: z._default(z.string().check(z.regex(/^\d{1,6}$/)), '10'),
  ...TileVariables,
})

const Publishing = z.pick(Settings, {
  ORIGIN: true,
  DEMO: true,
  DATABASE_URL: true,
  DATABASE_AUTH_TOKEN: true,
  TURNSTILE_SITE_KEY: true,
})

/**
 * Of the same variables what a build machine needs to publish: the Worker's keys are none of its business.
 * @throws StartRefused naming every one that is wrong, and no value
 */
export function readEdgePublishing(given: Record<string, unknown>): z.infer<typeof Publishing> {
  const read = Publishing.safeParse(withoutEmpty(given))
  if (!read.success) throw wrongNames(read.error.issues.map((issue) => issue.path.join('.')))
  return read.data
}

/**
 * Variables and secrets of the Worker, checked. An empty one counts as unset.
 * @throws StartRefused naming every one that is wrong, and no value
 */
export function readEdgeConfig(bindings: Record<string, unknown>): EdgeConfig {
  const given = withoutEmpty(bindings)
  const read = Settings.safeParse(given)
  const wrong = read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'))
  if (given.SMTP_URL && !given.MAIL_FROM) wrong.push('MAIL_FROM')
  if (!given.TURNSTILE_SITE_KEY !== !given.TURNSTILE_SECRET) wrong.push('TURNSTILE_SITE_KEY, TURNSTILE_SECRET')
  if (!read.success || wrong.length > 0) throw wrongNames(wrong)
  const set = read.data
  return {
    origin: set.ORIGIN,
    demo: set.DEMO === '1',
    database: { url: set.DATABASE_URL, token: set.DATABASE_AUTH_TOKEN },
    secrets: {
      receipt: set.KEY_RECEIPT,
      pepper: set.KEY_PEPPER,
      mail: set.KEY_MAIL,
      work: set.KEY_WORK,
      session: set.KEY_SESSION,
    },
    mail: set.SMTP_URL && set.MAIL_FROM ? { url: set.SMTP_URL, from: set.MAIL_FROM } : null,
    tiles: tileSettings(set),
    turnstile:
      set.TURNSTILE_SITE_KEY && set.TURNSTILE_SECRET
        ? { siteKey: set.TURNSTILE_SITE_KEY, secret: set.TURNSTILE_SECRET, verifyUrl: set.TURNSTILE_VERIFY_URL }
        : null,
    webhookSecret: set.WEBHOOK_SECRET === undefined ? null : webhookKey(set.WEBHOOK_SECRET),
    intakeLimit: Number(set.INTAKE_LIMIT),
    promise: set.KEY_PROMISE ?? null,
  }
}

function withoutEmpty(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

function wrongNames(wrong: readonly string[]): StartRefused {
  const names = [...new Set(wrong)].join(', ')
  return new StartRefused(`变量或机密有误：${names}（写法见 README）`, `bad variable or secret: ${names} (see README)`)
}
