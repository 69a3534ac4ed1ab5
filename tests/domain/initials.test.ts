import { expect, test } from 'vitest'
import { initialsOf } from '#domain/initials.ts'

test.each([
  ['郑州演示电镀有限公司', 'zzysddyxgs'],
  ['河南中原农药股份有限公司', 'hnzynygfyxgs'],
  ['苯并芘', 'bbb'],
  ['然热日仁荣入瑞', 'rrrrrrr'],
  ['三四沙水他她天王挖西一在', 'sssstttwwxyz'],
  ['A1（华）化工', 'a1hhg'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toContain(initials)
})

test('characters that are read in two ways give both', () => {
  expect(initialsOf('重庆长安')).toEqual(expect.arrayContaining(['cqca', 'zqca']))
  expect(initialsOf('荥阳')).toEqual(['xy', 'yy'])
  expect(initialsOf('长'.repeat(40)).length).toBeLessThanOrEqual(16)
})

test('a name without Chinese characters has none', () => {
  expect(initialsOf('Pb 7439-92-1')).toEqual([])
  expect(initialsOf('')).toEqual([])
})
