import { expect, test } from 'vitest'
import { isNamed, namesFor, type Tie, whyNotDeclare, whyNotWithdraw } from '#domain/tie.ts'

const names = namesFor({ code: '91410102MA0000000X', names: ['郑州演示电镀有限公司（虚构）', '演示五金厂'] })

test.each([
  ['its full name', '郑州演示电镀有限公司夜里排水', true],
  ['without its legal form', '郑州演示电镀门口有味道', true],
  ['without its place', '演示电镀厂后墙有管子', true],
  ['with spaces and signs in it', '郑州 演示·电镀（有限公司）', true],
  ['a former name', '就是以前的演示五金厂', true],
  ['its code, in small letters', '91410102ma0000000x', true],
  ['another enterprise of the trade', '某某电镀厂', false],
  ['nothing of it', '河里有黑水', false],
])('a tip names an enterprise by %s', (_, said, found) => {
  expect(isNamed(names, said)).toBe(found)
})

test('names too short to tell anything apart are not looked for', () => {
  expect(namesFor({ code: '91410102MA0000000X', names: ['华新公司'] })).toEqual(['91410102ma0000000x', '华新公司'])
})

const actor = (id: string, role: 'clerk' | 'handler' | 'head' | 'officer') => ({ id, name: '', role, org: 'bureau' })

test('everybody may declare a tie of their own, a head one of anybody', () => {
  for (const role of ['clerk', 'handler', 'head', 'officer'] as const)
    expect(whyNotDeclare(actor('a', role), 'a')).toBeUndefined()
  for (const role of ['clerk', 'handler', 'officer'] as const)
    expect(whyNotDeclare(actor('a', role), 'b')).toBe('tie.head-declares')
  expect(whyNotDeclare(actor('a', 'head'), 'b')).toBeUndefined()
})

test('nobody withdraws their own, nor one that is withdrawn', () => {
  const tie: Tie = {
    id: 't',
    person: 'a',
    party: 'x',
    reason: '',
    declaredBy: 'a',
    declaredOn: '2026-09-14',
    withdrawn: null,
  }
  expect(whyNotWithdraw(actor('a', 'head'), tie)).toBe('tie.own')
  expect(whyNotWithdraw(actor('b', 'head'), tie)).toBeUndefined()
  const over = { ...tie, withdrawn: { by: 'b', on: '2026-09-15', reason: '' } }
  expect(whyNotWithdraw(actor('b', 'head'), over)).toBe('tie.withdrawn')
})
