import { expect, test } from 'vitest'
import { TIP_BEHAVIOURS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { misplaced } from '#domain/tip/misplaced.ts'
import { isAsked, QUESTION_IDS, QUESTIONS, questionsOf, TOPIC_IDS } from '#domain/tip/questions.ts'
import { TipInput } from '#domain/tip/schema.ts'
import { isUnder, SUB_KINDS } from '#domain/tip/taxonomy.ts'
import { answerLines, QUESTION_WORDS, TOPIC_WORDS } from '#domain/words/zh/question.ts'
import { INDUSTRY_WORDS, industryWord, SUB_KIND_WORDS } from '#domain/words/zh/taxonomy.ts'

const tip = (about: object) => ({
  kinds: ['water'],
  description: '河水发黑发臭',
  place: { address: '某某桥下' },
  reporter: { mode: 'anonymous' },
  ...about,
})
const wrong = (about: object) => {
  const read = TipInput.safeParse(tip(about))
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'))
}

test('every kind and every behaviour is asked something about', () => {
  for (const kind of TIP_KINDS)
    expect(
      TOPIC_IDS.some((topic) => isAsked(topic, { kinds: [kind] })),
      kind,
    ).toBe(true)
  for (const behaviour of TIP_BEHAVIOURS)
    expect(
      TOPIC_IDS.some((topic) => isAsked(topic, { kinds: [], behaviours: [behaviour] })),
      behaviour,
    ).toBe(true)
  for (const topic of TOPIC_IDS) expect(questionsOf(topic), topic).not.toEqual([])
})

test('a tip without any answer is right, whatever it is about', () => {
  for (const kind of TIP_KINDS) expect(wrong({ kinds: [kind], behaviours: [...TIP_BEHAVIOURS] })).toEqual([])
})

test.each([
  ['an unknown option', { water_colour: 'pink' }, ['answers.water_colour']],
  ['an unknown option among others', { outlet: ['pipe', 'moon'] }, ['answers.outlet.1']],
  ['several where one is asked', { water_colour: ['black'] }, ['answers.water_colour']],
  ['one where several may be', { outlet: 'pipe' }, ['answers.outlet']],
  ['none of several', { outlet: [] }, ['answers.outlet']],
  ['too many', { discharge_when: ['night', 'night', 'night', 'night'] }, ['answers.discharge_when']],
  ['too long', { noise_source: '吵'.repeat(101) }, ['answers.noise_source']],
  ['a question nobody asks', { colour: 'black' }, ['answers']],
  ['a name every object has', { constructor: 'black' }, ['answers']],
])('%s is named by its path', (_, answers, paths) => {
  expect(wrong({ answers })).toEqual(paths)
})

test('an answer to what is not asked, a second level of another kind, and an end before the beginning are named', () => {
  const sent = tip({
    subKinds: ['sewage', 'odour'],
    answers: { water_colour: 'black', smell: ['paint'], packaging: ['drums'] },
    occurredOn: '2026-09-13',
    occurredTo: '2026-09-12',
  })
  const paths = (about: object) => misplaced({ ...sent, ...about }).map((one) => `${one.path} ${one.code}`)
  expect(paths({})).toEqual([
    'subKinds.1 not-asked',
    'answers.smell not-asked',
    'answers.packaging not-asked',
    'occurredTo before-start',
  ])
  expect(paths({ kinds: ['water', 'air'], behaviours: ['hazardous_waste_dumping'], occurredTo: '2026-09-13' })).toEqual(
    [],
  )
})

test('what is misplaced is looked for in anything that may be sent', () => {
  for (const sent of [
    null,
    undefined,
    1,
    'x',
    [],
    { answers: 1 },
    { kinds: 'air', subKinds: 'odour' },
    { kinds: [{}] },
  ])
    expect(misplaced(sent)).toEqual([])
})

test('a second level stands under exactly one kind, and is called like no other', () => {
  for (const one of SUB_KINDS)
    expect(
      TIP_KINDS.filter((kind) => isUnder(one, [kind])),
      one,
    ).toHaveLength(1)
  for (const words of [SUB_KIND_WORDS, INDUSTRY_WORDS, TOPIC_WORDS])
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
})

test('every question and every option has its words, and no two questions are called the same', () => {
  expect(Object.keys(QUESTION_WORDS).sort()).toEqual([...QUESTION_IDS].sort())
  expect(new Set(Object.values(QUESTION_WORDS).map((words) => words.label)).size).toBe(QUESTION_IDS.length)
  for (const id of QUESTION_IDS) {
    const [question, words] = [QUESTIONS[id], QUESTION_WORDS[id]]
    if (!('options' in question)) continue
    expect(Object.keys('options' in words ? words.options : {}), id).toEqual(question.options)
  }
})

test('answers are told in the order of the form, and words of one’s own as they are', () => {
  expect(answerLines({ outlet: ['pipe', 'not_seen'], packaging: ['drums'], monitor_which: '一号排口' })).toEqual([
    ['用什么装着', '桶'],
    ['从哪里排出来', '明管、没看清'],
    ['哪个监测点或设备', '一号排口'],
  ])
  expect([industryWord('electroplating'), industryWord('养蜂'), industryWord('toString')]).toEqual([
    '电镀',
    '养蜂',
    'toString',
  ])
})
