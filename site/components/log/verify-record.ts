import { checkRecord, type Step } from '#domain/log/check.ts'
import type { LogClient } from '#domain/log/client.ts'
import { leavesOf, readLeaf } from '#domain/log/leaf.ts'
import type { Verifier } from '#domain/log/note.ts'
import { readProof } from '#domain/log/receipt.ts'
import { type PublicRecord, readAddress, recordAddress } from '#domain/record.ts'
import { recordIn } from '#domain/record-form.ts'
import { STEP_WORDS } from '#domain/words/zh/log.ts'
import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { longDay, longDays } from '../day.ts'
import { grouped } from '../number.ts'
import { CannotCheck, type Outcome, shown } from './outcome.ts'
import { fetchFile, openPublicLog } from './public-log.ts'
import type { ShownStep } from './report.ts'

const EXPECTED: readonly Step['step'][] = ['digest', 'leaf', 'path', 'root', 'signature']
/** Leaves after the record's own that are looked through for a newer version: at most 16 bundles. */
const LOOK_AHEAD = 4096

/** A page by its address: its data as served now, held against the log. @throws CannotCheck, Unreachable */
export async function verifyPage(typed: string, verifier: Verifier): Promise<Outcome> {
  const path = readPath(typed)
  const file = await fetchFile(`${path.slice(0, -1)}.json`)
  if (!file) return verifyGone(path, verifier)
  const json = parse(new TextDecoder().decode(file))
  const record = recordIn(json)
  const asked = readAddress(path)
  const isOther =
    record &&
    (record.kind !== asked?.kind || record.id !== asked.id || !['', `v/${record.version}/`].includes(asked.rest))
  if (isOther) {
    const steps = [
      { step: 'digest', ok: false, detail: `${recordAddress(record.kind, record.id)}v/${record.version}/` },
    ] as const
    return {
      is: 'bad',
      verdict: '没有通过：网站给的是另一份记录',
      summary: '这个网址上的数据，写的是别的编号或者别的版次。',
      steps: shown(steps, EXPECTED),
    }
  }
  return verifyJson(json, record, path, verifier)
}

/** The data of a page that somebody saved. @throws CannotCheck, Unreachable */
export function verifySaved(text: string, verifier: Verifier): Promise<Outcome> {
  const json = parse(text)
  const record = recordIn(json)
  if (!record) throw new CannotCheck('这个 JSON 不是本站某一份记录的数据。列表、整表和订阅里没有单独登记。')
  return verifyJson(json, record, `${recordAddress(record.kind, record.id)}v/${record.version}/`, verifier)
}

/** What the log says of a record the site does not show: taken back openly, or dropped. */
async function verifyGone(path: string, verifier: Verifier): Promise<Outcome> {
  const { kind, id } = readAddress(path) ?? {}
  const address = kind && id ? recordAddress(kind, id) : path
  const file = await fetchFile(`/api/log/proof?path=${encodeURIComponent(address)}`)
  if (!file) throw new CannotCheck('网站上没有这一页，日志里也没有登记过。请检查网址。')
  const proof = new TextDecoder().decode(file)
  const steps = await checkRecord({ proof, verifiers: [verifier], open: () => openPublicLog(verifier) })
  const shownSteps = shown(steps, EXPECTED.slice(1))
  const failed = steps.find(({ ok }) => !ok)
  if (failed) return notPassed(failed.step, shownSteps)
  const leaf = readLeaf(readProof(proof).extra ?? new Uint8Array())
  const isOwn = 'kind' in leaf && leaf.kind === kind && leaf.id === id
  if (!isOwn || leaf.t !== 'withdraw') {
    const summary = '日志里登记着这一份，没有登记过撤回，网站上却读不到。'
    return { is: 'bad', verdict: '没有通过：公布过的内容不见了', summary, steps: shownSteps }
  }
  return {
    is: 'ok',
    verdict: '这一份已经撤回，撤回也登记在日志里',
    summary: '内容不再公开，登记过的指纹一直在。',
    steps: shownSteps,
    facts: [
      ['撤回日期', longDay(leaf.at)],
      ['依据', leaf.basis],
    ],
  }
}

