import type { DataFields } from '#domain/bureau/data.ts'
import { type Bureau, leaveTo } from '#domain/bureau.ts'

/** One field of the form; `empty` is what an empty one means: something is missing, there is none, or it is null. */
export type Part = {
  path: string
  kind: 'text' | 'long' | 'number' | 'date' | 'words' | 'lines'
  empty: 'required' | 'absent' | 'null'
  hint?: string
}
type ListName = 'streets' | 'functionalZones' | 'neighbours' | 'waterSourceZones'
/** A list of entries. Those that cases refer to are `kept`: an entry ends, it is never taken out. */
export type DataList = { name: ListName; kept: boolean; parts: readonly Part[] }

const part = (path: string, about: Partial<Part> = {}): Part => ({ path, kind: 'text', empty: 'required', ...about })
const days = [part('validFrom', { kind: 'date' }), part('validTo', { kind: 'date', empty: 'absent' })]
const number = (path: string, empty: Part['empty'] = 'absent') => part(path, { kind: 'number', empty })
const WORDS = { kind: 'words', hint: '用顿号隔开' } as const

export const GROUPS: readonly { title: string; parts: readonly Part[] }[] = [
  {
    title: '名称',
    parts: ['name', 'shortName', 'province', 'city', 'district', 'adcode'].map((path) => part(path)),
  },
  {
    title: '联系方式',
    parts: [
      part('telephone.number'),
      part('telephone.name'),
      part('telephone.note', { kind: 'long' }),
      part('address'),
      part('postcode'),
      part('officeHours', { kind: 'long' }),
      part('website'),
      part('dutyEmail', { hint: '值班表上没有人时，突发情况发到这里' }),
    ],
  },
  {
    title: '备案和网址',
    parts: [
      part('filings.icp', { empty: 'null' }),
      part('filings.police', { empty: 'null' }),
      part('filings.governmentSite', { empty: 'null' }),
      part('leaveTo', { hint: '看不出刚才看过什么的网址，https 开头' }),
      part('nationalPlatform.name'),
      part('nationalPlatform.url'),
    ],
  },
  {
    title: '辖区范围和其他',
    parts: [
      ...['bounds.west', 'bounds.east', 'bounds.south', 'bounds.north'].map((path) => number(path, 'required')),
      part('escrowDrillDays', { kind: 'number', hint: '天' }),
      part('contentYears', {
        kind: 'number',
        empty: 'null',
        hint: '年，从办结起算；到期每夜自动销毁举报内容和照片，不能恢复。不填就不销毁',
      }),
      part('unconfirmed', { kind: 'lines', hint: '公开页面会列出来，一行一条' }),
    ],
  },
]

export const LISTS: readonly DataList[] = [
  {
    name: 'streets',
    kept: true,
    parts: [
      part('code', { hint: '九位数字' }),
      part('name'),
      part('functionalZones', { ...WORDS, empty: 'absent', hint: '功能区的代号，用顿号隔开' }),
      part('centre.lng', { kind: 'number', empty: 'absent', hint: '街道名在举报地图上的位置，CGCS2000' }),
      part('centre.lat', { kind: 'number', empty: 'absent', hint: '同上' }),
      ...days,
    ],
  },
  { name: 'functionalZones', kept: true, parts: [part('id'), part('name'), part('note', { kind: 'long' }), ...days] },
  {
    name: 'neighbours',
    kept: false,
    parts: [
      part('name'),
      part('words', WORDS),
      part('streetPrefixes', WORDS),
      part('body'),
      part('phone', { empty: 'null' }),
    ],
  },
  {
    name: 'waterSourceZones',
    kept: false,
    parts: [
      part('id'),
      part('name'),
      part('words', WORDS),
      number('circle.lng'),
      number('circle.lat'),
      number('circle.radiusM'),
    ],
  },
]

/** What stands in the fields, by path; `key` tells entries apart while they are added and taken away. */
export type Row = { key: string; isNew: boolean; values: Record<string, string> }
export type DataForm = { values: Record<string, string>; rows: Record<ListName, Row[]> }

const PARTS = GROUPS.flatMap((group) => group.parts)

export function formOf(bureau: Bureau): DataForm {
  const whole = { ...bureau, leaveTo: leaveTo(bureau), escrowDrillDays: bureau.escrowDrillDays ?? 180 }
  const rows = LISTS.map(({ name, parts }) => [
    name,
    bureau[name].map((one, at) => ({ key: `${at}`, isNew: false, values: written(one, parts) })),
  ])
  return { values: written(whole, PARTS), rows: Object.fromEntries(rows) }
}

/** Whether a value is still what is in force: only what is another is proposed. */
export function changedFields(form: DataForm, bureau: Bureau): DataFields {
  const [before, after] = [read(formOf(bureau)), read(form)]
  const changed = Object.keys(after).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]))
  return Object.fromEntries(changed.map((key) => [key, after[key]]))
}

type Tree = { [key: string]: unknown }

function read({ values, rows }: DataForm): Tree {
  const lists = LISTS.map(({ name, parts }) => [name, rows[name].map((row) => treeOf(row.values, parts))])
  return { ...treeOf(values, PARTS), ...Object.fromEntries(lists) }
}

function treeOf(values: Record<string, string>, parts: readonly Part[]): Tree {
  const tree: Tree = {}
  for (const one of parts) {
    const value = partValue(values[one.path] ?? '', one)
    if (value === undefined) continue
    const [first = '', second] = one.path.split('.')
    if (second === undefined) tree[first] = value
    else tree[first] = { ...(tree[first] as Tree | undefined), [second]: value }
  }
  return tree
}

function partValue(said: string, { kind, empty }: Part): unknown {
  const text = said.trim()
  if (kind === 'words') return text.split(/[、,，\s]+/).filter((one) => one !== '')
  if (kind === 'lines') return text.split('\n').filter((one) => one.trim() !== '')
  if (text !== '') return kind === 'number' ? Number(text) : text
  if (empty === 'null') return null
  return empty === 'absent' || kind === 'number' ? undefined : ''
}

function written(from: object, parts: readonly Part[]): Record<string, string> {
  return Object.fromEntries(
    parts.map(({ path, kind }) => {
      const value = path.split('.').reduce<unknown>((tree, key) => (tree as Tree | undefined)?.[key], from)
      if (Array.isArray(value)) return [path, value.join(kind === 'lines' ? '\n' : '、')]
      return [path, value === undefined || value === null ? '' : String(value)]
    }),
  )
}
