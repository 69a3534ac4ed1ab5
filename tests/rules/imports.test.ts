import { expect, test } from 'vitest'
import { importProblems } from './imports.ts'
import { codeFiles } from './tree.ts'

test('every file opens only the drawers and packages it may', () => {
  const files = codeFiles()
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap(importProblems)).toEqual([])
})

test.each([
  ['domain/x.ts', `import { db } from '#db/open.ts'`, 'domain may not open db'],
  ['domain/x.ts', `import { z } from 'zod'`, 'domain may not use zod'],
  ['domain/x.ts', `import bureau from '#content/bureau.json'`, 'domain may not open content'],
  ['db/x.ts', `import { app } from '#api/app.ts'`, 'db may not open api'],
  ['db/x.ts', `import { readFile } from 'node:fs/promises'`, 'node:fs/promises knows the host'],
  ['api/routes/x.ts', `import { hash } from 'node:crypto'`, 'node:crypto knows the host'],
  ['api/routes/x.ts', `import sharp from 'sharp'`, 'sharp knows the host'],
  ['api/app.ts', `const x = await import('@hono/node-server')`, '@hono/node-server knows the host'],
  ['api/app.ts', `import { waitUntil } from 'cloudflare:workers'`, 'cloudflare:workers knows the host'],
  ['api/app.ts', `import csp from '#built/csp.json'`, '#built/csp.json is what the host loads'],
  ['api/app.ts', `import { x } from '#site/paths.ts'`, 'api may not open site'],
  ['site/client.ts', `import { createApp } from '#api/app.ts'`, 'site sees only types of api, in site/client.ts alone'],
  [
    'site/islands/X.tsx',
    `import type { A } from '#api/app.ts'`,
    'site sees only types of api, in site/client.ts alone',
  ],
  ['site/x.ts', `import { cases } from '#db/tables/case.ts'`, 'site may not open db'],
  ['site/x.ts', `import L from 'maplibre-gl'`, 'site may not use maplibre-gl'],
  [
    'domain/case/x.ts',
    `import { a } from '#domain/clock.ts'`,
    '#domain/clock.ts is in the same drawer: use a relative path',
  ],
  ['domain/case/x.ts', `import { a } from '../../db/open.ts'`, '../../db/open.ts leaves the drawer: use #drawer/'],
  ['domain/x.ts', `import { a } from './clock'`, './clock has no extension'],
  ['domain/x.ts', `export { a } from './clock.ts'`, 're-export (no barrels)'],
  ['domain/x.ts', `export default 1`, 'default export'],
  ['domain/x.ts', `export default function f() {}`, 'default export'],
  ['domain/utils.ts', `export const a = 1`, 'a file is named after what it answers'],
  ['content/x.ts', `export const a = 1`, 'content holds data only'],
])('the import check sees: %s %s', (path, text, what) => {
  expect(importProblems({ path, text })).toEqual([`${path}:1: ${what}`])
})

test('the import check reads the frontmatter and the scripts of Astro pages, at their lines', () => {
  const text = `---\nimport { cases } from '#db/tables/case.ts'\n---\n<p>x</p>\n<script>\nimport L from 'maplibre-gl'\n</script>\n`
  expect(importProblems({ path: 'site/pages/x.astro', text })).toEqual([
    'site/pages/x.astro:2: site may not open db',
    'site/pages/x.astro:6: site may not use maplibre-gl',
  ])
})

test('the import check lets what is allowed pass', () => {
  const good = [
    { path: 'domain/x.ts', text: `import * as z from 'zod/mini'\nimport { a } from './clock.ts'` },
    { path: 'db/migrate.ts', text: `import { readFile } from 'node:fs/promises'` },
    { path: 'api/senders/photo-node.ts', text: `import sharp from 'sharp'` },
    { path: 'site/client.ts', text: `import type { AppType } from '#api/app.ts'` },
    { path: 'api/worker.ts', text: `import { waitUntil } from 'cloudflare:workers'\nexport default {}` },
  ]
  expect(good.flatMap(importProblems)).toEqual([])
})
