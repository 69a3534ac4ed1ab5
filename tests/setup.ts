import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createAccounts } from '#api/accounts.ts'
import { createApp } from '#api/app.ts'
import type { Env, LogLine, Mail } from '#api/env.ts'
import { memoryLimits } from '#api/guards/limit.ts'
import { textOfPdf } from '#api/senders/pdf-node.ts'
import { burnBoxes, cleanPhoto } from '#api/senders/photo-node.ts'
import { folderStore } from '#api/senders/store-node.ts'

import { seedStaff } from '#db/account.ts'
import { findBureau } from '#db/bureau.ts'
import { PEOPLE } from '#db/cast/people.ts'

import type { Render } from '#domain/page.ts'
import { bureau } from './fixtures/bureau.ts'
import { openMigrated } from './fixtures/migrated.ts'

export type Person = (typeof PEOPLE)[number]['as']

export type Opened = Awaited<ReturnType<typeof openApp>>

const opened: { close(): void }[] = []
afterAll(() => {
  for (const one of opened.splice(0)) one.close()
})

/**
 * The real app over a real database file and photo folder of its own, with a clock the test moves.
 * Pages are rendered as their locals in JSON unless a renderer is given.
 */
export async function openApp(options: Partial<Env> & { at?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jingtu-'))
  const db = await openMigrated(join(folder, 'jingtu.db'))
  await seedStaff(db, PEOPLE)
  let clock = new Date(options.at ?? '2026-09-14T10:00:00+08:00')
  const now = () => clock
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const logs: LogLine[] = []
  const mails: Mail[] = []
  const origin = options.origin ?? 'http://localhost:8787'
  const session = random(32)
  const render: Render = async (path, locals) =>
    `<!doctype html><title>${path}</title><pre>${JSON.stringify(locals)}</pre>`
  const env: Env = {
    bureau,
    demo: true,
    origin,
    db,
    secrets: { receipt: random(32), pepper: random(32), mail: random(32), work: random(32), session },
    now,
    random,
    render,
    cleanPhoto,
    burnBoxes,
    textOfPdf,
    store: folderStore(join(folder, 'photos')),
    limits: memoryLimits(random),
    intakeLimit: 1000,
    turnstile: null,
    webhookSecret: null,
    tiles: null,
    csp: {},
    accounts: createAccounts({ db, secret: session, origin, now, demo: options.demo ?? true }),
    sendMail: async (mail) => void mails.push(mail),
    caseFeed: null,
    wake() {},
    replay: async () => {},
    renewBureau: async () => void Object.assign(env, { bureau: await findBureau(db, options.bureau ?? bureau) }),
    logFiles: async () => null,
    logStanding: async () => ({ ok: true }),
    signPromise: null,
    promiseVkey: null,
    unready: async () => [],
    log: (line) => void logs.push(line),
    ...options,
  }
  const app = createApp(env)
  const close = () => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  opened.push({ close })

  /** A request as a program sends it; objects go as JSON. The answer's body is read as JSON where it is. */
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string'
    const response = await app.request(
      path,
      {
        method,
        headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as string | FormData) }),
      },
      { address: '192.0.2.7' },
    )
    const text = await response.clone().text()
    const type = response.headers.get('content-type') ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    const data: any = type.includes('json') ? JSON.parse(text) : text
    return { status: response.status, body: data, headers: response.headers, response }
  }

  /** Headers of a signed-in member of the cast. */
  const as = async (person: Person): Promise<Record<string, string>> => {
    const { status, headers } = await ask('POST', '/api/auth/demo', { as: person }, { origin })
    if (status !== 200) throw new Error(`couldn't sign in as ${person}: ${status}`)
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    return { cookie, origin }
  }

  /** Moves the clock to an instant with its zone. */
  const at = (instant: string) => {
    clock = new Date(instant)
  }

  return { app, env, db, folder, logs, mails, ask, as, close, at }
}

/** A tip that needs nothing corrected; give only what the test is about. */
export function aTip(about: Record<string, unknown> = {}) {
  return {
    kinds: ['solid_waste'],
    behaviours: ['industrial_waste_dumping'],
    description: '夜里有货车在河边倾倒黑色污泥，气味刺鼻。',
    place: { address: '西流湖街道某某路南段河堤', street: '410102011' },
    reporter: { mode: 'anonymous' },
    ...about,
  }
}
