import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import type { Turnstile } from '../env.ts'
import { webhookKey } from '../guards/webhook.ts'
import { StartRefused } from './refuse.ts'
import { type TileSettings, TileVariables, tileSettings } from './tiles.ts'

export type Config = {
  port: number
  host: string
  /** null: `http://localhost:<port>`, known once the port is. */
  origin: string | null
  dataDir: string
  /** `file:` in the data folder, or a remote server's. */
  databaseUrl: string
  databaseToken: string | null
  trustedProxies: BlockList
  mail: { url: string; from: string } | null
  turnstile: Turnstile | null
  webhookSecret: Uint8Array | null
  tiles: TileSettings | null
  intakeLimit: number
  /** null: as the data folder is marked, and a new one becomes a demo. */
  demo: boolean | null
}

const VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'

const whole = (fallback: string, min: number, max: number) =>
  z.pipe(
    z._default(z.string().check(z.regex(/^\d{1,9}$/)), fallback),
    z.pipe(z.transform(Number), z.int().check(z.minimum(min), z.maximum(max))),
  )

const Settings = z.object({
  PORT: whole('8787', 0, 65535),
  HOST: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
  ORIGIN: z.optional(z.string().check(z.regex(/^https?:\/\/[a-z0-9.[\]:-]+$/))),
  DATA_DIR: z._default(z.string().check(z.minLength(1)), '.data'),
  DATABASE_URL: z.optional(z.string()),
  DATABASE_AUTH_TOKEN: z.optional(z.string()),
  TRUSTED_PROXY: z._default(z.string(), ''),
  SMTP_URL: z.optional(z.string().check(z.regex(/^smtps?:\/\/\S+$/))),
  MAIL_FROM: z.optional(z.string().check(z.minLength(3))),
  TURNSTILE_SITE_KEY: z.optional(z.string()),
  TURNSTILE_SECRET: z.optional(z.string()),
  TURNSTILE_VERIFY_URL: z._default(z.string().check(z.regex(/^https?:\/\/\S+$/)), VERIFY_URL),
  WEBHOOK_SECRET: z.optional(z.string().check(z.minLength(24))),
  INTAKE_LIMIT: whole('10', 0, 1_000_000),
  DEMO: z.optional(z.enum(['0', '1'])),
  ...TileVariables,
})

/**
 * The environment of the process, checked. An empty variable counts as unset.
 * @throws StartRefused naming every variable that is wrong
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Settings.safeParse(given)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))].join(', ')
    throw new StartRefused(`环境变量有误：${names}（写法见 README）`, `bad environment variable: ${names} (see README)`)
  }
  const set = read.data
  if (set.SMTP_URL && !set.MAIL_FROM)
    throw new StartRefused('设置了 SMTP_URL，还须设置发件人 MAIL_FROM', 'SMTP_URL needs MAIL_FROM')
  if (!set.TURNSTILE_SITE_KEY !== !set.TURNSTILE_SECRET)
    throw new StartRefused(
      'TURNSTILE_SITE_KEY 与 TURNSTILE_SECRET 须同时设置',
      'TURNSTILE_SITE_KEY and TURNSTILE_SECRET go together',
    )
  const dataDir = resolve(set.DATA_DIR)
  return {
    port: set.PORT,
    host: set.HOST,
    origin: set.ORIGIN ?? null,
    dataDir,
    databaseUrl: databaseUrl(set.DATABASE_URL, dataDir),
    databaseToken: set.DATABASE_AUTH_TOKEN ?? null,
    trustedProxies: proxies(set.TRUSTED_PROXY),
    mail: set.SMTP_URL && set.MAIL_FROM ? { url: set.SMTP_URL, from: set.MAIL_FROM } : null,
    tiles: tileSettings(set),
    turnstile:
      set.TURNSTILE_SITE_KEY && set.TURNSTILE_SECRET
        ? { siteKey: set.TURNSTILE_SITE_KEY, secret: set.TURNSTILE_SECRET, verifyUrl: set.TURNSTILE_VERIFY_URL }
        : null,
    webhookSecret: set.WEBHOOK_SECRET === undefined ? null : webhookKey(set.WEBHOOK_SECRET),
    intakeLimit: set.INTAKE_LIMIT,
    demo: set.DEMO === undefined ? null : set.DEMO === '1',
  }
}

const REMOTE = /^(libsql|https?):\/\/[a-z0-9.[\]:-]+\/?$/

/** A file database lies in the data folder, whose lock is its own; a remote one is named without its token. */
function databaseUrl(given: string | undefined, dataDir: string): string {
  const path = join(dataDir, 'jingtu.db')
  if (given !== undefined && REMOTE.test(given)) return given
  if (given !== undefined && !(given.startsWith('file:') && resolve(given.replace(/^file:(\/\/(?=\/))?/, '')) === path))
    throw new StartRefused(
      `DATABASE_URL 只能是 file:${path}（可省略），或 libsql://、https://、http:// 开头的服务器地址（令牌写在 DATABASE_AUTH_TOKEN）`,
      `DATABASE_URL is file:${path} (or left out) or a server at libsql://, https:// or http:// (its token in DATABASE_AUTH_TOKEN)`,
    )
  return `file:${path}`
}

/** Addresses or networks (`10.0.0.0/8`), comma separated. */
function proxies(given: string): BlockList {
  const list = new BlockList()
  for (const one of given.split(',').map((part) => part.trim())) {
    if (one === '') continue
    const [address = '', prefix] = one.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    const bits = prefix === undefined ? null : Number(prefix)
    if (
      !isIP(address) ||
      (bits !== null && !(Number.isInteger(bits) && bits >= 0 && bits <= (family === 'ipv4' ? 32 : 128)))
    )
      throw new StartRefused(`TRUSTED_PROXY 中的 ${one} 不是地址`, `TRUSTED_PROXY: ${one} is not an address`)
    if (bits === null) list.addAddress(address, family)
    else list.addSubnet(address, bits, family)
  }
  return list
}
