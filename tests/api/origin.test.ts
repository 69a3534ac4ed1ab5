import { beforeEach, describe, expect, test } from 'vitest'
import { type Opened, openApp } from '../setup.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openApp()
})

describe('origin', () => {
  const write = (headers: Record<string, string>) =>
    opened.app.request('/api/tips', {
      method: 'POST',
      body: new URLSearchParams({ kinds: 'air', description: '半夜有刺鼻气味', 'place.address': '某某小区' }),
      headers,
    })

  test('a program without any of it may write, ours may, and the plain form of a page without referrer too', async () => {
    const ours = opened.env.origin
    const sent: Record<string, string>[] = [
      {},
      { origin: ours },
      { origin: ours, cookie: 'prefs=dark.large' },
      { origin: ours, 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin', cookie: 'prefs=dark.large' },
    ]
    for (const headers of sent) expect((await write(headers)).status, JSON.stringify(headers)).toBe(201)
  })

  test('what is there must be ours, and a cookie needs it', async () => {
    const ours = opened.env.origin
    const sent: Record<string, string>[] = [
      { cookie: 'prefs=dark.large' },
      { cookie: 'prefs=dark.large', 'sec-fetch-site': 'same-origin' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: `${ours}.elsewhere.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: ours, 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of sent) expect((await write(headers)).status, JSON.stringify(headers)).toBe(403)
  })
})
