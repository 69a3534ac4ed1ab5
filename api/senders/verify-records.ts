import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { checkRecord } from '#domain/log/check.ts'
import type { LogClient } from '#domain/log/client.ts'
import type { LoggedVersion, RecordHistory } from '#domain/log/history.ts'
import { entryOf } from '#domain/log/leaf.ts'
import type { Verifier } from '#domain/log/note.ts'
import { proofText } from '#domain/log/receipt.ts'
import { RECORD_KINDS, readAddress, recordAddress } from '#domain/record.ts'
import { recordIn } from '#domain/record-form.ts'
import { type Line, linesOf } from './verify-lines.ts'

/** Reads an address of a site; `body` is null when nothing is there (404). */
export type Get = (address: string) => Promise<{ status: number; body: Uint8Array | null }>

/** A site and its log, read whole. */
export type Site = { get: Get; log: LogClient; history: RecordHistory; verifiers: readonly Verifier[] }

/** The record under an address, its newest version or the one the address names, against its leaf. */
export async function* checkRecordAt(site: Site, path: string): AsyncGenerator<Line> {
  const place = readAddress(path)
  const [, version] = /^(?:v\/(\d+)\/)?$/.exec(place?.rest ?? 'no') ?? [null, null]
  const versions = place ? site.history.of(place.kind, place.id) : []
  const logged = version ? versions.find(({ leaf }) => leaf.ver === Number(version)) : versions.at(-1)
  if (!place || version === null || !logged)
    return yield {
      ok: false,
      what: ['日志里没有这个地址的记录', 'the log has no record of this address'],
      detail: path,
    }
  yield* checkVersion(site, logged, versions)
}

/** Every version of every record of the log; only what does not hold is told one by one. */
export async function* checkEveryRecord(site: Site): AsyncGenerator<Line> {
  const records = site.history.all()
  let good = 0
  for (const versions of records) {
    // Of a withdrawn record nothing is served but that it is.
    const served = versions.at(-1)?.leaf.t === 'withdraw' ? versions.slice(-1) : versions
    for (const logged of served) {
      let holds = true
      for await (const line of checkVersion(site, logged, versions))
        if (line.ok === false) {
          holds = false
          yield line
        }
      if (holds) good += 1
    }
  }
  yield {
    ok: null,
    what: ['与日志一致的记录', 'versions of records as logged'],
    detail: `${good}, ${records.length} records`,
  }
}

async function* checkVersion(
  site: Site,
  logged: LoggedVersion,
  versions: readonly LoggedVersion[],
): AsyncGenerator<Line> {
  const { leaf } = logged
  const kind = RECORD_KINDS.find((one) => one === leaf.kind)
  if (!kind)
    return yield {
      ok: null,
      what: ['不认识的记录种类', 'a kind of record this program does not know'],
      detail: leaf.kind,
    }
  const newest = versions.at(-1)
  const address = recordAddress(kind, leaf.id)
  if (newest?.leaf.t === 'withdraw') return yield* checkGone(site, newest, address)
  const at = logged === newest ? address : `${address}v/${leaf.ver}/`
  const what = ['记录', 'record'] as const
  const { body } = await site.get(`${at.slice(0, -1)}.json`)
  if (!body) return yield { ok: false, what: ['公布过的记录不在了', 'a published record is gone'], detail: at }
  const json = parsed(body)
  const extra = entryOf(leaf)
  const proof = proofText({
    index: logged.index,
    proof: await site.log.prove(logged.index),
    checkpoint: site.log.note,
    extra,
  })
  const steps = await checkRecord({ json, proof, verifiers: site.verifiers })
  for (const line of linesOf(steps, what)) yield { ...line, detail: `${at} ${line.detail}` }
  for (const file of recordIn(json)?.files ?? []) {
    const found = (await site.get(`${address}v/${leaf.ver}/${file.name}`)).body
    const ok = found !== null && bytesToHex(sha256(found)) === file.sha256
    const words = ok
      ? (['附件', 'file'] as const)
      : (['附件与记录的摘要不符', 'a file is not the one of the record'] as const)
    yield { ok, what: words, detail: `${address}v/${leaf.ver}/${file.name}` }
  }
}

/** A withdrawn record answers 410 with the basis that was logged. */
async function* checkGone(site: Site, { index, leaf }: LoggedVersion, address: string): AsyncGenerator<Line> {
  const { status, body } = await site.get(`${address.slice(0, -1)}.json`)
  const basis = leaf.t === 'withdraw' ? leaf.basis : ''
  const said = body && (parsed(body) as { basis?: unknown } | null)?.basis
  const ok = status === 410 && said === basis
  const what = ok
    ? (['已撤回，依据与日志一致', 'withdrawn, on the basis that was logged'] as const)
    : (['日志说已撤回，网站却不是', 'withdrawn in the log, but not on the site'] as const)
  yield { ok, what, detail: `${address} leaf ${index}: ${basis}` }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
