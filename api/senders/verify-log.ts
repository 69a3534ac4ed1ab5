import { dayOf } from '#domain/clock.ts'
import { auditLog } from '#domain/log/audit.ts'
import { checkPromise, checkReceipt, checkRecord, isReceipt } from '#domain/log/check.ts'
import { openCheckpoint } from '#domain/log/checkpoint.ts'
import { type LogClient, openLog } from '#domain/log/client.ts'
import { type RecordHistory, recordHistory } from '#domain/log/history.ts'
import { type Leaf, readLeaf } from '#domain/log/leaf.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { readVkey, type Verifier } from '#domain/log/note.ts'
import { readProof } from '#domain/log/receipt.ts'
import { OVERDUE_AFTER, tallyTips } from '#domain/log/tally.ts'
import { type Line, linesOf } from './verify-lines.ts'
import { checkEveryRecord, checkRecordAt, type Get } from './verify-records.ts'

/** What is asked of a site. Keys are vkeys, `since` notes of checkpoints that were kept, by the name of their file. */
export type Question = {
  /** Reads an address of the site, e.g. `/log/checkpoint`. */
  get: Get
  vkeys: readonly string[]
  promiseVkeys: readonly string[]
  since: readonly { name: string; note: string }[]
  paths: readonly string[]
  everything: boolean
  proof: { text: string; json?: unknown } | null
  promise: string | null
  now: Date
}

/**
 * Checks a log as anybody may: the signature, the root out of the raw entries, every tile, the history of every record,
 * the account of tips, kept checkpoints, and what was asked besides. What does not hold is told and named, never thrown.
 * @throws when an address could not be read at all
 */
export async function* verifyLog(question: Question): AsyncGenerator<Line> {
  const { get } = question
  const fetch = async (path: string) => (await get(`/log/${path}`)).body
  try {
    const keys = yield* verifiersOf(question.vkeys, '/log/vkey', get)
    const log = await openLog({ fetch, verifiers: keys })
    const { size, origin } = log.checkpoint
    yield { ok: true, what: ['签名属实', 'signature holds'], detail: `${origin}, ${size} leaves` }
    const others = log.signatures.filter((one) => !one.isOurs).map((one) => `${one.name} ${one.id}`)
    if (others.length > 0) yield { ok: null, what: ['另有签名', 'also signed by'], detail: others.join(', ') }

    const { leaves, history, sound } = yield* readAll(log, fetch)
    if (sound) yield* tally(leaves, question.now)
    const site = { get, log, history, verifiers: keys }
    for (const kept of question.since) yield* orNamed(kept.name, checkKept(log, kept, keys))
    for (const path of question.paths) yield* orNamed(path, checkRecordAt(site, path))
    if (question.everything) yield* orNamed('--all', checkEveryRecord(site))
    if (question.proof) yield* orNamed('--proof', checkFile(log, question.proof, keys))
    if (question.promise) yield* orNamed('--promise', checkPromised(log, leaves, question))
  } catch (error) {
    if (!(error instanceof MalformedLog)) throw error
    yield { ok: false, what: ['日志读不出来', 'the log cannot be read'], detail: error.message }
  }
}

/** One of several checks: what it cannot read is told of it, and the others go on. */
async function* orNamed(name: string, lines: AsyncGenerator<Line>): AsyncGenerator<Line> {
  try {
    yield* lines
  } catch (error) {
    if (!(error instanceof MalformedLog)) throw error
    yield { ok: false, what: ['这一项查不下去', 'this could not be checked'], detail: `${name}: ${error.message}` }
  }
}

/** The keys that were given; without any those the site gives itself, which then is said. */
async function* verifiersOf(vkeys: readonly string[], address: string, get: Get): AsyncGenerator<Line, Verifier[]> {
  if (vkeys.length > 0) return vkeys.map(readVkey)
  const { body } = await get(address)
  const lines = new TextDecoder().decode(body ?? new Uint8Array()).split('\n')
  const own = lines.filter((line) => line !== '')
  const what = [
    '公钥取自网站自己，请与别处公布的核对',
    'key as the site gives it: hold it against another source',
  ] as const
  for (const line of own) yield { ok: null, what, detail: line }
  return own.map(readVkey)
}

type AllRead = { leaves: { index: number; leaf: Leaf }[]; history: RecordHistory; sound: boolean }

