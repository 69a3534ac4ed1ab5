import type { TipBehaviour, TipKind } from './kinds.ts'

/** What questions are about: a topic is asked about when one of its kinds or behaviours was chosen. */
type Topic = { kinds: readonly TipKind[]; behaviours: readonly TipBehaviour[] }

/** In the order of the form. */
export const TOPICS = {
  hazardous: { kinds: [], behaviours: ['hazardous_waste_dumping', 'medical_waste_dumping', 'hazmat_storage'] },
  storage: { kinds: [], behaviours: ['hazmat_storage'] },
  sludge: { kinds: [], behaviours: ['sludge_dumping'] },
  dumping: {
    kinds: ['solid_waste'],
    behaviours: [
      'sludge_dumping',
      'industrial_waste_dumping',
      'hazardous_waste_dumping',
      'construction_waste_dumping',
      'household_waste_dumping',
      'medical_waste_dumping',
    ],
  },
  wastewater: { kinds: ['water'], behaviours: ['wastewater_discharge'] },
  soil: { kinds: ['soil_groundwater'], behaviours: [] },
  gas: { kinds: ['air'], behaviours: ['gas_discharge'] },
  noise: { kinds: ['noise'], behaviours: [] },
  ecology: { kinds: ['ecology'], behaviours: [] },
  radiation: { kinds: ['radiation'], behaviours: [] },
  facility: { kinds: [], behaviours: ['facility_off'] },
  data: { kinds: [], behaviours: ['data_falsified'] },
} as const satisfies Record<string, Topic>
export type TopicId = keyof typeof TOPICS
export const TOPIC_IDS = Object.keys(TOPICS) as TopicId[]

/** `choice`: one option; `choices`: some of them; `text`: words, at most `max` characters. No answer is ever required. */
export type Question =
  | { topic: TopicId; type: 'choice' | 'choices'; options: readonly string[] }
  | { topic: TopicId; type: 'text'; max: number }

const one = <const O extends string>(topic: TopicId, ...options: O[]) => ({ topic, type: 'choice' as const, options })
const some = <const O extends string>(topic: TopicId, ...options: O[]) => ({ topic, type: 'choices' as const, options })
const words = (topic: TopicId, max: number) => ({ topic, type: 'text' as const, max })

/**
 * The questions of the report form, by topic. The form draws them, the schema checks answers against them, and the desk
 * reads them. Amounts of hazardous waste are asked around the 3 t of 法释〔2023〕7号 art. 1.
 */
export const QUESTIONS = {
  packaging: some('hazardous', 'drums', 'bags', 'tanks', 'loose'),
  quantity: one('hazardous', 'under_1t', 'from_1_to_3t', 'over_3t'),
  labels: one('hazardous', 'danger_sign', 'words_only', 'none', 'not_seen'),
  label_text: words('hazardous', 100),
  leaking: one('hazardous', 'yes', 'no', 'not_seen'),
  stored_where: some('storage', 'outdoors', 'closed_room', 'beside_homes', 'beside_water'),
  sludge_smell: one('sludge', 'none', 'rotten', 'chemical'),
  sludge_look: some('sludge', 'black', 'brown', 'liquid', 'pressed_cakes'),
  dump_size: one('dumping', 'some_bags', 'one_load', 'several_loads', 'heaps'),
  truck: some('dumping', 'tricycle', 'small_truck', 'tipper', 'tanker', 'not_seen'),
  dump_when: some('dumping', 'day', 'evening', 'night'),
  dump_covered: one('dumping', 'open', 'covered', 'buried', 'in_water'),
  water_colour: one('wastewater', 'clear', 'black', 'brown', 'milky', 'bright'),
  water_signs: some('wastewater', 'smell', 'foam', 'oil_film', 'dead_fish', 'steam'),
  outlet: some('wastewater', 'pipe', 'ditch', 'manhole', 'hidden_pipe', 'pit', 'tanker', 'not_seen'),
  discharge_when: some('wastewater', 'all_day', 'night', 'rain'),
  soil_signs: some('soil', 'discoloured', 'smell', 'oil', 'dead_plants', 'buried_waste'),
  well: one('soil', 'no_well', 'unchanged', 'smell_or_colour'),
  smoke_colour: one('gas', 'none', 'white', 'black', 'yellow', 'blue'),
  smell: some('gas', 'rotten_eggs', 'burnt_plastic', 'paint', 'sour', 'cooking'),
  gas_when: some('gas', 'day', 'evening', 'night'),
  noise_when: some('noise', 'morning', 'noon', 'day', 'evening', 'night'),
  noise_source: words('noise', 100),
  ecology_harm: some('ecology', 'trees_felled', 'water_filled', 'sand_or_stone', 'animals'),
  radiation_source: one('radiation', 'base_station', 'power_line', 'hospital', 'lost_source'),
  facility_which: some('facility', 'gas', 'dust', 'water', 'monitor'),
  facility_when: some('facility', 'night', 'weekend', 'always'),
  falsified_how: some('data', 'sampler_moved', 'diluted', 'numbers_changed', 'switched_off', 'sample_swapped'),
  monitor_which: words('data', 100),
} as const satisfies Record<string, Question>
export type QuestionId = keyof typeof QUESTIONS
export const QUESTION_IDS = Object.keys(QUESTIONS) as QuestionId[]

/** Answers by question: an option, several, or words. */
export type Answers = Partial<Record<QuestionId, string | string[]>>

type Chosen = { kinds: readonly string[]; behaviours?: readonly string[] | undefined }

/** Whether a topic is asked about, given what was chosen above it. */
export function isAsked(topic: TopicId, { kinds, behaviours = [] }: Chosen): boolean {
  const about: Topic = TOPICS[topic]
  return about.kinds.some((kind) => kinds.includes(kind)) || about.behaviours.some((one) => behaviours.includes(one))
}

/** The questions of a topic, in the order of the form. */
export function questionsOf(topic: TopicId): QuestionId[] {
  return QUESTION_IDS.filter((id) => QUESTIONS[id].topic === topic)
}

export function isQuestion(id: string): id is QuestionId {
  return Object.hasOwn(QUESTIONS, id)
}
