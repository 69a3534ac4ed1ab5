import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptVersions } from '../fixtures/databases.ts'
import { ROOT } from './tree.ts'

/** Versions that a list of news has a heading for; what is not released yet is `unreleased`. */
function versionsIn(news: string): string[] {
  return [...news.matchAll(/^## (Unreleased|\d+\.\d+\.\d+)/gm)].map((heading) => (heading[1] ?? '').toLowerCase())
}

test('every version of the news has its database in tests/fixtures/databases, made by its own program', () => {
  const news = versionsIn(readFileSync(join(ROOT, 'NEWS.md'), 'utf8'))
  expect(news).toContain('0.1.0')
  expect(keptVersions()).toEqual(news.sort())
})

test('the check finds the headings', () => {
  expect(versionsIn('# News\n## Unreleased\n## 1.20.3 · 2030-01-01\ntext ## 9.9.9\n### 2.0.0')).toEqual([
    'unreleased',
    '1.20.3',
  ])
})
