import { findLastCheck } from '#db/log/check.ts'
import { readLogState } from '#db/log.ts'
import { dayOf } from '#domain/clock.ts'
import { toBase64 } from '#domain/log/base64.ts'
import { readUnsigned } from '#domain/log/checkpoint.ts'
import { type LogClient, openLog } from '#domain/log/client.ts'
import { leavesOf } from '#domain/log/leaf.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import type { LogPage, LogTipsPage } from '#domain/log/page.ts'
import { tallyTips } from '#domain/log/tally.ts'
import { detailWords, LOG_FAULT_WORDS } from '#domain/words/zh/log.ts'
import { findingText } from '#domain/words/zh/log-check.ts'
import type { Env } from './env.ts'

/** Entries looked back for the newest day; a real log names one in every few. */
const LOOK_BACK = 512

/** What `/log/` says. */
export async function loadLogPage(env: Env): Promise<LogPage> {
  const [state, standing, check] = await Promise.all([readLogState(env.db), env.logStanding(), findLastCheck(env.db)])
  const { origin, size, root, vkey } = state ?? { origin: '', size: 0, root: new Uint8Array(), vkey: '' }
  return {
    state: state && { origin, size, root: toBase64(root), vkey },
    promiseVkey: (state && (await env.promiseVkey?.(origin))) ?? null,
    witnesses: state ? othersOn(state) : [],
    newestDay: state && (await newestDay(env)),
    check: check && { on: check.on, findings: check.findings.map(findingText) },
    standsStill: standing.ok ? null : LOG_FAULT_WORDS[standing.why],
  }
}

/** Names beside other people's lines under a checkpoint; who they are is for the reader to judge. */
function othersOn({ note, origin, vkey }: { note: string; origin: string; vkey: string }): string[] {
  try {
    const { signatures } = openNote(note, [readVkey(vkey)])
    return signatures.filter(({ name }) => name !== origin).map(({ name }) => name)
  } catch (error) {
    if (error instanceof MalformedLog) return []
    throw error
  }
}

/** The newest day a leaf names; null when the newest leaves name none, or cannot be read. */
async function newestDay(env: Env): Promise<string | null> {
  try {
    const log = await openOwn(env)
    let newest: string | null = null
    for await (const { leaf } of leavesOf(log.entries(Math.max(0, log.checkpoint.size - LOOK_BACK)))) {
      const day = 'at' in leaf ? leaf.at : leaf.t === 'day' ? leaf.on : null
      if (day && (!newest || day > newest)) newest = day
    }
    return newest
  } catch (error) {
    if (error instanceof MalformedLog) return null
    throw error
  }
}

/**
 * What `/log/tips/` says: counted from the public files alone, as any reader counts, once for a size of the log and a day.
 */
export function tipsPageLoader(env: Env): () => Promise<LogTipsPage> {
  let counted: { name: string; page: Promise<LogTipsPage> } | null = null
  return async () => {
    const asOf = dayOf(env.now())
    const note = await env.logFiles('checkpoint')
    const name = `${asOf}\n${note && new TextDecoder().decode(note)}`
    if (counted?.name !== name) counted = { name, page: countTips(env, asOf) }
    const { page } = counted
    // What failed is counted anew for the next reader.
    const forget = () => {
      counted = null
    }
    page.then(({ problem }) => problem && forget(), forget)
    return page
  }
}

async function countTips(env: Env, asOf: string): Promise<LogTipsPage> {
  try {
    if (!(await env.logFiles('checkpoint'))) return { asOf, size: 0, tally: null, problem: null }
    const log = await openOwn(env)
    const tally = await tallyTips(leavesOf(log.entries()), asOf)
    return { asOf, size: log.checkpoint.size, tally, problem: null }
  } catch (error) {
    if (error instanceof MalformedLog) return { asOf, size: 0, tally: null, problem: detailWords(error.message) }
    throw error
  }
}

/** Leaves of the log as readers get it now; null where there is none, or its checkpoint cannot be read. */
export async function servedSize(env: Pick<Env, 'logFiles'>): Promise<number | null> {
  const note = await env.logFiles('checkpoint')
  if (!note) return null
  try {
    return readUnsigned(new TextDecoder().decode(note)).size
  } catch (error) {
    if (error instanceof MalformedLog) return null
    throw error
  }
}

/** The log as it is served, read as strictly as anybody else reads it. */
async function openOwn(env: Env): Promise<LogClient> {
  const vkey = await env.logFiles('vkey')
  if (!vkey) throw new MalformedLog('the log has no key')
  const verifiers = [readVkey(new TextDecoder().decode(vkey).trimEnd())]
  return openLog({ fetch: env.logFiles, verifiers })
}