async function verifyJson(
  json: unknown,
  record: PublicRecord | null,
  path: string,
  verifier: Verifier,
): Promise<Outcome> {
  const file = await fetchFile(`/api/log/proof?path=${encodeURIComponent(path)}`)
  if (!file) throw new CannotCheck('日志里没有登记这一版。刚公布的，过一分钟再试；一直没有，就是没有登记。')
  const proof = new TextDecoder().decode(file)
  let log: LogClient | null = null
  const open = async () => {
    log = await openPublicLog(verifier)
    return log
  }
  const steps = await checkRecord({ json, proof, verifiers: [verifier], open })
  const isSound = steps.every(({ ok }) => ok)
  const isNewest = readAddress(path)?.rest === ''
  const newest = isSound && isNewest && record && log ? await lookAhead(log, record, readProof(proof).index) : null
  const failed = steps.find(({ ok }) => !ok)
  const all = [...shown(steps, EXPECTED), ...(newest ? [newest] : [])]
  const what = record ? `${RECORD_KIND_WORDS[record.kind]}第 ${record.version} 版` : '这份内容'
  if (isSound && newest?.is !== 'bad')
    return {
      is: 'ok',
      verdict: '通过：和公布时登记的一字不差',
      summary: `${what}没有被改过。请看看下面的标题和日期，是不是您要核验的那一份。`,
      steps: all,
      facts: record ? factsOf(record) : [],
      note: '核验的是这一页的数据（网址去掉最后的斜杠加 .json）。网页上的文字由同一份数据生成。',
    }
  return notPassed(failed?.step ?? 'newest', all)
}

function notPassed(step: keyof typeof STEP_WORDS, steps: ShownStep[]): Outcome {
  const { title, bad } = STEP_WORDS[step]
  return { is: 'bad', verdict: `没有通过：${title}`, summary: bad, steps }
}

/** Whether the log knows a later version than the one the site shows as the newest. */
async function lookAhead(log: LogClient, record: PublicRecord, index: number): Promise<ShownStep> {
  const { size } = log.checkpoint
  const { title, ok, bad } = STEP_WORDS.newest
  const later = size - index - 1
  if (later > LOOK_AHEAD)
    return { is: 'skipped', title, says: `后面还有 ${grouped(later)} 条，浏览器里没有逐条看。离线核验会全部看一遍。` }
  for await (const { index: at, leaf } of leavesOf(log.entries(index + 1)))
    if ((leaf.t === 'disclosure' || leaf.t === 'withdraw') && leaf.kind === record.kind && leaf.id === record.id)
      return { is: 'bad', title, says: bad, value: `第 ${at} 条（从 0 数起）：第 ${leaf.ver} 版，${leaf.at}` }
  return { is: 'ok', title, says: ok, value: `${grouped(later)} 条` }
}

function factsOf({ title, version, publishedOn, party, files }: PublicRecord): (readonly [string, string])[] {
  return [
    ['标题', longDays(title)],
    ['版次', `第 ${version} 版`],
    ['发布日期', longDay(publishedOn)],
    ...(party ? ([['填报单位', `${party.name}（${party.code}）`]] as const) : []),
    ...files.map((file) => ['附件', `${file.name}，SHA-256 ${file.sha256}`] as const),
  ]
}

/** An address as people have it: with or without our name, its data instead of the page, without the last slash. */
function readPath(typed: string): string {
  let url: URL
  try {
    url = new URL(typed.trim(), location.origin)
  } catch {
    throw new CannotCheck('这不是一个网址。')
  }
  if (url.origin !== location.origin) throw new CannotCheck('这是别的网站的网址，这里只能核验本站的。')
  const path = `${url.pathname.replace(/\.(json|csv)$/, '').replace(/\/$/, '')}/`
  if (!/^(v\/\d+\/)?$/.test(readAddress(path)?.rest ?? '-'))
    throw new CannotCheck(
      '这个网址不是单独一份记录。请打开企业、地块、监测、修复等具体一份的页面，从那里点“核验本页”。',
    )
  return path
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CannotCheck('数据不是完整的 JSON，可能没有下载完。')
  }
}
