import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAddress } from '#domain/record.ts'
import { POLLUTANT_IDS } from '#domain/standard/item.ts'
import { bureau, otherBureau } from '../fixtures/bureau.ts'
import { csp, folder, frameOf, PAGES, PUBLIC_PAGES, page, RECORD_PAGES, render, SHELL_PAGES, textOf } from './build.ts'

/** Everything a page could load or send to. */
const LOADS =
  /<(?:script|img|iframe|source|video|audio|embed|object)[^>]*\s(?:src|data)="([^"]*)"|<link[^>]*\shref="([^"]*)"|<form[^>]*\saction="([^"]*)"/g
const loadsOf = (html: string) => [...html.matchAll(LOADS)].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
const linksOf = (html: string) => [...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map((found) => found[1] ?? '')

describe('the built entry', () => {
  test('names no module of a host', () => {
    const entry = readFileSync(join(folder, 'server/entry.mjs'), 'utf8')
    expect(entry).not.toMatch(/["']node:/)
    expect(entry).not.toMatch(/^import .* from/m)
  })

  test('gives the same bytes for the same locals', async () => {
    for (const path of PAGES) expect(await page(path), path).toBe(await page(path))
  })
})

describe('every page', () => {
  for (const path of PAGES)
    test(`${path} is a whole page in Chinese with a way past the header, a name, a footer and the preferences`, async () => {
      const html = await page(path)
      expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN"/)
      expect(html).toContain('href="#main"')
      expect(html).toContain('id="main"')
      expect(html).toContain('<link rel="stylesheet" href="/prefs.css">')
      expect(html).toContain('<form class="preferences" method="post" action="/prefs"')
      expect(textOf(html)).toContain(bureau.name)
      expect(textOf(html)).toContain(bureau.telephone.number)
    })

  test('says that its data are for demonstration exactly while they are', async () => {
    for (const path of PAGES) {
      expect(textOf(await page(path)), path).toContain('演示数据')
      expect(textOf(await page(path, { frame: { ...frameOf(), demo: false } })), path).not.toContain('演示数据')
    }
  })

  test('bears another bureau’s names when given another bureau', async () => {
    const ours = [bureau.name, bureau.shortName, bureau.district, ...bureau.streets.map(({ name }) => name)]
    const zones = bureau.waterSourceZones.map(({ name }) => name)
    for (const path of PUBLIC_PAGES) {
      const text = textOf(await page(path, {}, otherBureau))
      expect(text, path).toContain(otherBureau.name)
      for (const name of [...ours, ...zones]) expect(text, `${path} ${name}`).not.toContain(name)
    }
  })

  test('loads nothing from elsewhere and sends nothing elsewhere', async () => {
    for (const path of PAGES) for (const url of loadsOf(await page(path))) expect(url, path).toMatch(/^\/(?!\/)/)
  })

  test('links only to pages that are there, to parts it has, or to a telephone', async () => {
    for (const path of PAGES) {
      const html = await page(path)
      for (const link of linksOf(html)) {
        if (link.startsWith('#')) expect(html, `${path} ${link}`).toContain(`id="${decodeURIComponent(link.slice(1))}"`)
        else if (link.startsWith('tel:')) expect(link).toMatch(/^tel:\d{3,}$/)
        else if (/^https?:/.test(link)) expect(RECORD_PAGES, link).toContain(path)
        else expect(isThere(link), `${path} leads to ${link}`).toBe(true)
      }
    }
  })
})

/** What the server answers for programs, and pages about the log and about figures lead to. */
const FILES = [
  '/api/recipients',
  '/log/checkpoint',
  '/log/vkey',
  '/log/promise-vkey',
  '/log/policy',
  '/figures/recompute.mjs',
]

/** Pages of people, of samples, of records like them, of pollutants, and the files beside a page. */
function isThere(link: string): boolean {
  if (FILES.includes(link) || link === '/leave/') return true
  const address = link
    .replace(/[?#].*$/, '')
    .replace(/(?:\/feed\.(?:xml|json)|\.(?:json|csv)|\/v\/\d+\/[^/]+\.pdf)$/, '/')
  if (PAGES.includes(address) || readAddress(address)) return true
  const [, pollutant] = /^\/pollutants\/([^/]+)\/$/.exec(address) ?? []
  const [, list] = /^(\/[a-z]+\/)p\/\d+\/$/.exec(address) ?? []
  return POLLUTANT_IDS.includes(pollutant ?? '') || PAGES.includes(list ?? '') || address.startsWith('/data/')
}

/** Data blocks for search engines run nothing. */
const withoutData = (html: string) => html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
const READ_PAGES = [...PUBLIC_PAGES, ...RECORD_PAGES]

describe('a public page', () => {
  test('carries no inline script, style or handler', async () => {
    for (const path of READ_PAGES) {
      const html = withoutData(await page(path))
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)/)
      expect(html, path).not.toContain('<style')
      expect(html, path).not.toMatch(/<[^>]+\s(?:style|on[a-z]+)="/)
    }
  })

  test('has no script at all, except the form, the receipt and what checks the log in the browser', async () => {
    for (const path of READ_PAGES)
      expect(withoutData(await page(path)).includes('<script'), path).toBe(
        ['/report/', '/report/received/', '/log/tips/', '/log/verify/'].includes(path),
      )
  })

  test('has one heading of the first rank in sight', async () => {
    for (const path of READ_PAGES) {
      const seen = (await page(path)).replace(/<div[^>]*data-step="received"[^>]*>.*?<\/receipt-card>/s, '')
      expect(seen.match(/<h1/g), path).toHaveLength(1)
    }
  })

  test('never sends anybody to the discontinued telephone number', async () => {
    for (const path of READ_PAGES) expect(await page(path), path).not.toMatch(/tel:12369|拨打\s*12369/)
  })
})

test('the hashes of a staff page are those of its inline blocks, and no other page has any', async () => {
  expect(Object.keys(csp).sort()).toEqual([...SHELL_PAGES])
  for (const path of SHELL_PAGES) {
    const html = await page(path)
    const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, text]) => text ?? '',
    )
    expect(scripts.length).toBeGreaterThan(0)
    for (const text of scripts) expect(csp[path]?.script).toContain(await hashOf(text))
    for (const hash of [...(csp[path]?.script ?? []), ...(csp[path]?.style ?? [])])
      expect(hash).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/)
  }
})

test('an unknown address renders as the page for unknown addresses', async () => {
  expect(await render('/nothing/here/', { frame: frameOf() })).toContain('没有这一页')
})

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${Buffer.from(digest).toString('base64')}'`
}
