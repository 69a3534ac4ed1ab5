import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { phonePhoto } from '../fixtures/photos.ts'
import { openApp } from '../setup.ts'
import { caseOf, does, file, status, tries, upload } from './desk.ts'

test('sludge is dumped by the river at night, and three weeks later the resident reads what was done', async () => {
  const here = await openApp({ at: '2026-09-14T22:40:00+08:00' })

  // A resident photographs it and files without an account.
  const photos = [await upload(here, await phonePhoto()), await upload(here, await phonePhoto())]
  const tip = await file(here, { attachments: photos, occurredOn: '2026-09-14', reporter: { mode: 'anonymous' } })
  expect(tip.reference).toMatch(/^T-2026-[0-9A-HJKMNP-TV-Z]{6}$/)
  expect(tip.receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(tip.answer.acknowledgeBy).toMatchObject({ on: '2026-09-29', provisional: false })
  expect(await status(here, tip.receipt)).toMatchObject({
    reference: tip.reference,
    status: 'pending',
    label: '未办理',
  })

  // The next morning a clerk reads it, asks for one thing more, and gets an answer by receipt.
  here.at('2026-09-15T09:05:00+08:00')
  await does(here, 'qian', tip.id, 'registration')
  await does(here, 'qian', tip.id, 'information-request', { text: '请问倾倒点在桥的哪一侧？' })
  expect((await status(here, tip.receipt)).messages).toMatchObject([
    { from: 'bureau', text: '请问倾倒点在桥的哪一侧？' },
  ])
  here.at('2026-09-16T20:00:00+08:00')
  const sent = await here.ask('POST', '/api/tips/messages', {
    receipt: tip.receipt,
    text: '桥西侧，靠近闸门。',
    attachments: [await upload(here, await phonePhoto())],
  })
  expect(sent.status).toBe(201)

  // Accepted on the 17th: closing is due sixty days later; of three working days to send it on, one is a Sunday, the
  // 20th, on which everybody makes up for the holiday of October.
  here.at('2026-09-17T10:00:00+08:00')
  expect(await does(here, 'sun', tip.id, 'acceptance')).toBe('accepted')
  const accepted = await caseOf(here, tip.id)
  expect(accepted.case.clocks).toContainEqual(expect.objectContaining({ step: 'close', by: '2026-11-16' }))
  expect(accepted.case.clocks).toContainEqual(expect.objectContaining({ step: 'forward', by: '2026-09-21' }))
  expect(accepted.messages.at(-1)).toMatchObject({ from: 'reporter', text: '桥西侧，靠近闸门。' })
  expect((await status(here, tip.receipt)).label).toBe('办理中')

  // Assigned to the street office; its handler sees the case and the photos, another street's does not.
  await does(here, 'sun', tip.id, 'assignment', { to: '410102011' })
  const photo = await here.ask('GET', `/api/attachments/${photos[0]}`, undefined, await here.as('li'))
  expect(photo.status).toBe(200)
  expect(photo.headers.get('content-disposition')).toMatch(/^attachment/)
  expect((await here.ask('GET', `/api/attachments/${photos[0]}`, undefined, await here.as('zhou'))).status).toBe(404)

  // What staff look at carries nothing of the telephone that took it.
  const seen = join(here.folder, 'seen.jpg')
  writeFileSync(seen, Buffer.from(await photo.response.arrayBuffer()))
  const tags = execFileSync('exiftool', ['-G', '-s', seen], { encoding: 'utf8' })
  expect(tags).not.toMatch(/CANARY|张三|GPS|\[EXIF\]|\[XMP\]|\[IPTC\]/i)

  // The handler looks, proposes; a head closes; nobody closes their own proposal, nobody skips a step.
  here.at('2026-09-21T15:00:00+08:00')
  expect((await tries(here, 'zhao', tip.id, 'closure')).status).toBe(409)
  await does(here, 'li', tip.id, 'investigation', { findings: '现场见污泥约两车。', on: '2026-09-20' })
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '责令清运，已于9月25日清运完毕。' }
  here.at('2026-09-28T11:00:00+08:00')
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  expect((await tries(here, 'li', tip.id, 'closure')).status).toBe(403)
  here.at('2026-10-09T09:00:00+08:00')
  expect(await does(here, 'zhao', tip.id, 'closure')).toBe('closed')
  await does(here, 'qian', tip.id, 'reply', { text: '经查属实，污泥已清运，感谢您的举报。' })

  // The receipt shows the end of it and which office had it, and nothing of who handled it or of the tip itself.
  const told = await status(here, tip.receipt)
  expect(told).toMatchObject({ status: 'closed', label: '已办结', unsealed: 0 })
  expect(told.messages.at(-1)).toMatchObject({ from: 'bureau', text: '经查属实，污泥已清运，感谢您的举报。' })
  expect(told.nextDeadline).toBeUndefined()
  expect(JSON.stringify(told)).not.toMatch(/李调查|赵审批|钱登记|孙受理|某某路|黑色污泥/)
  await does(here, 'qian', tip.id, 'archiving')
  expect((await status(here, tip.receipt)).label).toBe('已办结')
})
