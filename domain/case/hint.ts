import { addYears } from '../clock.ts'
import type { TipBehaviour } from '../tip/kinds.ts'

/**
 * What the facts told may mean in law, for an officer to think of: moving the matter to the police (法释〔2023〕7号 art. 1)
 * and the time after which no penalty is possible (行政处罚法 art. 36). Hints decide nothing.
 */
export const HINTS = [
  'police-water-source',
  'police-hazardous-waste',
  'police-heavy-metals',
  'police-hidden-outlet',
  'police-falsified-data',
  'penalty-two-years',
  'penalty-five-years',
] as const
export type Hint = (typeof HINTS)[number]

type Told = {
  behaviours: readonly TipBehaviour[]
  description: string
  occurredOn: string | null
  ongoing: boolean | null
  emergencies: readonly string[]
  receivedOn: string
}

const TOXIC = /有毒|剧毒|废酸|废碱|废液|危废|危险废物|农药|化工|电镀|氰/
const HIDDEN = /暗管|渗井|渗坑|裂隙|溶洞|灌注|渗透排放|偷埋管|埋.{0,4}管/
const FALSIFIED = /篡改|伪造|造假|干扰.{0,6}(?:监测|采样)|监测.{0,6}(?:作假|造假)/

/** The hints of a case's tips, in the order of the list. */
export function hintsOf(tips: readonly Told[]): Hint[] {
  const found = new Set(tips.flatMap(hintsOfTip))
  return HINTS.filter((hint) => found.has(hint))
}

function hintsOfTip(tip: Told): Hint[] {
  const hazardous = tip.behaviours.includes('hazardous_waste_dumping') || tip.emergencies.includes('hazardous-waste')
  const toxic = hazardous || tip.emergencies.includes('heavy-metals') || TOXIC.test(tip.description)
  const matches: Record<Hint, boolean> = {
    'police-water-source': tip.emergencies.includes('water-source-zone') && toxic,
    'police-hazardous-waste': hazardous,
    'police-heavy-metals': tip.emergencies.includes('heavy-metals'),
    'police-hidden-outlet': HIDDEN.test(tip.description),
    'police-falsified-data': tip.behaviours.includes('data_falsified') || FALSIFIED.test(tip.description),
    'penalty-two-years': isOlder(tip, 2) && !isOlder(tip, 5),
    'penalty-five-years': isOlder(tip, 5),
  }
  return HINTS.filter((hint) => matches[hint])
}

/** Over for so many years when it was told; what still goes on is not over. */
function isOlder({ occurredOn, ongoing, receivedOn }: Told, years: number): boolean {
  return occurredOn !== null && ongoing !== true && addYears(occurredOn, years) < receivedOn
}
