import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { purge } from '#api/jobs/purge.ts'
import { queueNews } from '#db/follow.ts'
import { ASKED_A_DAY, ASKS_PER_HOUR } from '#domain/follow.ts'
import { aNotice, PLATING, publishOne, register } from '../filing.ts'
import { type Opened, openApp } from '../setup.ts'

const WATER = '/cases/kind/water/'
const ENTERPRISE = `/enterprises/${PLATING}/`
const EMAIL = 'Someone@example.invalid'

const asks = (here: Opened, email = EMAIL, subject = WATER) =>
  here.ask('POST', '/api/follows', { subject, email: email })
/** Somebody without JavaScript: the answer is a page. */
const posts = (here: Opened, fields: Record<string, string>) =>
  here.ask('POST', '/api/follows', new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/html',
  })
const linkIn = (text: string, what: 'confirmation' | 'end') =>
  new RegExp(`/follow/${what}/[0-9a-z]{26}/`).exec(text)?.[0] ?? ''
const countOf = async (here: Opened, table: string) =>
  Number((await here.db.query(`SELECT count(*) FROM ${table}`)).rows[0]?.[0])

/** Asks and presses the button of the link that comes. */
async function follows(here: Opened, email = EMAIL, subject = WATER) {
  await asks(here, email, subject)
  await drainOutbox(here.env)
  const { text } = here.mails.at(-1) as { text: string }
  expect((await here.ask('POST', linkIn(text, 'confirmation'))).status).toBe(200)
  return { end: linkIn(text, 'end') }
}
/** As if the pages stood at their addresses. */
const shown = (here: Opened) =>
  here.db.write([
    `INSERT INTO replays(target, position, as_of) SELECT 'site', max(position), '2026-09-14' FROM publications WHERE true
     ON CONFLICT(target) DO UPDATE SET position = excluded.position`,
  ])

test('a wish is answered alike whether the address is new, waits, follows already, or had its mails of the day', async () => {
  const here = await openApp()
  const page = async (email: string) => {
    const { status, body } = await posts(here, { subject: WATER, email })
    return [status, body]
  }
  const unknown = await page('first@example.invalid')
  expect(unknown[0]).toBe(200)
  expect(String(unknown[1])).not.toContain('first@')
  expect(await page('first@example.invalid')).toEqual(unknown)
  await follows(here)
  expect(await page(EMAIL)).toEqual(unknown)
  for (let n = 0; n < 3; n += 1) expect(await page(EMAIL)).toEqual(unknown)
})

test('whoever follows already gets no second mail; a capital letter makes nobody somebody else', async () => {
  const here = await openApp()
  await follows(here)
  await asks(here, EMAIL.toLowerCase())
  await drainOutbox(here.env)
  expect(here.mails).toHaveLength(1)
  expect(await countOf(here, 'followers')).toBe(1)
})

test('nobody is bombed: three mails a day to one box, ten wishes an hour from one sender', async () => {
  const here = await openApp()
  const boxes = [
    'box@example.invalid',
    'BOX@example.invalid',
    'box+1@example.invalid',
    'box+2@example.invalid',
    'box+3@example.invalid',
  ]
  for (const box of boxes) {
    expect((await asks(here, box)).status).toBe(200)
    await drainOutbox(here.env)
  }
  expect(here.mails).toHaveLength(ASKED_A_DAY)
  for (let n = boxes.length; n < ASKS_PER_HOUR; n += 1)
    expect((await asks(here, `a${n}@example.invalid`)).status).toBe(200)
  const over = await asks(here, 'one-more@example.invalid')
  expect([over.status, over.body.code]).toEqual([429, 'follow.too-often'])
  await drainOutbox(here.env)
  expect(here.mails).toHaveLength(ASKED_A_DAY + ASKS_PER_HOUR - boxes.length)
  // The next day there may be another; two hours later another sender's worth.
  here.at('2026-09-16T12:00:00+08:00')
  expect((await asks(here, boxes[0])).status).toBe(200)
  await drainOutbox(here.env)
  expect(here.mails.at(-1)?.to).toBe('box@example.invalid')
})

test('while the mail server is away one wish waits once, however often it is sent', async () => {
  const here = await openApp()
  await asks(here)
  await asks(here)
  expect(await countOf(here, "outbox WHERE notice = 'follow-asked'")).toBe(1)
})

test('neither the address nor a token stands in any table, log or page', async () => {
  const here = await openApp()
  await follows(here, EMAIL, WATER)
  await asks(here, EMAIL, '/cases/')
  const { rows } = await here.db.query("SELECT name FROM sqlite_master WHERE type = 'table'")
  const { text } = here.mails[0] as { text: string }
  const tokens = [linkIn(text, 'confirmation'), linkIn(text, 'end')].map((link) => link.split('/')[3] ?? '')
  expect(tokens.every((token) => token.length === 26)).toBe(true)
  for (const { name } of rows) {
    const said = (await here.db.query(`SELECT * FROM "${name}"`)).rows
      .flatMap((row) => Array.from({ length: row.length }, (_, at) => row[at] ?? null))
      .map((cell) => (cell instanceof ArrayBuffer ? Buffer.from(cell).toString('latin1') : String(cell)))
      .join('\n')
      .toLowerCase()
    for (const secret of ['someone', ...tokens]) expect(said.includes(secret), `${name} ${secret}`).toBe(false)
  }
  await here.ask('GET', linkIn(text, 'end'))
  for (const secret of ['omeone', ...tokens]) expect(JSON.stringify(here.logs)).not.toContain(secret)
})

