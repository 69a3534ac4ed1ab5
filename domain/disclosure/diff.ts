import type { PublicRecord } from '../record.ts'
import type { Target } from '../remediation/schema.ts'
import { nameKey, pollutantName } from '../standard/item.ts'
import { filingFieldWord } from '../words/zh/disclosure.ts'
import { CONCLUSION_WORDS, IMPACT_WORDS, MEDIUM_WORDS, RESPONSIBILITY_WORDS } from '../words/zh/remediation.ts'
import { LAND_CLASS_WORDS } from '../words/zh/standard.ts'
import { resultKey } from './fault.ts'
import type { SoilRow } from './schema.ts'

/** One value that differs between two versions; null where it was not there. `label` is for people. */
export type DiffLine = { path: string; label: string; from: string | null; to: string | null }

/**
 * Every value that differs between two versions of a record, in the order of the newer one. Things in lists are the same
 * thing when what names them is the same (a result: point, depth, day and pollutant), wherever they stand; one that came
 * or went is one line. Of long texts only the part that differs is given, with its surroundings. Paths are into the
 * newer version, of what is gone into the older.
 */
export function diffOf(from: PublicRecord, to: PublicRecord): DiffLine[] {
  return [
    ...valueLines('', headOf(from), headOf(to)),
    ...valueLines('', (from.data ?? {}) as Values, (to.data ?? {}) as Values),
    ...listLines('files', from.files, to.files),
  ]
}

function headOf({ title, party, reply }: PublicRecord): Values {
  return { title, party: party?.name, reply }
}

type Values = Readonly<Record<string, unknown>>

function valueLines(at: string, from: Values, to: Values): DiffLine[] {
  const keys = new Set([...Object.keys(to), ...Object.keys(from)])
  return [...keys].flatMap((key) => {
    const path = at === '' ? key : `${at}.${key}`
    const [before, after] = [from[key] ?? null, to[key] ?? null]
    if (Array.isArray(before) || Array.isArray(after))
      return listLines(path, (before ?? []) as unknown[], (after ?? []) as unknown[])
    if (isValues(before) || isValues(after))
      return valueLines(path, isValues(before) ? before : {}, isValues(after) ? after : {})
    return line(path, labelOf(path), said(path, before), said(path, after))
  })
}

/** The things of a list that came, went or changed. */
export function listLines(path: string, from: readonly unknown[], to: readonly unknown[]): DiffLine[] {
  const list = LISTS[path] ?? PLAIN
  const before = keyed(list, from)
  const after = keyed(list, to)
  const lines = [...after].flatMap(([key, { one, at }]) => {
    const old = before.get(key)
    if (!old) return line(`${path}.${at}`, list.name(one), null, list.whole(one))
    const was = old.one
    if (!isValues(one) || !isValues(was)) return []
    return valueLines(`${path}.${at}`, was, one).map((found) => {
      const field = found.path.slice(`${path}.${at}.`.length)
      return { ...found, label: `${list.name(one)}：${labelOf(`${path}.*.${field}`)}${unitOf(field, was, one)}` }
    })
  })
  const gone = [...before].filter(([key]) => !after.has(key))
  return [...lines, ...gone.flatMap(([, { one, at }]) => line(`${path}.${at}`, list.name(one), list.whole(one), null))]
}

/** What a number of a list's thing is measured in, in brackets; nothing when the unit itself changed. */
function unitOf(field: string, before: Values, after: Values): string {
  const isNumber = ['value', 'detectionLimit', 'target', 'highest'].includes(field)
  return isNumber && typeof after.unit === 'string' && before.unit === after.unit ? `（${after.unit}）` : ''
}

/** How the things of a list are told apart, named and said as a whole. */
type List = { key(one: never): string; name(one: unknown): string; whole(one: unknown): string }

const list = <T>(key: (one: T) => string, name: (one: T) => string, whole: (one: T) => string): List => ({
  key: key as (one: never) => string,
  name: (one) => name(one as T),
  whole: (one) => whole(one as T),
})

