import { expect, test } from 'vitest'
import type { PageLocals } from '#domain/page.ts'
import { QUESTION_IDS, QUESTIONS, TOPICS } from '#domain/tip/questions.ts'
import { SUB_KINDS_OF } from '#domain/tip/taxonomy.ts'
import type { CaseTip } from '#site/case-tip.ts'
import { factsOfTip } from '#site/islands/desk/tip-facts.ts'
import { openApp } from '../setup.ts'
import { page, textOf } from '../site/build.ts'

const FORMS = 1000
const WORDS = ['夜里', '河边', '有一股', '刺鼻', '味道', '桶', '第三号', '<b>', '&', '"x"']

/** A field of the form as a browser sees it: what it may send under a name, and within which part that depends. */
type Control = {
  name: string
  options: Map<string, string> | null
  most: number
  topic: string | null
  under: string | null
}

/** Reads the page itself, not the schema behind it. */
function controlsOf(html: string): Map<string, Control> {
  const controls = new Map<string, Control>()
  let topic: string | null = null
  let under: string | null = null
  let select: Control | null = null
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null
  const form = html.slice(
    html.indexOf('enctype="multipart'),
    html.indexOf('</form>', html.indexOf('enctype="multipart')),
  )
  for (const [, tag = '', after = ''] of form.matchAll(/(<[^>]+>)([^<]*)/g)) {
    topic = attribute(tag, 'data-topic') ?? topic
    under = attribute(tag, 'data-under') ?? under
    if (tag.startsWith('</fieldset')) under = null
    if (tag.startsWith('</details')) topic = null
    const name = attribute(tag, 'name')
    const value = attribute(tag, 'value') ?? ''
    if (tag.startsWith('<option')) select?.options?.set(value, after.trim())
    if (name === null) continue
    const type = attribute(tag, 'type')
    const isChosen = tag.startsWith('<select') || type === 'checkbox' || type === 'radio'
    const known = controls.get(name)
    const most = Number(attribute(tag, 'maxlength') ?? 0)
    const control = known ?? { name, options: isChosen ? new Map() : null, most, topic, under }
    if (type === 'checkbox' || type === 'radio')
      control.options?.set(`${under ?? ''}|${value}`.replace(/^\|/, ''), after.trim())
    if (tag.startsWith('<select')) select = control
    controls.set(name, control)
  }
  return controls
}

/** Mulberry32: the same thousand forms every time. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T
  const some = <T>(list: readonly T[]) => list.filter(() => next() < 0.4)
  const words = () => Array.from({ length: 1 + below(6) }, () => pick(WORDS)).join('')
  return { next, below, pick, some, words }
}

/** What stands under a kind or is asked about a topic, in the words of the page's own attributes. */
const isShown = (
  { topic, under }: { topic: string | null; under: string | null },
  kinds: string[],
  behaviours: string[],
) => {
  if (under) return kinds.includes(under)
  if (!topic) return true
  const about = TOPICS[topic as keyof typeof TOPICS]
  return [...about.kinds, ...about.behaviours].some((one) => [...kinds, ...behaviours].includes(one))
}

