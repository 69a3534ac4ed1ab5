import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { personProblems } from '#domain/identity/person.ts'
import { aTip, openApp } from '../setup.ts'
import { PROMISES } from './privacy-promises.ts'
import { RETENTION } from './privacy-retention.ts'
import { codeFiles } from './tree.ts'

// What /privacy/ says is held to tests, sentence by sentence.

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The sentences of the page, without their markup. */
function sentencesOf(page: string): string[] {
  const body = page.slice(page.indexOf('<article'), page.indexOf('</article>'))
  const words = body
    .replaceAll(/<\/(li|p|h1|h2)>/g, '。')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, '')
  const headings = [...body.matchAll(/<h[12]>([^<]+)<\/h[12]>/g)].map(([, heading]) => heading?.replaceAll(/\s/g, ''))
  return words.split(/[。；]+/).filter((one) => one !== '' && one !== '{NOTICE.changed}' && !headings.includes(one))
}
const rowsOf = (table: string) =>
  [...table.matchAll(/^ {2}\['([^']+)', (.+)\],$/gm)].map(([, what = '', long = '']) => ({ what, long }))

/** What is not as it should be: sentences nothing is said of, words that are in none, tests that are not there. */
function faults(sentences: readonly string[], promises: typeof PROMISES): string[] {
  const of = (sentence: string) => promises.filter(([words]) => sentence.includes(words))
  const proofs = [...promises.map(([, proof]) => proof), ...Object.values(RETENTION)].flatMap((proof) =>
    typeof proof === 'string' ? [] : proof,
  )
  return [
    ...sentences.filter((one) => of(one).length === 0).map((one) => `nothing is said of: ${one}`),
    ...promises
      .filter(([words]) => sentences.filter((one) => one.includes(words)).length !== 1)
      .map(([words]) => `stands in no sentence, or in several: ${words}`),
    ...proofs.filter((one) => !isThere(one)).map((one) => `no such test: ${one}`),
  ]
}

function isThere(proof: string): boolean {
  const [, file = '', title = ''] = /^(\S+?\.test\.ts): (.*)$/.exec(proof) ?? []
  try {
    return read(`tests/${file}`).includes(title)
  } catch {
    return false
  }
}

test('every sentence of the page is in the table of promises, with a test that is there or why none can be', () => {
  const sentences = sentencesOf(read('site/pages/privacy.astro'))
  expect(sentences.length).toBeGreaterThan(50)
  expect(faults(sentences, PROMISES)).toEqual([])
})

test('every row of how long what is kept is in it too; what people have to do is called so', () => {
  const rows = rowsOf(read('site/components/privacy/RetentionTable.astro'))
  expect(rows.map(({ what }) => what)).toEqual(Object.keys(RETENTION))
  for (const { what, long } of rows)
    expect([what, /由.*(删除|办理)/.test(long)]).toEqual([what, RETENTION[what] === 'people'])
})

test('a new sentence, one that went, and a test that went are named', () => {
  const sentences = sentencesOf(read('site/pages/privacy.astro'))
  expect(faults([...sentences, '我们从不出错'], PROMISES)).toEqual(['nothing is said of: 我们从不出错'])
  expect(faults(sentences.slice(1), PROMISES)).toHaveLength(1)
  expect(faults(sentences, [...PROMISES.slice(1), ['起施行', ['api/none.test.ts: x']]])).toEqual([
    'no such test: api/none.test.ts: x',
  ])
})

test('a tip keeps its day, the history inside a minute, and nothing a second', async () => {
  const here = await openApp({ at: '2026-09-14T10:07:33.456+08:00' })
  const { body } = await here.ask(
    'POST',
    '/api/tips',
    aTip({ reporter: { mode: 'anonymous', notify: { email: 'a@example.invalid' } } }),
  )
  await here.ask('POST', '/api/tips/messages', { receipt: body.receipt, text: '又来了。' })
  const { rows: tables } = await here.db.query(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'case_search%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  )
  const staff = ['user', 'session', 'account', 'two_factor', 'passkey', 'verification', 'attempts']
  const kept = await Promise.all(
    tables
      .map(({ name }) => String(name))
      .filter((name) => !staff.includes(name))
      .map(async (name) => [name, JSON.stringify((await here.db.query(`SELECT * FROM "${name}"`)).rows)] as const),
  )
  const [second, epoch] = [here.env.now().getUTCSeconds(), here.env.now().getTime()]
  for (const [name, said] of kept) {
    expect(said, name).not.toMatch(new RegExp(`:07:${second}|02:07:${second}`))
    expect(said, name).not.toContain(String(Math.floor(epoch / 1000)))
    if (name !== 'events' && name !== 'outbox') expect(said, name).not.toMatch(/T?(10|02):07/)
  }
})

test('the number of an identity card needs a consent of its own', () => {
  const about = { name: '柳河边', phone: '19900001234', idNumber: '11010519491231002X' }
  expect(personProblems(about, 'real_name').map(({ path }) => path)).toEqual(['identity.consent'])
  expect(personProblems({ ...about, consent: true }, 'real_name')).toEqual([])
})

test('nothing takes an event out of the history', () => {
  const takes = (text: string) => /DELETE FROM "?events|UPDATE "?events|(delete|update)\(events\)/i.test(text)
  expect(takes("DELETE FROM events WHERE subject = 'x'")).toBe(true)
  const files = codeFiles().filter(({ path }) => /^(db|api|domain)\//.test(path))
  expect(files.filter(({ text }) => takes(text)).map(({ path }) => path)).toEqual([])
})
