import { describe, expect, test } from 'vitest'
import { emergenciesOf } from '#domain/tip/emergency.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import { bureau, otherBureau } from '../../fixtures/bureau.ts'

const tip = (about: Partial<TipInput>): TipInput => ({
  kinds: ['water'],
  description: '水面发黑，有气味。',
  place: { address: '某某桥' },
  reporter: { mode: 'anonymous' },
  ...about,
})
const said = (description: string, about: Partial<TipInput> = {}) =>
  emergenciesOf(tip({ description, ...about }), bureau)

describe('drinking water', () => {
  test('is touched at the 常庄水库, by address, by words, or by a point in any system', () => {
    expect(emergenciesOf(tip({ place: { address: '常庄水库大坝北侧' } }), bureau)).toEqual(['water-source-zone'])
    expect(said('水渠的污水最后流进常庄水库。')).toEqual(['water-source-zone'])
    const at = { address: '水边', lng: 113.546, lat: 34.705 }
    for (const crs of ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const)
      expect(emergenciesOf(tip({ place: { ...at, crs } }), bureau)).toEqual(['water-source-zone'])
  })

  test('is touched at the canal of the 南水北调', () => {
    expect(emergenciesOf(tip({ place: { address: '南水北调干渠某某桥下' } }), bureau)).toEqual(['water-source-zone'])
  })

  test('is not touched a street away, nor by noise alone', () => {
    expect(emergenciesOf(tip({ place: { address: '某某路', lng: 113.6, lat: 34.75 } }), bureau)).toEqual([])
    expect(emergenciesOf(tip({ kinds: ['noise'], place: { address: '常庄水库停车场' } }), bureau)).toEqual([])
    expect(emergenciesOf(tip({ kinds: ['noise', 'water'], place: { address: '常庄水库停车场' } }), bureau)).toEqual([
      'water-source-zone',
    ])
  })

  test('is another district’s own: 月牙湖 counts there, 常庄水库 does not', () => {
    expect(emergenciesOf(tip({ place: { address: '月牙湖边' } }), otherBureau)).toEqual(['water-source-zone'])
    expect(emergenciesOf(tip({ place: { address: '常庄水库' } }), otherBureau)).toEqual([])
  })
})

describe('hazardous waste', () => {
  test.each(['hazardous_waste_dumping', 'medical_waste_dumping'] as const)('is the act %s', (behaviour) => {
    expect(emergenciesOf(tip({ behaviours: [behaviour] }), bureau)).toEqual(['hazardous-waste'])
  })

  test.each(['院子里埋了危废。', '有人倒废酸，冒白烟。', '路边有一堆医疗垃圾，有针头。'])('is said: %s', (text) => {
    expect(said(text)).toContain('hazardous-waste')
  })

  test('is not construction rubble', () => {
    expect(said('路边有一堆建筑垃圾。', { behaviours: ['construction_waste_dumping'] })).toEqual([])
  })
})

describe('heavy metals', () => {
  test.each(['含铬废渣露天堆放。', '小作坊拆解电瓶，铅味很重。', '电镀废水直接流进沟里。', '地里检出镉超标。'])(
    'are said: %s',
    (text) => {
      expect(said(text)).toContain('heavy-metals')
    },
  )

  test.each(['学校门口卖铅笔的摊子冒烟。', '电瓶车充电的地方有焦味。', '楼下电动车蓄电池充电棚很吵。'])(
    'are not said: %s',
    (text) => {
      expect(said(text)).toEqual([])
    },
  )
})

describe('mass dumping', () => {
  test.each([
    '夜里倾倒了三十多车渣土。',
    '一晚上倒了 12 车污泥。',
    '约50吨工业垃圾被填埋。',
    '上百桶不明液体倒在沟里。',
    '有车队连夜倾倒。',
    '大量污泥被倾倒在河边。',
  ])('is said: %s', (text) => {
    expect(said(text)).toContain('mass-dumping')
  })

  test.each([
    '一辆车在河边倾倒污泥。',
    '倒了两车建筑垃圾。',
    '豫A12345车夜里倾倒垃圾。',
    '烟囱大量冒黑烟。',
    '有人千方百计偷倒垃圾。',
    '倾倒生活垃圾，已经 30 天了。',
  ])('is not said: %s', (text) => {
    expect(said(text, { behaviours: ['household_waste_dumping'] })).toEqual([])
  })

  test('is not thirty lorries passing by', () => {
    expect(said('每天三十辆货车经过，扬尘很大。')).toEqual([])
  })
})

test('several rules may match at once, in the order of the list', () => {
  expect(said('几十桶废酸倒进常庄水库，含重金属。', { behaviours: ['hazardous_waste_dumping'] })).toEqual([
    'water-source-zone',
    'hazardous-waste',
    'heavy-metals',
    'mass-dumping',
  ])
})