const targetKey = (one: Target) => `${nameKey(one.pollutant)} ${one.medium}`
const targetName = (one: Target) => `${MEDIUM_WORDS[one.medium]}中的${one.pollutant}`
type Finding = Target & { highest: string; met: boolean }
type Impact = { aspect: keyof typeof IMPACT_WORDS; impact: string; measure: string }
type Load = { no: string; on: string; out: number; in: number | null }
type Photo = { file: string; caption: string }
type File = { name: string; size: number; sha256: string }

const LISTS: Readonly<Record<string, List>> = {
  rows: list<SoilRow>(
    resultKey,
    (row) => `${row.point}，${row.depthTop}–${row.depthBottom} 米，${row.sampledOn}，${row.pollutant}`,
    (row) => `${row.value} ${row.unit}`,
  ),
  targets: list<Target>(targetKey, targetName, (one) => `${one.target} ${one.unit}`),
  findings: list<Finding>(
    targetKey,
    targetName,
    (one) => `最高 ${one.highest}，目标 ${one.target} ${one.unit}，${one.met ? '达到' : '没有达到'}`,
  ),
  impacts: list<Impact>(
    (one) => one.aspect,
    (one) => IMPACT_WORDS[one.aspect] ?? one.aspect,
    (one) => `${one.impact}；${one.measure}`,
  ),
  loads: list<Load>(
    (one) => one.no,
    (one) => `车次 ${one.no}`,
    (one) => `${one.on}，出场 ${one.out} 吨，进场 ${one.in === null ? '未过磅' : `${one.in} 吨`}`,
  ),
  photos: list<Photo>(
    (one) => one.file,
    () => '照片',
    (one) => one.caption,
  ),
  files: list<File>(
    (one) => one.name,
    (one) => `文件 ${one.name}`,
    (one) => `${one.size} 字节，SHA-256 ${one.sha256}`,
  ),
}
/** Lists of plain values, and lists nothing names: told apart by what they say. */
const PLAIN = list<unknown>(
  JSON.stringify,
  () => '一项',
  (one) => (isValues(one) ? JSON.stringify(one) : String(one)),
)

/** The things of a list by key, with their place; the second with the same key is another. */
function keyed({ key }: List, all: readonly unknown[]): Map<string, { one: unknown; at: number }> {
  const found = new Map<string, { one: unknown; at: number }>()
  for (const [at, one] of all.entries()) {
    const base = key(one as never)
    let unique = base
    for (let nth = 2; found.has(unique); nth += 1) unique = `${base} ${nth}`
    found.set(unique, { one, at })
  }
  return found
}

const FIELD_LABELS: Readonly<Record<string, string>> = {
  title: '标题',
  party: '单位',
  'photos.*.caption': '说明',
  'files.*.size': '大小',
  'files.*.sha256': 'SHA-256',
  'files.*.type': '类型',
}

function labelOf(path: string): string {
  return FIELD_LABELS[path] ?? filingFieldWord(path)
}

const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  landClass: LAND_CLASS_WORDS,
  responsibility: Object.fromEntries(Object.entries(RESPONSIBILITY_WORDS).map(([key, { label }]) => [key, label])),
  conclusion: CONCLUSION_WORDS,
  medium: MEDIUM_WORDS,
  aspect: IMPACT_WORDS,
}

/** A value as people read it; null stays null. */
function said(path: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  const field = path.split('.').at(-1) ?? ''
  const text = String(value)
  if (field === 'item') return pollutantName(text) ?? text
  return CHOICES[field]?.[text] ?? text
}

/** One line, or none where both say the same. */
export function line(path: string, label: string, from: string | null, to: string | null): DiffLine[] {
  if (from === to) return []
  if (from === null || to === null || Math.max(from.length, to.length) <= LONG) return [{ path, label, from, to }]
  return [{ path, label, ...differing(from, to) }]
}

/** Characters a text may have and still be shown whole; what is kept around a difference. */
const LONG = 200
const AROUND = 30

/** The parts of two texts in which they differ, with some characters around them. */
function differing(from: string, to: string): { from: string; to: string } {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1
  const cut = (text: string) => {
    const start = Math.max(0, head - AROUND)
    const end = Math.min(text.length, text.length - tail + AROUND)
    const part = text.slice(start, end).toWellFormed()
    return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`
  }
  return { from: cut(from), to: cut(to) }
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
