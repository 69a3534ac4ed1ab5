import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { StartRefused } from './refuse.ts'
import { type Question, verifyLog } from './verify-log.ts'
import type { Get } from './verify-records.ts'

const OPTIONS = {
  base: { type: 'string' },
  vkey: { type: 'string', multiple: true },
  'promise-vkey': { type: 'string', multiple: true },
  path: { type: 'string', multiple: true },
  proof: { type: 'string' },
  json: { type: 'string' },
  promise: { type: 'string' },
  since: { type: 'string', multiple: true },
  all: { type: 'boolean' },
} as const
/** A server that says nothing for so long is not there. */
const PATIENCE = 60_000

/**
 * `npm run verify -- --base https://report.example.gov.cn --vkey …`: checks the log of a site from outside, as anybody may.
 * One line for each thing looked at; ends with 1 when any does not hold.
 * @throws StartRefused when it is asked what it cannot do, or the site does not answer
 */
export async function verify(): Promise<void> {
  const asked = readArguments()
  let wrong = 0
  for await (const { ok, what, detail } of verifyLog(await questionOf(asked))) {
    if (ok === false) wrong += 1
    console.log(`${ok === null ? '·' : ok ? '✓' : '✗'} ${what.join(' / ')}: ${detail}`)
  }
  console.log(
    wrong === 0
      ? '全部属实 / everything holds'
      : `有 ${wrong} 处不符 / ${wrong} of these ${wrong === 1 ? 'does' : 'do'} not hold`,
  )
  process.exit(wrong === 0 ? 0 : 1)
}

type Asked = ReturnType<typeof readArguments>

function readArguments() {
  try {
    return parseArgs({ args: process.argv.slice(3), options: OPTIONS }).values
  } catch {
    const names = Object.keys(OPTIONS).map((name) => `--${name}`)
    throw new StartRefused(`能用的参数：${names.join(' ')}`, 'these are the options')
  }
}

async function questionOf(asked: Asked): Promise<Question> {
  const kept = (asked.since ?? []).map(async (path) => ({ name: basename(path), note: await readOwn(path) }))
  const json = asked.json === undefined ? undefined : readJson(await readOwn(asked.json))
  return {
    get: getFrom(asked.base ?? ''),
    vkeys: asked.vkey ?? [],
    promiseVkeys: asked['promise-vkey'] ?? [],
    since: await Promise.all(kept),
    paths: asked.path ?? [],
    everything: asked.all ?? false,
    proof: asked.proof === undefined ? null : { text: await readOwn(asked.proof), json },
    promise: asked.promise === undefined ? null : await readOwn(asked.promise),
    now: new Date(),
  }
}

async function readOwn(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw new StartRefused(`读不到文件 ${path}`, `couldn't read ${path}`)
  }
}

/** What is no JSON holds no record, and the check says so. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Reads addresses of a site; what is neither there nor not there stops the check, as it says nothing of the log. */
function getFrom(base: string): Get {
  if (!/^https?:$/.test(URL.parse(base)?.protocol ?? ''))
    throw new StartRefused('请用 --base 给出网站的地址', 'give the address of the site with --base')
  return async (address) => {
    const url = base.replace(/\/+$/, '') + address
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
      const body = new Uint8Array(await answer.arrayBuffer())
      if (answer.ok || answer.status === 410) return { status: answer.status, body }
      if (answer.status === 404) return { status: 404, body: null }
    } catch {
      // Told below, like an answer that is none.
    }
    throw new StartRefused(`${url} 没有答复`, `${url} does not answer`)
  }
}