test(`of ${FORMS} random forms the server takes exactly those the page lets one fill in, and the desk shows what was taken`, async () => {
  const controls = controlsOf(await page('/report/'))
  const answers = [...controls.values()].filter(({ name }) => name.startsWith('answers.'))
  expect(answers.map(({ name }) => name).sort(), 'a question without a field').toEqual(
    QUESTION_IDS.map((id) => `answers.${id}`).sort(),
  )
  const here = await openApp({ intakeLimit: 1_000_000 })
  const clerk = await here.as('qian')
  const { next, below, pick, some, words } = chance(20261128)
  const valuesOf = (name: string) => [...(controls.get(name)?.options?.keys() ?? [])].filter((one) => one !== '')
  const count = { taken: 0, refused: 0, shown: 0 }

  for (let n = 0; n < FORMS; n += 1) {
    const kinds = some(valuesOf('kinds'))
    if (kinds.length === 0) kinds.push(pick(valuesOf('kinds')))
    const behaviours = some(valuesOf('behaviours'))
    const fields: [string, string][] = [
      ...kinds.map((one): [string, string] => ['kinds', one]),
      ...behaviours.map((one): [string, string] => ['behaviours', one]),
      ['description', `第${n}件，${words()}，请查`],
      ['place.address', `演示路 ${n} 号${words()}`],
      ['demand', next() < 0.3 ? words() : ''],
    ]
    const shown: string[] = []
    for (const name of ['recurrence', 'place.functionalZone', 'accused.industry'])
      if (next() < 0.4) fields.push([name, pick(valuesOf(name))])
    const said = (name: string, value: string) => {
      fields.push([name, value])
      const options = controls.get(name)?.options
      shown.push(options?.get(value) ?? value)
    }
    for (const one of valuesOf('subKinds')) {
      const [under = '', value = ''] = one.split('|')
      if (kinds.includes(under) && next() < 0.4) {
        fields.push(['subKinds', value])
        shown.push(controls.get('subKinds')?.options?.get(one) ?? '')
      }
    }
    for (const control of answers) {
      if (!isShown(control, kinds, behaviours) || next() < 0.5) continue
      if (!control.options) said(control.name, words().slice(0, control.most))
      else if (QUESTIONS[control.name.slice(8) as keyof typeof QUESTIONS].type === 'choice')
        said(control.name, pick(valuesOf(control.name)))
      else for (const one of some(valuesOf(control.name))) said(control.name, one)
    }
    // Every other form is spoilt in one way the page does not allow.
    const hidden = answers.filter((control) => !isShown(control, kinds, behaviours))
    const spoilt: [string, string, string] | null =
      n % 2 === 0
        ? null
        : pick([
            () => {
              const control = pick(hidden)
              if (!control) return ['answers.nothing', 'x', 'answers.nothing'] as [string, string, string]
              const value = control.options ? pick(valuesOf(control.name)) : 'x'
              return [control.name, value, control.name] as [string, string, string]
            },
            () => {
              const control = pick(answers.filter((one) => isShown(one, kinds, behaviours) && one.options))
              return [control.name, 'none-of-these', control.name] as [string, string, string]
            },
            () =>
              ['answers.noise_source', '吵'.repeat(101 + below(50)), 'answers.noise_source'] as [
                string,
                string,
                string,
              ],
            () => {
              const other = valuesOf('kinds').filter((kind) => !kinds.includes(kind)) as (keyof typeof SUB_KINDS_OF)[]
              const strange = other.flatMap((kind) => [...SUB_KINDS_OF[kind]])
              return ['subKinds', strange.length > 0 ? pick(strange) : 'dust', 'subKinds'] as [string, string, string]
            },
            () => ['answers.__proto__.polluted', 'x', 'answers.__proto__.polluted'] as [string, string, string],
            () => ['demand', '请'.repeat(501), 'demand'] as [string, string, string],
            () => ['place.functionalZone', 'moon', 'place.functionalZone'] as [string, string, string],
            () => ['recurrence', 'moon', 'recurrence'] as [string, string, string],
          ])()
    const sent = spoilt
      ? [...fields.filter(([name]) => name !== spoilt[0] || spoilt[0] === 'subKinds'), [spoilt[0], spoilt[1]]]
      : fields
    const { status, body } = await here.ask(
      'POST',
      '/api/tips',
      new URLSearchParams(sent as [string, string][]).toString(),
      {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
    )
    if (spoilt) {
      expect(status, JSON.stringify([spoilt, body])).toBe(422)
      const paths: string[] = body.problems.map((one: { path: string }) => one.path)
      expect(
        paths.every((path) => path === spoilt[2] || path.startsWith(`${spoilt[2]}.`)),
        `${paths} ${spoilt}`,
      ).toBe(true)
      for (const { message } of body.problems) expect(message).toMatch(/[\u4e00-\u9fff].*。$/)
      count.refused += 1
      continue
    }
    expect(status, JSON.stringify([sent, body])).toBe(201)
    count.taken += 1
    const { rows } = await here.db.query('SELECT case_id FROM tips WHERE reference = ?', [body.reference])
    const { body: seen } = await here.ask('GET', `/api/cases/${rows[0]?.case_id}`, undefined, clerk)
    const tip: CaseTip = seen.tips.find((one: CaseTip) => one.reference === body.reference)
    const facts = factsOfTip(tip, (code) => code)
    const labels = facts.map(([label]) => label)
    expect(new Set(labels).size, 'two facts called the same').toBe(labels.length)
    const desk = facts.map(([, value]) => value).join('\n')
    for (const word of shown) {
      expect(desk, word).toContain(word.trim())
      count.shown += 1
    }
    const given = sent.filter(([name]) => name?.startsWith('answers.')).map(([name]) => name?.slice(8))
    expect(Object.keys(tip.answers).sort()).toEqual([...new Set(given)].sort())
  }
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(count).toEqual({ taken: FORMS / 2, refused: FORMS / 2, shown: expect.any(Number) })
  expect(count.shown).toBeGreaterThan(FORMS)
}, 120_000)

test('answers come back with their problems beside them, and everything chosen is kept', async () => {
  let locals: PageLocals | null = null
  const here = await openApp({
    render: async (_, given) => {
      locals = given
      return ''
    },
  })
  const body = new URLSearchParams([
    ['kinds', 'air'],
    ['description', '有刺鼻气味'],
    ['place.address', '某某路'],
    ['answers.smell', 'paint'],
    ['answers.smell', 'sour'],
    ['answers.water_colour', 'black'],
    ['subKinds', 'odour'],
  ])
  const { status } = await here.ask('POST', '/api/tips', body.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/html',
  })
  expect(status).toBe(422)
  const { form } = locals as unknown as { form: NonNullable<PageLocals['form']> }
  const html = await page('/report/', { form })
  expect(textOf(html).split('“水什么颜色”与上面选的污染类型、行为对不上')).toHaveLength(3)
  expect(html).toMatch(/name="answers\.smell" value="paint" checked/)
  expect(html).toMatch(/name="answers\.smell" value="sour" checked/)
  expect(html).toMatch(/name="subKinds" value="odour" checked/)
  expect(html).toMatch(
    /<details[^>]*data-topic="wastewater"[^>]*\sopen|<details[^>]*\sopen[^>]*data-topic="wastewater"/,
  )
  expect(html).not.toMatch(/<details[^>]*data-topic="noise"[^>]*\sopen/)
})
