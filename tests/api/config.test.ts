import { expect, test } from 'vitest'
import { clientAddress } from '#api/senders/address.ts'
import { readConfig } from '#api/senders/config.ts'

test('nothing set: the documented defaults', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: 8787,
    host: '127.0.0.1',
    origin: null,
    mail: null,
    turnstile: null,
    intakeLimit: 10,
    demo: null,
  })
  expect(config.dataDir).toMatch(/\/\.data$/)
  expect(config.databaseUrl).toBe(`file:${config.dataDir}/jingtu.db`)
})

test.each([
  [{ PORT: '80x' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ ORIGIN: 'https://bureau.example/path' }, 'ORIGIN'],
  [{ DEMO: 'yes' }, 'DEMO'],
  [{ INTAKE_LIMIT: '-1', SMTP_URL: 'mail.example' }, 'SMTP_URL, INTAKE_LIMIT'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
  [{ TURNSTILE_SITE_KEY: 'x' }, 'TURNSTILE_SECRET'],
  [{ TRUSTED_PROXY: '10.0.0.0/8, proxy' }, 'proxy is not an address'],
  [{ TRUSTED_PROXY: '10.0.0.0/99' }, 'is not an address'],
  [{ DATABASE_URL: 'libsql://db.example?authToken=secret' }, 'DATABASE_AUTH_TOKEN'],
  [{ DATABASE_URL: 'postgres://db.example' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'file:/elsewhere/jingtu.db' }, 'DATABASE_URL'],
])('a start with %o is refused in one line that names it', (environment, named) => {
  expect(() => readConfig(environment)).toThrow(named)
  try {
    readConfig(environment)
  } catch (error) {
    expect((error as Error).message).not.toContain('\n')
  }
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', SMTP_URL: '', DEMO: '', DATABASE_URL: '' })).toMatchObject({ port: 8787, demo: null })
})

test('the database may be named where it is', () => {
  const config = readConfig({ DATA_DIR: '/var/lib/jingtu', DATABASE_URL: 'file:///var/lib/jingtu/jingtu.db' })
  expect(config.databaseUrl).toBe('file:/var/lib/jingtu/jingtu.db')
})

test.each(['libsql://db.example', 'https://db.example:8443/', 'http://127.0.0.1:8080'])(
  'the database may be on a server: %s',
  (url) => {
    const config = readConfig({ DATABASE_URL: url, DATABASE_AUTH_TOKEN: 'secret' })
    expect(config).toMatchObject({ databaseUrl: url, databaseToken: 'secret' })
  },
)

const { trustedProxies: trusted } = readConfig({ TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8, 2001:db8::/32' })

test.each<[string, string | undefined, string, string]>([
  ['198.51.100.7', '203.0.113.9', '198.51.100.7', 'a stranger may write what it likes'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9', 'our proxy is believed'],
  ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9', 'also when it comes by IPv6'],
  ['127.0.0.1', '192.0.2.1, 203.0.113.9, 10.1.2.3', '203.0.113.9', 'the nearest hop that is not ours'],
  ['2001:db8::1', '2001:4860::8', '2001:4860::8', 'networks of IPv6'],
  ['127.0.0.1', undefined, '127.0.0.1', 'nothing was forwarded'],
  ['127.0.0.1', 'unknown', '127.0.0.1', 'something that is no address'],
  ['127.0.0.1', '10.0.0.1, 10.0.0.2', '127.0.0.1', 'only hops of ours'],
])('peer %s forwarding %s is %s: %s', (peer, forwarded, address) => {
  expect(clientAddress(peer, forwarded, trusted)).toBe(address)
})
