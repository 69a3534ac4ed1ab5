import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import type { App } from '#api/env.ts'
import { assertAccessTable } from '#api/guards/access.ts'
import { ACCESS, type Access, ROLES } from '#domain/access.ts'
import { type Opened, openApp } from '../setup.ts'

const PEOPLE = {
  clerk: 'qian',
  handler: 'li',
  head: 'zhao',
  officer: 'wang',
  auditor: 'feng',
  admin: 'chu',
  editor: 'yan',
  signer: 'hua',
} as const
const EVERYONE = ['nobody', ...ROLES] as const
type Who = (typeof EVERYONE)[number]
type Matrix = Record<string, Who[]>

let opened: Opened
let found: Matrix

/** Who gets past the door of each route, found by knocking as everyone on all of them. */
beforeAll(async () => {
  opened = await openApp()
  found = Object.fromEntries(Object.keys(ACCESS).map((row) => [row, []]))
  // Routes that change the account itself come last, each with a session of its own.
  const rows = Object.keys(ACCESS).sort((a, b) => Number(a.includes('/auth/')) - Number(b.includes('/auth/')))
  for (const who of EVERYONE) {
    let headers = who === 'nobody' ? {} : await opened.as(PEOPLE[who])
    for (const row of rows) {
      if (who !== 'nobody' && row.includes('/auth/')) headers = await opened.as(PEOPLE[who])
      if (await isLetIn(row, headers)) found[row]?.push(who)
    }
  }
})

async function isLetIn(row: string, headers: Record<string, string>): Promise<boolean> {
  const [method = '', path = ''] = row.split(' ')
  const { body } = await opened.ask(method, path.replaceAll(/:\w+/g, 'x'), method === 'GET' ? undefined : {}, headers)
  return !['account.not-signed-in', 'account.not-allowed', 'account.second-factor-required'].includes(body?.code)
}

/** Differences between who the table lets in and who got in, as `route: role …`. */
function differences(table: Readonly<Record<string, Access>>, matrix: Matrix): string[] {
  return Object.entries(table).flatMap(([row, access]) =>
    EVERYONE.flatMap((who) => {
      const may = access === 'anyone' || (who !== 'nobody' && (access === 'signed-in' || access.includes(who)))
      const did = matrix[row]?.includes(who) ?? false
      return may === did ? [] : [`${row}: ${who} ${did ? 'got in' : 'was kept out'}`]
    }),
  )
}

test('every role gets into exactly the routes its row in the table names, and nobody else does', () => {
  expect(differences(ACCESS, found)).toEqual([])
})

test('identity officers, auditors and administrators read no tip, no case and no photo', () => {
  const reading = ['GET /api/cases', 'GET /api/cases/:id', 'GET /api/attachments/:id']
  for (const row of reading) expect(found[row], row).toEqual(['clerk', 'handler', 'head'])
})

test('drafts are written by those who file, signed by another of them, and made public by a head alone', () => {
  expect(found['POST /api/disclosures']).toEqual(['editor'])
  expect(found['PUT /api/disclosures/:id']).toEqual(['editor'])
  expect(found['POST /api/disclosures/:id/signature']).toEqual(['signer'])
  expect(found['POST /api/disclosures/:id/approval']).toEqual(['head'])
  expect(found['POST /api/disclosures/:id/withdrawal']).toEqual(['head'])
  for (const register of ['enterprises', 'plots', 'institutions'])
    for (const row of [`POST /api/${register}`, `PUT /api/${register}/:id`])
      expect(found[row], row).toEqual(['clerk', 'head'])
})

test('only administrators manage accounts, and only a head closes', () => {
  for (const row of Object.keys(ACCESS).filter((one) => one.includes('/api/staff')))
    expect(found[row], row).toEqual(['admin'])
  expect(found['POST /api/cases/:id/closure']).toEqual(['head'])
})

test('the comparison sees a door left open and a door shut', () => {
  const table = { 'GET /a': ['clerk'], 'GET /b': 'anyone' } as const satisfies Record<string, Access>
  const right = { 'GET /a': ['clerk'], 'GET /b': [...EVERYONE] } as Matrix
  expect(differences(table, right)).toEqual([])
  expect(differences(table, { ...right, 'GET /a': ['clerk', 'nobody'] })).toEqual(['GET /a: nobody got in'])
  expect(differences(table, { ...right, 'GET /a': [] })).toEqual(['GET /a: clerk was kept out'])
})

test('an app with a route and no row, or a row and no route, does not start', () => {
  expect(() => assertAccessTable(opened.app)).not.toThrow()
  const more = new Hono<App>()
  more.route('/', opened.app)
  more.get('/api/secrets', (c) => c.text('x'))
  expect(() => assertAccessTable(more)).toThrow('GET /api/secrets has no row')
  const fewer = new Hono<App>()
  fewer.get('/healthz', (c) => c.text('ok'))
  expect(() => assertAccessTable(fewer)).toThrow('POST /api/tips is in domain/access.ts but no route answers it')
})
