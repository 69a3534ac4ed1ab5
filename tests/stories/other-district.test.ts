import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { otherBureau } from '../fixtures/bureau.ts'
import { aTip, openApp } from '../setup.ts'
import { render } from '../site/build.ts'
import { caseOf, does, file, status, tries } from './desk.ts'

/** Words of the district the product was built for; under another one they may be nowhere. */
const HOME = /郑州|中原|常庄|西流湖|410102/

test('the same house serves another district: its streets, its departments, its lake, its neighbours', async () => {
  const here = await openApp({ bureau: otherBureau, render, at: '2026-09-14T10:00:00+08:00' })
  const pages = await here.ask('POST', '/api/tips', new URLSearchParams({ kinds: 'water' }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect(pages.status).toBe(422)
  expect(pages.body).toContain('海棠市生态环境局青石分局')
  expect(pages.body).toContain('望湖街道')
  expect(pages.body).not.toContain('旧埠街道')
  expect(pages.body).not.toMatch(HOME)

  // Its own street is routed; the one that was dissolved, and those of elsewhere, are nobody's.
  const tip = await file(here, { place: { address: '新埠镇码头路口', street: '999902101' } })
  expect(tip.answer.outOfDistrict).toBeUndefined()
  await does(here, 'qian', tip.id, 'acceptance')
  for (const to of ['410102011', '999902003'])
    expect((await tries(here, 'qian', tip.id, 'assignment', { to })).body.problems[0]).toMatchObject({
      path: 'to',
      code: 'not-in-list',
    })
  await does(here, 'qian', tip.id, 'forwarding', { department: 'enforcement' })
  expect((await caseOf(here, tip.id)).case).toMatchObject({ street: '999902101', assigneeName: '青石执法大队' })
  await does(here, 'wu', tip.id, 'investigation', { findings: '码头堆场无防渗。', on: '2026-09-14' })
  const proposal = { outcome: 'partly_substantiated', remedied: 'by_promise', measures: '限期一个月硬化地面。' }
  await does(here, 'wu', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'sun', tip.id, 'reply', { text: '经查部分属实，已责令整改。' })
  const told = await status(here, tip.receipt)
  expect(told).toMatchObject({ status: 'closed', label: '已办结' })
  expect(JSON.stringify(told)).not.toMatch(HOME)

  // A neighbour's village is taken, marked, and the body there named.
  const beyond = await file(here, { place: { address: '白鹭县芦花镇养猪场' } })
  expect(beyond.answer.outOfDistrict).toEqual({ body: '海棠市生态环境局白鹭分局' })
  expect((await caseOf(here, beyond.id)).case.outOfDistrict).toBe('海棠市生态环境局白鹭分局')
})

test('its lake is an emergency and calls its duty officer; our reservoir is none there', async () => {
  const here = await openApp({ bureau: otherBureau, at: '2026-09-14T10:00:00+08:00' })
  const lake = await file(here, {
    description: '有人往湖里倒白色粉末。',
    behaviours: [],
    place: { address: '月牙湖西岸栈桥' },
  })
  const ours = await file(here, {
    description: '有人往水里倒白色粉末。',
    behaviours: [],
    place: { address: '常庄水库北岸' },
  })
  expect((await caseOf(here, lake.id)).case).toMatchObject({ emergency: true, clock: 'emergency' })
  expect((await caseOf(here, ours.id)).case).toMatchObject({ emergency: false, clock: 'accept' })
  await drainOutbox(here.env)
  expect(here.mails.map((mail) => mail.to)).toEqual(['duty@qingshi.invalid'])
  expect(here.mails[0]?.text).toContain('海棠市生态环境局青石分局')
  expect(here.mails[0]?.text).not.toMatch(HOME)
})

test('the words of home are found where they are', () => {
  expect(JSON.stringify(aTip())).toMatch(HOME)
})
