import { checkPromise, checkReceipt, checkRecord, isReceipt, type Step } from '#domain/log/check.ts'
import { openCheckpoint } from '#domain/log/checkpoint.ts'
import { leavesOf } from '#domain/log/leaf.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import type { Verifier } from '#domain/log/note.ts'
import { readProof } from '#domain/log/receipt.ts'
import { STEP_WORDS } from '#domain/words/zh/log.ts'
import { longDay } from '../day.ts'
import { grouped } from '../number.ts'
import { CannotCheck, type Outcome, shown } from './outcome.ts'
import { openPublicLog, readKey } from './public-log.ts'
import { verifySaved } from './verify-record.ts'

const OF_PROOF: readonly Step['step'][] = ['leaf', 'path', 'root', 'signature']
const LARGEST = 30 * 1024 * 1024

/** Whatever file somebody has: it is told apart by how it begins. @throws CannotCheck, Unreachable */
export async function verifyFile(file: File, verifier: Verifier, now: Date): Promise<Outcome> {
  if (file.size > LARGEST) throw new CannotCheck('文件太大，不是本站给出的证明、承诺或者数据。')
  const text = await file.text()
  if (text.startsWith('c2sp.org/tlog-proof@')) return verifyProof(text, verifier)
  if (text.startsWith('env-tip-promise/')) return verifyPromise(text, verifier, now)
  if (/^\s*\{/.test(text)) return verifySaved(text, verifier)
  if (text.startsWith(`${verifier.name}\n`)) return verifyKept(text, verifier)
  throw new CannotCheck('认不出这个文件。能核验的有：登记证明、登记承诺、某一页的 .json、以前存下的检查点。')
}

async function verifyProof(proof: string, verifier: Verifier): Promise<Outcome> {
  const against = { proof, verifiers: [verifier], open: () => openPublicLog(verifier) }
  const isTip = isTipProof(proof)
  const steps = await (isTip ? checkReceipt(against) : checkRecord(against))
  const failed = steps.find(({ ok }) => !ok)
  if (failed) return bad(failed.step, shown(steps, OF_PROOF))
  const { index } = readProof(proof)
  return {
    is: 'ok',
    verdict: isTip ? '通过：这件举报登记在日志里' : '通过：这一条登记在日志里',
    summary: isTip
      ? `它是日志的第 ${grouped(index)} 条（从 0 数起）。谁也不能把它悄悄抹掉。`
      : `它是日志的第 ${grouped(index)} 条（从 0 数起），登记的内容见下面“和登记的那一条对上”。`,
    steps: shown(steps, OF_PROOF),
    note: isTip
      ? '文件没有上传，里面也没有举报的内容。为核对今天的日志，浏览器读取了这一条前后的 256 条；不想让本站知道有人查过，请用离线核验。'
      : '',
  }
}

function isTipProof(proof: string): boolean {
  try {
    return isReceipt(readProof(proof))
  } catch (error) {
    if (error instanceof MalformedLog) return false
    throw error
  }
}

async function verifyPromise(note: string, verifier: Verifier, now: Date): Promise<Outcome> {
  const log = await openPublicLog(verifier)
  const promiseKey = await readKey('/log/promise-vkey')
  const asOf = Math.floor(now.getTime() / 1000)
  const found = await checkPromise({ note, verifiers: [promiseKey], leaves: leavesOf(log.entries()), asOf })
  const steps = shown(found.steps, ['signature', 'promise'])
  const failed = found.steps.find(({ ok }) => !ok)
  if (failed || !found.promise) return bad(failed?.step ?? 'signature', steps)
  const until = longDay(new Date((found.promise.deadline + 8 * 3600 - 1) * 1000).toISOString().slice(0, 10))
  const last = steps.at(-1)
  if (found.index !== null) {
    const says = `已经登记，是日志的第 ${grouped(found.index)} 条（从 0 数起）。`
    if (last) last.says = says
    return { is: 'ok', verdict: '通过：承诺兑现了', summary: says, steps }
  }
  const says = `签名是真的，日志里还没有这一条；最迟 ${until}结束前写进去。请到时再来核验。`
  if (last) Object.assign(last, { is: 'skipped', says })
  return { is: 'wait', verdict: '承诺有效，期限还没有到', summary: says, steps }
}

/** A checkpoint somebody kept: today's log must contain all of that one. */
async function verifyKept(note: string, verifier: Verifier): Promise<Outcome> {
  const expected: readonly Step['step'][] = ['signature', 'root']
  let kept: ReturnType<typeof openCheckpoint>['checkpoint']
  try {
    kept = openCheckpoint(note, [verifier]).checkpoint
  } catch (error) {
    if (!(error instanceof MalformedLog)) throw error
    return bad('signature', shown([{ step: 'signature', ok: false, detail: error.message }], expected))
  }
  const steps: Step[] = [{ step: 'signature', ok: true, detail: `${kept.origin}, ${kept.size} leaves` }]
  try {
    const log = await openPublicLog(verifier)
    const ok = await log.consistentWith(kept)
    steps.push({ step: 'root', ok, detail: `${kept.size} → ${log.checkpoint.size} leaves` })
  } catch (error) {
    if (!(error instanceof MalformedLog)) throw error
    steps.push({ step: 'root', ok: false, detail: error.message })
  }
  const failed = steps.find(({ ok }) => !ok)
  if (failed) return bad(failed.step, shown(steps, expected))
  const summary = `您存下它的时候有 ${grouped(kept.size)} 条，那些条目今天一条不少，次序也没有变。`
  return { is: 'ok', verdict: '通过：今天的日志完整包含您存下的那一本', summary, steps: shown(steps, expected) }
}

function bad(step: Step['step'], steps: Outcome['steps']): Outcome {
  return { is: 'bad', verdict: `没有通过：${STEP_WORDS[step].title}`, summary: STEP_WORDS[step].bad, steps }
}
