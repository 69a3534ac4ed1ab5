import { describe, expect, test } from 'vitest'
import { OUTCOMES, REMEDIED } from '#domain/case/outcome.ts'
import { textProblems } from '#domain/case/publication/check.ts'
import { proposedText } from '#domain/case/publication/draft.ts'
import { isPatchwork, masked, namesIn, SHARED_RUN, sharedPassages } from '#domain/case/publication/text.ts'
import { TIP_KINDS } from '#domain/tip/kinds.ts'
import { chance } from '../../../fixtures/chance.ts'

const TOLD = '昨晚十点多，东风渠边有红色罐车往渠里排黑水，味道刺鼻，司机还骂人。'

test.each([
  ['word for word', '有红色罐车往渠里排黑水', '有红色罐车往渠里排黑水'],
  ['spaced', '据查，有 红 色 罐 车 往 渠 里 排 水', '有 红 色 罐 车 往 渠 里 排'],
  ['other punctuation', '往渠里排黑水。味道——刺鼻！', '往渠里排黑水。味道——刺鼻'],
  ['of full width, in capitals', '车上写着ＡＢＣ１２３４５号', 'ＡＢＣ１２３４５'],
  ['with signs nobody sees', '有红色\u200b罐车\u200d往渠里排', '有红色\u200b罐车\u200d往渠里排'],
])('a passage of the tip is found: %s', (_, text, passage) => {
  expect(sharedPassages(text, [TOLD, '车牌旁有 abc12345 字样']).map((one) => one.text)).toEqual([passage])
})

test('seven letters in a row may be the same, eight may not', () => {
  expect(sharedPassages('红色罐车往渠里', [TOLD])).toEqual([])
  expect(sharedPassages('红色罐车往渠里排', [TOLD])).toHaveLength(1)
})

test('passages are marked where they stand, those that touch as one', () => {
  const text = '查实：有红色罐车往渠里排黑水，味道刺鼻。已处罚。'
  const [passage, ...more] = sharedPassages(text, [TOLD])
  expect(more).toEqual([])
  expect(text.slice(passage?.from, passage?.to)).toBe('有红色罐车往渠里排黑水，味道刺鼻')
})

test('what is public already may be said again', () => {
  expect(sharedPassages('现场清运完毕并复绿成功', ['谢谢，看到现场清运完毕并复绿成功了'], [])).toHaveLength(1)
  const known = ['现场清运完毕并复绿成功']
  expect(sharedPassages('现场清运完毕并复绿成功', ['谢谢，看到现场清运完毕并复绿成功了'], known)).toEqual([])
})

describe('whatever is made of a tip', () => {
  const next = chance(7)
  const letters = [...'东西南北红黑水土排倒车夜味渠边厂司机骂人刺鼻罐']
  const gaps = ['', '', '', ' ', '，', '\u3000', '——', '\n', '\u200b']
  const word = (length: number) => Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('')
  const disguise = (text: string) => [...text].map((one) => one + gaps[Math.floor(next() * gaps.length)]).join('')
  /** By the plainest reading of the rule: every run of the told, looked for in the text. */
  const shares = (text: string, told: string) => {
    const bare = (one: string) => one.replace(/[^\p{L}\p{N}]/gu, '')
    const said = bare(text)
    for (let at = 0; at + SHARED_RUN <= bare(told).length; at++)
      if (said.includes(bare(told).slice(at, at + SHARED_RUN))) return true
    return false
  }

  test('no text with a run of eight passes, and none without is kept back for it', () => {
    let caught = 0
    for (let round = 0; round < 2_000; round++) {
      const told = word(20 + Math.floor(next() * 30))
      const from = Math.floor(next() * (told.length - 12))
      const taken = told.slice(from, from + 5 + Math.floor(next() * 7))
      const text = `${word(4)}${disguise(taken)}${word(4)}`
      const found = sharedPassages(text, [word(9), told]).length > 0
      expect(found, `${text} / ${told}`).toBe(shares(text, told))
      if (found) caught += 1
    }
    expect(caught).toBeGreaterThan(500)
    expect(caught).toBeLessThan(1_900)
  })
})

