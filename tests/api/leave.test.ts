import { expect, test } from 'vitest'
import { leaveTo } from '#domain/bureau.ts'
import { bureau } from '../fixtures/bureau.ts'
import { openApp } from '../setup.ts'

const leave = async (path = '/leave/', headers: Record<string, string> = {}) => {
  const here = await openApp()
  return here.ask('GET', path, undefined, headers)
}

test('leaving sends on to a page that says nothing, clears cache and storage, and is kept nowhere', async () => {
  const { status, headers } = await leave('/leave/', { 'sec-fetch-site': 'same-origin' })
  expect(status).toBe(303)
  expect(headers.get('location')).toBe(leaveTo(bureau))
  expect(headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(headers.get('set-cookie')).toMatch(/^prefs=; Max-Age=0/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('same-origin')
})

test('a draft the reporter asked to keep stays', async () => {
  expect((await leave('/leave/?draft=kept')).headers.get('clear-site-data')).toBe('"cache"')
})

test('a foreign page that leads here clears nothing', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const { status, headers } = await leave('/leave/', { 'sec-fetch-site': site })
    expect([status, headers.get('clear-site-data'), headers.get('set-cookie')]).toEqual([303, null, null])
  }
})

test('where it leads is the bureau’s to say, over https, and never to the bureau itself', () => {
  expect(leaveTo({ ...bureau, leaveTo: 'https://www.example.com/' })).toBe('https://www.example.com/')
  const { leaveTo: _, ...without } = bureau
  expect(new URL(leaveTo(without)).host).not.toBe(new URL(bureau.website).host)
})
