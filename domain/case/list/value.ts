import type { Cell } from '../../sheet/sheet.ts'
import type { TipKind } from '../../tip/kinds.ts'
import type { ListProblemCode } from '../../words/zh/list.ts'
import type { Outcome } from '../outcome.ts'

/** What a list says of being done with. */
export type GivenClosed = 'yes' | 'partly' | 'no'

const STARS = /[*★☆※]|\((?:重点件?)\)/g

/**
 * The number a list gives a case, as it is kept: one width, capitals, no spaces. A `*` beside it marks a key case.
 * Numbers a spreadsheet program took for a quantity have lost their last digits; that is said, not guessed.
 */
export function readListNumber({ kind, text }: Cell): { number: string; key: boolean } | { code: ListProblemCode } {
  if (kind === 'error') return { code: 'error-cell' }
  if (kind === 'date') return { code: 'number-became-a-date' }
  const said = text.normalize('NFKC').toUpperCase()
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(said) || (kind === 'number' && said.length > 15)) return { code: 'number-lost' }
  const plain = said.replace(STARS, ' ').trim()
  if (areSeveral(plain.split(/[\s、,;]+/), /[、,;]/.test(plain))) return { code: 'several-numbers' }
  const number = plain.replace(/\s/g, '')
  if (!/\d/.test(number) || !/^[\p{L}\p{N}][\p{L}\p{N}\-_/.〔〕()[\]#]{0,59}$/u.test(number))
    return { code: 'number-wrong' }
  return { number, key: plain !== said.trim() }
}

/** Numbers side by side; one that was only wrapped or spaced has parts of unlike length. */
function areSeveral(parts: readonly string[], separated: boolean): boolean {
  const alike = parts.every((part) => part.length === parts[0]?.length && part.length >= 8)
  return parts.length > 1 && parts.every((part) => /\d{3}/.test(part)) && (separated || alike)
}

/** Words of lists for the ministry's media; the first that fits. */
const KIND_WORDS: readonly (readonly [TipKind, RegExp])[] = [
  ['soil_groundwater', /土壤|地下水|土地|耕地|地块/],
  ['noise', /噪[声音]|振动|震动|扰民/],
  ['radiation', /辐射|放射|电磁/],
  ['solid_waste', /固体?废|垃圾|危险?废|污泥|渣土|废物/],
  ['ecology', /生态|水土流失|植被|林地|湿地|毁林|采砂|矿山/],
  ['air', /大气|空气|废气|扬尘|粉尘|油烟|恶臭|异味|臭|烟尘|^气$|^尘$/],
  ['water', /水/],
]

/** The media a cell names, separated by anything people separate with, and the words nobody knows. */
export function readKinds(text: string): { kinds: TipKind[]; unknown: string[] } {
  const kinds = new Set<TipKind>()
  const unknown: string[] = []
  for (const word of kindWords(text)) {
    const kind = KIND_WORDS.find(([, pattern]) => pattern.test(word))?.[0]
    if (kind) kinds.add(kind)
    else if (!/^其[他它](?:类|污染)?$/.test(word)) unknown.push(word)
  }
  return { kinds: [...kinds], unknown }
}

/** The words of a cell with several types. */
export function kindWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[\s、,，;；/|+和及与]+/)
    .filter((word) => word !== '')
}

/** 是否属实 as our outcome: null when it says nothing yet, undefined when nobody can tell what it says. */
export function readOutcome(text: string): Outcome | null | undefined {
  const said = bare(text)
  if (/^(?:|[-—/无]|待核实|正在调查|调查中|待查)$/.test(said)) return null
  if (/^(?:不属实|否|未查实|不实|反映不实|反映问题不属实)$/.test(said)) return 'unsubstantiated'
  if (/^(?:部分属实|基本属实|部分|反映部分属实)$/.test(said)) return 'partly_substantiated'
  if (/^(?:属实|是|查实|反映属实|全部属实)$/.test(said)) return 'substantiated'
  if (/^(?:无法核实|无法查实|不能核实)$/.test(said)) return 'unverifiable'
  return undefined
}

/** 是否办结: null when it says nothing, undefined when nobody can tell what it says. */
export function readClosed(text: string): GivenClosed | null | undefined {
  const said = bare(text)
  if (/^(?:|[-—/无])$/.test(said)) return null
  if (/^(?:未办结|否|未|正在办理|办理中|未完成|正在整改|整改中)$/.test(said)) return 'no'
  if (/^阶段性?(?:已?办结|完成)$/.test(said)) return 'partly'
  if (/^(?:已?办结|是|已完成|完成|已办理完毕)$/.test(said)) return 'yes'
  return undefined
}

/** A day as lists write it, `2026-12-03`, `2026/12/3`, `2026年12月3日`; undefined when it is none. */
export function readDay(text: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:0?0:00(?::00)?)?$/.exec(bareDay(text)) ?? []
  if (!year || !month || !day) return undefined
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${on}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(on) ? on : undefined
}

const bareDay = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').replace(/前$/, '')
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s。.,，;；]/g, '')
