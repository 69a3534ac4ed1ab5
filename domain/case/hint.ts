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
  'police-measured-waste',
  'police-measured-heavy-metals',
  'police-measured-metals',
  'penalty-two-years',
  'penalty-five-years',
] as const
export type Hint = (typeof HINTS)[number]

type ToldHint = Exclude<Hint, `police-measured-${string}`>

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

/** What an investigation measured: tonnes of hazardous waste, and by how many times discharge limits were exceeded. */
export const MEASURED = ['wasteTonnes', 'heavyMetalTimes', 'metalTimes'] as const
export type Measured = Partial<Record<(typeof MEASURED)[number], number>>

/** From here on it is a crime, the number itself included (刑法 art. 99): 3 t; 3 times for Pb … Sb, 10 for Ni … Co. */
const THRESHOLDS: readonly [Hint, keyof Measured, number][] = [
  ['police-measured-waste', 'wasteTonnes', 3],
  ['police-measured-heavy-metals', 'heavyMetalTimes', 3],
  ['police-measured-metals', 'metalTimes', 10],
]

/** The hints of a case's tips and of what its investigations measured, in the order of the list. */
export function hintsOf(tips: readonly Told[], measured: readonly Measured[] = []): Hint[] {
  const found = new Set<Hint>(tips.flatMap(hintsOfTip))
  for (const [hint, what, least] of THRESHOLDS) if (measured.some((one) => (one[what] ?? 0) >= least)) found.add(hint)
  return HINTS.filter((hint) => found.has(hint))
}

function hintsOfTip(tip: Told): ToldHint[] {
  const hazardous = tip.behaviours.includes('hazardous_waste_dumping') || tip.emergencies.includes('hazardous-waste')
  const toxic = hazardous || tip.emergencies.includes('heavy-metals') || TOXIC.test(tip.description)
  const matches: Record<ToldHint, boolean> = {
    'police-water-source': tip.emergencies.includes('water-source-zone') && toxic,
    'police-hazardous-waste': hazardous,
    'police-heavy-metals': tip.emergencies.includes('heavy-metals'),
    'police-hidden-outlet': HIDDEN.test(tip.description),
    'police-falsified-data': tip.behaviours.includes('data_falsified') || FALSIFIED.test(tip.description),
    'penalty-two-years': isOlder(tip, 2) && !isOlder(tip, 5),
    'penalty-five-years': isOlder(tip, 5),
  }
  return (Object.keys(matches) as ToldHint[]).filter((hint) => matches[hint])
}

/** Over for so many years when it was told; what still goes on is not over. */
function isOlder({ occurredOn, ongoing, receivedOn }: Told, years: number): boolean {
  return occurredOn !== null && ongoing !== true && addYears(occurredOn, years) < receivedOn
}
