import { describe, expect, test } from 'vitest'
import { CaseInput, DECISION_INPUTS } from '#domain/case/schema.ts'
import { problem, problemsOf, withoutFaults } from '#domain/problems.ts'
import { TipInput } from '#domain/tip/schema.ts'

const good = {
  kinds: ['water'],
  description: '河水发黑，有气味。',
  place: { address: '某某桥' },
  reporter: { mode: 'anonymous' },
}
type Schema = { safeParse(value: unknown): { success: boolean; error?: { issues: never[] } | undefined } }
const check = (schema: unknown, sent: unknown) => {
  const read = (schema as Schema).safeParse(sent)
  return read.success ? [] : problemsOf(read.error ?? { issues: [] }, sent)
}
const brief = (sent: unknown, schema: unknown = TipInput) =>
  check(schema, sent).map(({ path, code }) => `${path} ${code}`)

test('a tip that needs nothing corrected has no problems', () => {
  expect(brief(good)).toEqual([])
})

test('all problems come at once, each with its path', () => {
  const sent = {
    kinds: ['mud'],
    behaviours: 'dumping',
    description: '  臭 ',
    occurredOn: '2026-02-30',
    place: { address: '某某桥', lng: 200, street: '4101', floor: 3 },
    accused: { kind: 'unknown', name: '' },
    reporter: { mode: 'anonymous', notify: { email: '不是邮箱' } },
    urgent: true,
  }
  expect(brief(sent).sort()).toEqual([
    'accused.name required',
    'behaviours wrong-type',
    'description too-short',
    'kinds.0 not-in-list',
    'occurredOn not-a-date',
    'place.floor unknown-key',
    'place.lng too-large',
    'place.street wrong-format',
    'reporter.notify.email not-an-email',
    'urgent unknown-key',
  ])
})

describe('what is missing', () => {
  test.each([
    ['absent', { place: {}, reporter: {} }],
    ['empty', { kinds: [], description: '', place: { address: '' }, reporter: { mode: '' } }],
    ['blank', { kinds: [], description: ' \n', place: { address: '　' }, reporter: { mode: ' ' } }],
  ])('is asked for the same way when it is %s', (_how, sent) => {
    expect(brief(sent).sort()).toEqual([
      'description required',
      'kinds required',
      'place.address required',
      'reporter.mode required',
    ])
  })

  test('is not what is of the wrong kind', () => {
    expect(brief({ ...good, description: 5, kinds: 'water', place: '某某桥' }).sort()).toEqual([
      'description wrong-type',
      'kinds wrong-type',
      'place wrong-type',
    ])
    expect(brief({ ...good, description: null })).toEqual(['description wrong-type'])
  })

  test.each([[null], [[]], ['tip'], [5]])('a body that is %j is one problem, not a crash', (sent) => {
    expect(check(TipInput, sent)).toHaveLength(1)
  })
})

test('too much is a problem with its limit', () => {
  const found = check(TipInput, { ...good, description: '脏'.repeat(4001), attachments: Array(7).fill('x') })
  expect(found.map((one) => one.code)).toEqual(expect.arrayContaining(['too-long', 'too-many']))
  expect(found.find((one) => one.code === 'too-long')?.message).toBe('情况说明太长，请控制在 4000 个字以内。')
})

test('a sentence says in Chinese what to do about which field', () => {
  const messages = Object.fromEntries(
    check(TipInput, { description: '臭', place: {}, reporter: { mode: 'anonymous' } }).map((one) => [
      one.path,
      one.message,
    ]),
  )
  expect(messages).toEqual({
    kinds: '请选择污染类型。',
    description: '情况说明写得太短，请至少写 5 个字。',
    'place.address': '请填写详细地址。',
  })
})

test('names of unknown fields come back short, and none is taken from JavaScript itself', () => {
  const [found] = check(TipInput, { ...good, ['x'.repeat(500)]: 1 })
  expect(found?.message.length).toBeLessThan(80)
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    const [one] = check(TipInput, { ...good, [name]: 1 })
    expect(one).toEqual({ path: name, code: 'unknown-key', message: `不认识“${name}”这一项，请去掉。` })
  }
})

test('decisions and clerks’ entries are checked the same way', () => {
  expect(brief({ version: 0 }, DECISION_INPUTS.rejection).sort()).toEqual([
    'ground required',
    'tell required',
    'version too-small',
  ])
  expect(brief({ ...good, channel: 'web' }, CaseInput)).toEqual(['channel not-in-list'])
})

test('a single problem can be made by hand', () => {
  expect(problem(['occurredOn'], 'in-the-future')).toEqual({
    path: 'occurredOn',
    code: 'in-the-future',
    message: '发生日期不能晚于今天。',
  })
})

describe('what is left without its faults', () => {
  const at = (...paths: string[]) => paths.map((path) => ({ path, code: 'wrong-type', message: '不对。' }))

  test('keeps every other part and every position', () => {
    const sent = { a: 1, b: { c: 'x', d: 2 }, list: [{ e: 1 }, 'no', { e: 3 }], 'x.y': 1 }
    expect(withoutFaults(sent, at('a', 'b.c', 'list.1', 'list.2.e', 'missing.deep', 'x.y'))).toEqual({
      b: { d: 2 },
      list: [{ e: 1 }, {}, {}],
      'x.y': 1,
    })
    expect(sent.b.c, 'what was sent stays as it was').toBe('x')
  })

  test('is nothing when the whole is wrong, and reaches for nothing that was not sent', () => {
    expect(withoutFaults([1], at(''))).toEqual({})
    expect(withoutFaults({ a: 1 }, at('__proto__.toString', 'constructor'))).toEqual({ a: 1 })
    expect({}.toString).toBeTypeOf('function')
  })
})

test('a number that must be more than another is told so', () => {
  const about = { minimum: 0 }
  expect(problem(['area'], 'too-small', { ...about, inclusive: false }).message).toContain('要大于 0')
  expect(problem(['area'], 'too-small', { ...about, inclusive: true }).message).toContain('不能小于 0')
})
