import { expect, test } from 'vitest'
import { whyNotPassword } from '#domain/password.ts'

test.each([
  ['eleven char', 'too-short'],
  ['十一个字也还是太短了些', 'too-short'],
  [`长${'很'.repeat(60)}${'久'.repeat(68)}`, 'too-long'],
  ['aaaaaaaaaaaa', 'too-uniform'],
  ['112233112233', 'too-uniform'],
  ['abcdefabcdef', 'too-uniform'],
  ['123456789012', 'too-common'],
  ['qwertyuiopas', 'too-common'],
  ['1qaz2wsx3edc', 'too-common'],
  ['passw0rd2026!!', 'too-common'],
  ['Zhengzhou@2026', 'too-common'],
  ['woaini520131499', 'too-common'],
  ['Admin-20261109', 'too-common'],
  ['duan.guanli2026', 'about-yourself'],
  ['20261109duan.gl', 'about-yourself'],
  ['段管理2026-11-09x', 'about-yourself'],
])('「%s」 cannot be a password: %s', (password, why) => {
  expect(whyNotPassword(password, ['duan.guanli@jingtu.invalid', 'duan.gl@jingtu.invalid', '段管理'])).toBe(why)
})

test.each([
  '雨伞与自行车，铁皮石榴三只',
  'correct horse battery staple',
  'my password is a wet umbrella',
  '839201748261',
  'Tr0ub4dor&3-lantern',
  'k7#Vq2!mZ9$x',
])('「%s」 can be a password', (password) => {
  expect(whyNotPassword(password, ['duan.guanli@jingtu.invalid', '段管理'])).toBeNull()
})