async function* readAll(
  log: LogClient,
  fetch: (path: string) => Promise<Uint8Array | null>,
): AsyncGenerator<Line, AllRead> {
  const leaves: AllRead['leaves'] = []
  const history = recordHistory()
  const wrong: string[] = []
  const { sound, findings } = await auditLog(log, fetch, (index, entry) => {
    try {
      const leaf = readLeaf(entry)
      leaves.push({ index, leaf })
      const said = leaf.t === 'disclosure' || leaf.t === 'withdraw' ? history.take({ index, leaf }) : null
      if (said) wrong.push(`leaf ${index}: ${said}`)
    } catch (error) {
      if (!(error instanceof MalformedLog)) throw error
      wrong.push(`leaf ${index}: ${error.message}`)
    }
  })
  for (const { path, what } of findings)
    yield { ok: false, what: ['文件不符', 'a file does not agree'], detail: `/log/${path}: ${what}` }
  const { size } = log.checkpoint
  const what = sound
    ? (['全部条目算出的总指纹与签名的一致', 'the entries make the signed root'] as const)
    : (['全部条目算不出签名的总指纹', 'the entries do not make the signed root'] as const)
  yield { ok: sound, what, detail: `${size} leaves` }
  for (const detail of wrong) yield { ok: false, what: ['条目不合规矩', 'a leaf out of order'], detail }
  for (const { index, leaf } of leaves)
    if (leaf.t === 'key')
      yield {
        ok: null,
        what: ['更换公钥', 'a new key'],
        detail: `leaf ${index}: ${leaf.vkey}, old one until ${leaf.until}`,
      }
  return { leaves, history, sound }
}

async function* inOrder<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

async function* tally(leaves: AllRead['leaves'], now: Date): AsyncGenerator<Line> {
  const { overdue, falseCovers, stray, ...counts } = await tallyTips(inOrder(leaves), dayOf(now))
  const detail = Object.entries(counts).map(([name, count]) => `${name} ${count}`)
  yield { ok: null, what: ['举报总账（含填充条目）', 'account of tips, covers among them'], detail: detail.join(', ') }
  const of = (indexes: readonly number[]) => (indexes.length > 0 ? `leaves ${indexes.join(', ')}` : '0')
  const late = [
    `超过 ${OVERDUE_AFTER} 日没有结果的`,
    `tips without an end for more than ${OVERDUE_AFTER} days`,
  ] as const
  yield { ok: overdue.length === 0, what: late, detail: of(overdue) }
  if (falseCovers.length > 0)
    yield { ok: false, what: ['冒充填充条目的', 'tips passed off as covers'], detail: of(falseCovers) }
  if (stray.length > 0)
    yield { ok: false, what: ['没有对应的结果或日期', 'statuses or days out of place'], detail: of(stray) }
}

async function* checkKept(
  log: LogClient,
  { name, note }: { name: string; note: string },
  keys: readonly Verifier[],
): AsyncGenerator<Line> {
  const { checkpoint } = openCheckpoint(note, keys)
  const ok = await log.consistentWith(checkpoint)
  const what = ok
    ? (['接着保存的检查点往下写', 'continues the checkpoint that was kept'] as const)
    : (['与保存的检查点矛盾', 'contradicts the checkpoint that was kept'] as const)
  yield { ok, what, detail: `${name}: ${checkpoint.size} → ${log.checkpoint.size} leaves` }
}

async function* checkFile(
  log: LogClient,
  { text, json }: { text: string; json?: unknown },
  verifiers: readonly Verifier[],
): AsyncGenerator<Line> {
  const against = { proof: text, verifiers, open: async () => log }
  const steps = isReceipt(readProof(text)) ? await checkReceipt(against) : await checkRecord({ ...against, json })
  yield* linesOf(steps, ['证明文件', 'proof'])
}

async function* checkPromised(log: LogClient, leaves: AllRead['leaves'], question: Question): AsyncGenerator<Line> {
  const verifiers = yield* verifiersOf(question.promiseVkeys, '/log/promise-vkey', question.get)
  const asOf = question.now.getTime() / 1000
  const { steps, promise } = await checkPromise({
    note: question.promise ?? '',
    verifiers,
    leaves: inOrder(leaves),
    asOf,
  })
  yield* linesOf(steps, ['承诺', 'promise'])
  if (promise && promise.origin !== log.checkpoint.origin)
    yield { ok: false, what: ['承诺属于另一本日志', 'promised for another log'], detail: promise.origin }
}