test.each([
  ['phone', '联系 13812345678 。', '13812345678'],
  ['phone', '电话１３８－１２３４－５６７８', '１３８－１２３４－５６７８'],
  ['phone', '打一三八一二三四五六七八', '一三八一二三四五六七八'],
  ['phone', '座机 0371-67189999', '0371-67189999'],
  ['number', '座机67189999', '67189999'],
  ['id', '身份证410102199001011234在此', '410102199001011234'],
  ['id', '证号 41010219900101123X', '41010219900101123X'],
  ['plate', '车牌豫A·12B45', '豫A·12B45'],
  ['plate', '绿牌豫a d12345 跑了', '豫a d12345'],
  ['account', '加微信：abc_12345', '微信：abc_12345'],
  ['account', 'QQ号 1234567', 'QQ号 1234567'],
  ['account', 'vx zhang-san88', 'vx zhang-san88'],
  ['email', '写信 a.b@c.example', 'a.b@c.example'],
  ['day', '2026年3月4日夜里', '2026年3月4日'],
  ['day', '3月4号', '3月4号'],
  ['day', '三月初，三月四日', '三月四日'],
  ['day', '2026-03-04 到场', '2026-03-04'],
])('%s is put out of sight in “%s”', (code, text, what) => {
  const { text: left, found } = masked(text)
  expect(found).toEqual([{ code, text: what }])
  expect(left).not.toContain(what)
  expect(masked(left)).toEqual({ text: left, found: [] })
})

test.each([
  '处罚决定书文号为豫环罚〔2026〕31号，罚款5.2万元。',
  '清运约30立方米，微信举报平台已经回访。',
  '2026年上半年检查过三次。',
  '土壤中铅为1200 mg/kg，超过筛选值0.5倍。',
])('what points at nobody stays: %s', (text) => {
  expect(masked(text)).toEqual({ text, found: [] })
})

test('names are found across spaces, and a tip put in another order is still the tip', () => {
  expect(namesIn('由 赵 审批 批准', ['赵审批', '钱登记'])).toEqual(['赵审批'])
  const told = '夜里有车来倒泥，三个工人穿红衣，臭味传到小学里'
  const turned = '臭味传到小学里，三个工人穿红衣，夜里有车来倒泥'
  expect(sharedPassages(turned, [told])).toEqual([])
  expect(isPatchwork(turned, [told])).toBe(true)
  expect(isPatchwork('经检查，一家单位违规倾倒污泥，已经依法立案处罚并清运。', [told])).toBe(false)
})

test('everything wrong with a text is told at once, beside its field, with the passage', () => {
  const kept = { told: [TOLD], written: ['初步判断为渠口企业所为，另行取证'], names: ['赵审批'], known: [] }
  const text = {
    problem: '有红色罐车往渠里排黑水',
    findings: '判断为渠口企业所为，电话13812345678',
    measures: '赵审批签字',
  }
  const problems = textProblems(text, kept)
  expect(problems.map(({ path, code }) => [path, code])).toEqual([
    ['problem', 'shared'],
    ['findings', 'shared'],
    ['findings', 'unmasked'],
    ['measures', 'named'],
  ])
  expect(problems[0]?.message).toContain('「有红色罐车往渠里排黑水」')
})

test('what the desk proposes may be published as it stands', () => {
  for (const outcome of OUTCOMES)
    for (const remedied of REMEDIED) {
      const text = proposedText({ kinds: [...TIP_KINDS], outcome, remedied })
      expect(
        textProblems(text, { told: [TOLD], written: ['经查属实，已清运。'], names: ['赵审批'], known: [] }),
      ).toEqual([])
    }
})
