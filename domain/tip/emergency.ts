import type { Bureau } from '../bureau.ts'
import { distanceM, toCgcs2000 } from '../coordinates.ts'
import type { TipInput } from './schema.ts'

/**
 * What makes a tip an emergency: it jumps the queue and starts the 2 h clock (令17 art. 3–4: where the level is unclear
 * and drinking water or heavy metals are touched, the short path is taken; district list for tasks 26, 37 and 38).
 */
export const EMERGENCIES = ['water-source-zone', 'hazardous-waste', 'heavy-metals', 'mass-dumping'] as const
export type EmergencyCode = (typeof EMERGENCIES)[number]

const HAZARDOUS = /危险废物|危废|废酸|废碱|剧毒|毒桶|化工桶|医疗废物|医废|废矿物油|电镀污泥|酸洗/
const HEAVY_METALS =
  /重金属|含?[铅镉汞铬砷铊锑](?!笔)(?:超标|污染|渣|泥|酸|废|中毒|盐)|六价铬|电镀(?:废水|废液|污泥)|铬渣|铅蓄电池|废电瓶/
const DUMPING = /倾倒|偷倒|乱倒|倒了|排放|偷排|掩埋|填埋/
const MASS =
  /(?:[几数多]十|[一二两三四五六七八九十百千]+百?|\d{2,})\s*(?:余|多)?\s*(?:吨|车|桶|辆|方|立方)|大量|成吨|整车|车队|连续多[天日夜晚]|满山|成片/

/** The rules a tip matches, in the order of the list; empty for an ordinary one. */
export function emergenciesOf(tip: TipInput, bureau: Bureau): EmergencyCode[] {
  const said = `${tip.description} ${tip.place.address}`
  const behaviours: readonly string[] = tip.behaviours ?? []
  const matches: Record<EmergencyCode, boolean> = {
    'water-source-zone': touchesWaterSource(tip, said, bureau),
    'hazardous-waste':
      behaviours.includes('hazardous_waste_dumping') ||
      behaviours.includes('medical_waste_dumping') ||
      HAZARDOUS.test(said),
    'heavy-metals': HEAVY_METALS.test(said),
    'mass-dumping': (behaviours.some((one) => one.endsWith('_dumping')) || DUMPING.test(said)) && MASS.test(said),
  }
  return EMERGENCIES.filter((code) => matches[code])
}

function touchesWaterSource(tip: TipInput, said: string, bureau: Bureau): boolean {
  const point = toCgcs2000(tip.place)
  return bureau.waterSourceZones.some(
    (zone) =>
      zone.words.some((word) => said.includes(word)) ||
      (point !== null && zone.circle !== undefined && distanceM(point, zone.circle) <= zone.circle.radiusM),
  )
}
