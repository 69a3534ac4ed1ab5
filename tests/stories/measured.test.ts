import { expect, test } from 'vitest'
import { openHouse, SLOW } from '../house.ts'
import { caseOf, does, investigated, tries } from './desk.ts'

test(
  'what an investigation measured makes the desk think of the police, at the number the law names',
  async () => {
    const here = await openHouse({ at: '2026-11-16T09:00:00+08:00' })
    const { id } = await investigated(here, { description: '厂区后面堆着铁桶，有刺鼻味。' })
    const hints = async () => (await caseOf(here, id)).hints
    expect(await hints()).toEqual([])
    const visit = { findings: '清点铁桶并称重。', on: '2026-11-16' }
    const wrong = await tries(here, 'li', id, 'investigation', { ...visit, wasteTonnes: -1 })
    expect([wrong.status, wrong.body.problems[0].path]).toEqual([422, 'wasteTonnes'])
    await does(here, 'li', id, 'investigation', { ...visit, wasteTonnes: 2.9, metalTimes: 10 })
    expect(await hints()).toEqual(['police-measured-metals'])
    await does(here, 'li', id, 'investigation', { ...visit, wasteTonnes: 3 })
    expect(await hints()).toEqual(['police-measured-waste', 'police-measured-metals'])
  },
  SLOW,
)
