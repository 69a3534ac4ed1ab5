import { describe, expect, test } from 'vitest'
import { locate } from '#domain/district.ts'
import { bureau, otherBureau } from '../fixtures/bureau.ts'

const DAY = '2026-09-14'
const at = (address: string, about: Record<string, unknown> = {}) => locate({ address, ...about }, bureau, DAY)

describe('a place of ours', () => {
  test('is the street chosen in the form, whatever the address says', () => {
    expect(at('荥阳方向的路口', { street: '410102012' })).toMatchObject({ street: '410102012', outside: null })
  })

  test.each([
    ['须水街道某某村', '410102012'],
    ['中原区西流湖街道办事处门口', '410102011'],
    ['莲湖办事处后院', '410102013'],
    ['中原西路街道某某小区', '410102010'],
    ['三官庙街道某某路', '410102006'],
  ])('is read from %s', (address, street) => {
    expect(at(address)).toMatchObject({ street, outside: null })
  })

  test.each(['建设路与秦岭路交叉口', '中原区某某路', '常西湖新区某某工地', '金水河边', '嵩山路某某号', '不知道'])(
    'may have no street to be read: %s',
    (address) => {
      expect(at(address)).toMatchObject({ street: null, outside: null })
    },
  )
})

describe('a place next to us is taken and its body named', () => {
  test.each([
    ['二七区某某路', '郑州市生态环境局二七分局'],
    ['荥阳豫龙镇', '郑州市生态环境局荥阳分局'],
    ['惠济区古荥', '郑州市生态环境局惠济分局'],
    ['金水区某某路', '郑州市生态环境局金水分局'],
    ['高新区科学大道', '郑州高新技术产业开发区管理委员会（生态环境部门）'],
    ['石佛镇某某村', '郑州高新技术产业开发区管理委员会（生态环境部门）'],
    ['三官庙镇某某村', '郑州航空港经济综合实验区管理委员会（生态环境部门）'],
  ])('%s', (address, body) => {
    expect(at(address)).toMatchObject({ street: null, outside: { body, phone: '12345' } })
  })

  test('by a street code of theirs', () => {
    for (const [street, name] of [
      ['410172160', '高新'],
      ['410103001', '二七'],
      ['410182101', '荥阳'],
    ] as const)
      expect(at('某某路', { street }).outside?.body).toContain(name)
  })

  test('also when it lies inside our outline: the name written last counts', () => {
    expect(at('中原区高新区科学大道').outside?.body).toContain('高新技术产业开发区')
    expect(at('二七区交警队旁，中原区须水街道').outside).toBeNull()
  })

  test('but a border is ours as well', () => {
    expect(at('须水街道与荥阳交界处')).toMatchObject({ street: '410102012', outside: null })
  })
})

describe('a point', () => {
  test('far outside our bounds names the city’s bureau', () => {
    const far = at('某某村', { lng: 114.3, lat: 34.8, crs: 'WGS84' })
    expect(far).toMatchObject({ street: null, outside: { phone: '12345' }, cgcs: { lng: 114.3, lat: 34.8 } })
    expect(far.outside?.body).toContain('郑州市生态环境局')
  })

  test('says nothing against a street that was chosen: people also report from work', () => {
    expect(at('某某路', { street: '410102001', lng: 116.4, lat: 39.9 }).outside).toBeNull()
  })

  test('within bounds says nothing: the borders are not ours to draw', () => {
    expect(at('某某路', { lng: 113.6, lat: 34.75 })).toMatchObject({ street: null, outside: null })
  })
})

describe('another district, from another file', () => {
  const there = (address: string, about: object = {}, on = DAY) => locate({ address, ...about }, otherBureau, on)
  test('has its own streets, by the day they were in force', () => {
    expect(there('望湖街道某某路').street).toBe('999902001')
    expect(there('旧埠街道某某路').street).toBeNull()
    expect(there('旧埠街道某某路', {}, '2025-12-31').street).toBe('999902003')
    expect(there('某某路', { street: '999902003' }).street).toBeNull()
    expect(there('新埠镇某某路', {}, '2025-12-31').street).toBeNull()
    expect(there('新埠镇某某路', {}, '2026-01-01').street).toBe('999902101')
  })

  test('and its own neighbours: ours mean nothing there', () => {
    expect(there('白鹭县芦花镇').outside).toEqual({ body: '海棠市生态环境局白鹭分局', phone: null })
    expect(there('二七区某某路').outside).toBeNull()
  })
})
