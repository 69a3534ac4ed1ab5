import { expect, test } from 'vitest'
import { doubtsOf, FINDING_DOUBTS } from '#domain/remediation/doubt.ts'
import { FILING_CHECK_WORDS } from '#domain/words/zh/disclosure.ts'
import { FINDING_DOUBT_WORDS } from '#domain/words/zh/remediation.ts'
import { aRow } from '../../filing.ts'

const finding = { pollutant: '铬（六价）', item: 'cr6', target: 5.7, unit: 'mg/kg', medium: 'soil', met: true } as const
const row = (value: string, about: object = {}) => aRow({ pollutant: '六价铬', cas: undefined, value, ...about })

test.each([
  [{ highest: '5.7' }, [], []],
  [{ highest: '5.71' }, [], ['met-above-target']],
  [{ highest: '5.71', met: false }, [], []],
  [{ highest: '5.7', met: false }, [], ['not-met-below-target']],
  [{ highest: '<0.5' }, [], []],
  [{ highest: '未检出', met: false }, [], ['not-met-below-target']],
  [{ highest: '<10' }, [], ['met-not-shown']],
  [{ highest: '很低' }, [], ['highest-unreadable']],
  [{}, [], []],
] as const)('%j is doubted for what it says itself', (about, rows, doubts) => {
  expect(doubtsOf({ ...finding, ...about }, rows)).toEqual(doubts)
})

test.each([
  [row('4.1'), false],
  [row('4.2'), true],
  [row('4200', { unit: 'μg/kg' }), true],
  [row('4100', { unit: 'μg/kg' }), false],
  [row('9', { pollutant: '镍' }), false],
  [row('9', { unit: 'mg/L' }), false],
  [row('<9'), false],
  [{}, false],
])('a highest result of 4.1 is doubted beside %j: %s', (other, doubted) => {
  const doubts = doubtsOf({ ...finding, highest: '4.1' }, [row('1'), other])
  expect(doubts).toEqual(doubted ? ['rows-higher'] : [])
})

test('every doubt has words for who enters it and for who reads it', () => {
  for (const doubt of FINDING_DOUBTS) {
    expect(FILING_CHECK_WORDS[doubt]).toMatch(/。$/)
    expect(FINDING_DOUBT_WORDS[doubt]).toMatch(/。$/)
  }
})