test('a link confirms by its button alone, and twice is once', async () => {
  const here = await openApp()
  await asks(here)
  await drainOutbox(here.env)
  const link = linkIn(here.mails[0]?.text ?? '', 'confirmation')
  for (const method of ['GET', 'HEAD']) expect((await here.ask(method, link)).status).toBe(200)
  expect(await countOf(here, 'follows WHERE confirmed_on IS NOT NULL')).toBe(0)
  for (let n = 0; n < 2; n += 1) expect((await here.ask('POST', link)).status).toBe(200)
  expect(await countOf(here, 'follows WHERE confirmed_on IS NOT NULL')).toBe(1)
  const wrong = await here.ask(
    'POST',
    link.replace(/.\/$/, (end) => (end[0] === '0' ? '1/' : '0/')),
  )
  expect([wrong.status, wrong.body.code]).toEqual([404, 'follow.not-found'])
})

test('what nobody confirms is gone after two days, and its link with it', async () => {
  const here = await openApp({ at: '2026-09-14T00:05:00+08:00' })
  await asks(here)
  await drainOutbox(here.env)
  const link = linkIn(here.mails[0]?.text ?? '', 'confirmation')
  here.at('2026-09-15T23:59:00+08:00')
  await purge(here.env)
  expect((await here.ask('GET', link)).status).toBe(200)
  here.at('2026-09-16T00:00:00+08:00')
  expect((await here.ask('POST', link)).status).toBe(404)
  here.at('2026-09-16T00:10:00+08:00')
  await purge(here.env)
  for (const table of ['followers', 'follows', 'outbox']) expect(await countOf(here, table), table).toBe(0)
  // The control: what was confirmed stays for years.
  await follows(here)
  here.at('2029-09-16T00:10:00+08:00')
  await purge(here.env)
  expect(await countOf(here, 'followers')).toBe(1)
})

test('a mail program may end it by itself, without cookie or origin; the address is gone at once with all that waits for it', async () => {
  const here = await openApp()
  const { end } = await follows(here)
  await asks(here, EMAIL, '/cases/')
  expect((await here.ask('GET', end)).status).toBe(200)
  expect(await countOf(here, 'followers')).toBe(1)
  const body = 'List-Unsubscribe=One-Click'
  for (let n = 0; n < 2; n += 1)
    expect((await here.ask('POST', end, body, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      200,
    )
  for (const table of ['followers', 'follows', 'outbox']) expect(await countOf(here, table), table).toBe(0)
  await drainOutbox(here.env)
  expect(here.mails).toHaveLength(1)
})

test('only pages that have a feed can be followed, and only what is an address can follow', async () => {
  const here = await openApp()
  await register(here)
  for (const subject of [
    '/',
    '/cases/p/1/',
    '/cases/kind/nothing/',
    '/cases/street/999999999/',
    '/enterprises/x/',
    'https://elsewhere.example/',
  ]) {
    const { status, body } = await asks(here, EMAIL, subject)
    expect([status, body.problems[0].path], subject).toEqual([422, 'subject'])
  }
  for (const subject of ['/cases/', WATER, '/cases/street/410102011/', ENTERPRISE])
    expect((await asks(here, EMAIL, subject)).status, subject).toBe(200)
  const wrong = await posts(here, { subject: WATER, email: 'no address' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('no address')
  expect(wrong.body).toContain('"step":"ask"')
})

test('a bureau that can send no mail takes no address', async () => {
  const here = await openApp({ sendMail: null })
  const { status, body } = await asks(here)
  expect([status, body.code]).toEqual([409, 'follow.not-offered'])
  expect(await countOf(here, 'followers')).toBe(0)
})

test('several processes that look at the same moment queue the mails of a day once, and tell what came after the confirmation alone', async () => {
  const here = await openApp({ at: '2026-09-14T07:00:00+08:00' })
  await register(here)
  await publishOne(here, 'remediation_notice', aNotice({ project: '先前的项目' }))
  await follows(here, EMAIL, ENTERPRISE)
  await follows(here, 'water@example.invalid', WATER)
  here.at('2026-09-15T07:59:00+08:00')
  await publishOne(here, 'remediation_notice', aNotice({ project: '后来的项目' }))
  const queue = () => Promise.all(Array.from({ length: 5 }, () => queueNews(here.db, here.env.now())))
  here.at('2026-09-15T08:00:00+08:00')
  expect((await queue()).filter(Boolean), 'not on the pages yet').toHaveLength(0)
  await shown(here)
  here.at('2026-09-15T07:59:00+08:00')
  expect((await queue()).filter(Boolean), 'too early').toHaveLength(0)
  here.at('2026-09-15T08:00:00+08:00')
  expect((await queue()).filter(Boolean)).toHaveLength(1)
  await drainOutbox(here.env)
  const news = here.mails.filter(({ subject }) => subject === '您关注的网页有新内容')
  expect(news.map(({ to }) => to)).toEqual([EMAIL])
  expect(news[0]?.text).toContain('后来的项目')
  expect(news[0]?.text).not.toContain('先前的项目')
  // One mail a day: the rest of the day waits for the next.
  here.at('2026-09-15T15:00:00+08:00')
  await publishOne(here, 'remediation_notice', aNotice({ project: '下午的项目' }))
  await shown(here)
  expect((await queue()).filter(Boolean)).toHaveLength(0)
  here.at('2026-09-16T08:00:00+08:00')
  expect((await queue()).filter(Boolean)).toHaveLength(1)
  await drainOutbox(here.env)
  const last = here.mails.at(-1)
  expect(last?.text).toContain('下午的项目')
  expect(last?.text).not.toContain('后来的项目')
})
