import { expect, test } from 'vitest'
import { REJECTIONS } from '#domain/case/rejection.ts'
import { REFUSALS } from '#domain/refusal.ts'
import * as accessWords from '#domain/words/zh/access.ts'
import * as caseWords from '#domain/words/zh/case.ts'
import {
  DISCLOSURE_DECISION_WORDS,
  DISCLOSURE_STATE_WORDS,
  FILING_CHECK_WORDS,
  FILING_PROBLEM_WORDS,
} from '#domain/words/zh/disclosure.ts'
import * as noticeWords from '#domain/words/zh/notice.ts'
import { fieldWord, PROBLEM_WORDS } from '#domain/words/zh/problem.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { REGISTER_PROBLEM_WORDS } from '#domain/words/zh/register.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import * as tipWords from '#domain/words/zh/tip.ts'

/** Every sentence and label in a record of words, however deep. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words !== 'object' || words === null) return []
  return Object.values(words).flatMap(sentences)
}

test('every word is there, in Chinese, and in one set no two things are called the same', () => {
  const filing = { DISCLOSURE_STATE_WORDS, DISCLOSURE_DECISION_WORDS, FILING_CHECK_WORDS, FILING_PROBLEM_WORDS }
  for (const words of [accessWords, caseWords, noticeWords, tipWords, filing, { REFUSAL_WORDS }]) {
    for (const [name, record] of Object.entries(words)) {
      if (!name.endsWith('_WORDS')) continue
      for (const word of sentences(record)) expect(word, name).toMatch(/[\u4e00-\u9fff]/)
      const labels = Object.values(record as Record<string, unknown>).map((one) => JSON.stringify(one))
      // Opening a case and receiving its first tip are one thing to a reader.
      if (name !== 'EVENT_WORDS') expect(new Set(labels).size, name).toBe(labels.length)
    }
  }
})

test('every refusal is a whole sentence, and a code of the list', () => {
  expect(Object.keys(REFUSAL_WORDS).sort()).toEqual(Object.keys(REFUSALS).sort())
  for (const [code, text] of Object.entries(REFUSAL_WORDS)) expect(text, code).toMatch(/。$/)
})

test('no wording sends anybody to a telephone number that is switched off', () => {
  for (const word of [caseWords, noticeWords, REFUSAL_WORDS].flatMap(sentences)) expect(word).not.toContain('12369')
})

test('every ground for refusing a case names its article and what must be told', () => {
  for (const [ground, { article }] of Object.entries(REJECTIONS)) {
    const words = REJECTION_WORDS[ground as keyof typeof REJECTIONS]
    expect(article.length, ground).toBeGreaterThan(5)
    expect(words.tell.length, ground).toBeGreaterThan(words.label.length)
  }
})

test('every problem says which field and what to do', () => {
  for (const word of Object.values(PROBLEM_WORDS)) {
    const text = word(fieldWord('place.address'), { minimum: 2, maximum: 200 })
    expect(text).toMatch(/详细地址.*。$/)
    expect(text).not.toContain('undefined')
  }
})

test('what keeps a filing or an entry back is said in whole sentences', () => {
  // What is missing is named after the colon.
  for (const [code, text] of Object.entries({
    ...FILING_PROBLEM_WORDS,
    ...FILING_CHECK_WORDS,
    ...REGISTER_PROBLEM_WORDS,
  }))
    expect(text, code).toMatch(code === 'target-not-assessed' ? /：$/ : /。$/)
})
