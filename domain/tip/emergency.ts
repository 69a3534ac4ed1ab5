import type { Bureau } from '../bureau.ts'
import { distanceM, toCgcs2000 } from '../coordinates.ts'
import type { TipInput } from './schema.ts'

/**
 * What makes a tip an emergency: it jumps the queue and starts the 2 h clock (令17: where the level is unclear and
 * drinking water or heavy metals are touched, the short path is taken; the list is the district's, for tasks 26, 37
 * and 38 of its plan). The rules read words, so they would rather call once too often: a person decides next.
 */
export const EMERGENCIES = ['water-source-zone', 'hazardous-waste', 'heavy-metals', 'mass-dumping'] as const
export type EmergencyCode = (typeof EMERGENCIES)[number]

const HAZARDOUS =
  /危险废物|危废|废酸|废碱|废矿物油|废机油|废乳化液|医疗废物|医疗垃圾|医废|剧毒|氰化|毒桶|化工桶|化工废[料渣液]|农药桶/
/** Not 铅笔, and not the 电瓶车 everybody rides. */
const HEAVY_METALS =
  /重金属|水银|[汞镉铬砷铊锑]|铅(?![笔球封字])|电镀(?:废[水液渣气]|污泥|液|水)|(?:废|废旧|拆|拆解)(?:电瓶(?!车)|蓄电池)/
const DUMPING = /倾倒|偷倒|乱倒|倒了|倒在|偷排|直排|掩埋|填埋/
const MASS =
  /大量[^，。；]{0,8}(?:倾倒|偷倒|乱倒|掩埋|填埋|偷排)|(?:倾倒|偷倒|乱倒|倒了|掩埋|填埋|偷排)[^，。；]{0,6}大量|大规模|成吨|成车|车队/
/** Loads in figures (a number plate such as 豫A12345 is none) or in words, from ten on. */
const LOADS =
  /(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)\s*[多余来]?(吨|车|辆|桶|立方米|立方|方)|[十百千万][十百千万几余多来]*(?:吨|车|辆|桶|立方|方(?![百向面]))/g
/** From how many on a dumping is a mass dumping. */
const MANY: Readonly<Record<string, number>> = { 吨: 20, 车: 5, 辆: 5, 桶: 20, 立方米: 20, 立方: 20, 方: 20 }

/** The rules a tip matches, in the order of the list; empty for an ordinary one. */
export function emergenciesOf(tip: TipInput, bureau: Bureau): EmergencyCode[] {
  const said = `${tip.description} ${tip.place.address}`
  const behaviours: readonly string[] = tip.behaviours ?? []
  const dumped = behaviours.some((one) => one.endsWith('_dumping')) || DUMPING.test(said)
  const matches: Record<EmergencyCode, boolean> = {
    'water-source-zone': touchesWaterSource(tip, said, bureau),
    'hazardous-waste':
      behaviours.includes('hazardous_waste_dumping') ||
      behaviours.includes('medical_waste_dumping') ||
      HAZARDOUS.test(said),
    'heavy-metals': HEAVY_METALS.test(said),
    'mass-dumping': dumped && (MASS.test(said) || hasManyLoads(said)),
  }
  return EMERGENCIES.filter((code) => matches[code])
}

/** In a zone by name or by point. Noise alone reaches no water. */
function touchesWaterSource(tip: TipInput, said: string, bureau: Bureau): boolean {
  if (tip.kinds.every((kind) => kind === 'noise')) return false
  const point = toCgcs2000(tip.place)
  return bureau.waterSourceZones.some(
    (zone) =>
      zone.words.some((word) => said.includes(word)) ||
      (point !== null && zone.circle !== undefined && distanceM(point, zone.circle) <= zone.circle.radiusM),
  )
}

function hasManyLoads(said: string): boolean {
  return [...said.matchAll(LOADS)].some(
    ([, figure, unit]) => figure === undefined || Number(figure) >= (MANY[unit as string] as number),
  )
}
