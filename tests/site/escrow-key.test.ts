import { armor, Encrypter } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { escrowSecrets } from '#site/islands/desk/identity/age.ts'
import { type AgeKey, aKey } from '../fixtures/identity.ts'

// The file of the key in escrow, as whoever keeps it brings it.

let key: AgeKey
let known: { kind: 'officer' | 'escrow'; recipient: string }[]
const bytes = (text: string) => new TextEncoder().encode(text)
/** As `age-keygen` writes it. */
const plain = () => `# created: 2026-01-01T00:00:00+08:00\n# public key: ${key.recipient}\n${key.secret}\n`
async function under(passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(10)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(plain())
}

beforeAll(async () => {
  key = await aKey()
  known = [{ kind: 'escrow', recipient: key.recipient }]
})

test('is read plain, under a passphrase with and without armour, and copied from paper', async () => {
  const wrapped = await under('河堤 柳树 黄昏')
  expect(await escrowSecrets(bytes(plain()), '', known)).toEqual([key.secret])
  expect(await escrowSecrets(wrapped, '河堤 柳树 黄昏', known)).toEqual([key.secret])
  expect(await escrowSecrets(bytes(armor.encode(wrapped)), '河堤 柳树 黄昏', known)).toEqual([key.secret])
  expect(await escrowSecrets(bytes(key.secret.toLowerCase()), '', known)).toEqual([key.secret])
})

test('that is another, an officer’s, mistyped, locked or none at all is refused in words', async () => {
  const wrapped = await under('河堤 柳树 黄昏')
  const other = await aKey()
  expect(await escrowSecrets(bytes(other.secret), '', known)).toContain('不是登记过的')
  const officers = [{ kind: 'officer', recipient: key.recipient }] as const
  expect(await escrowSecrets(bytes(key.secret), '', officers)).toContain('不是登记过的')
  const wrong = key.secret.slice(0, -1) + (key.secret.endsWith('Q') ? 'P' : 'Q')
  expect(await escrowSecrets(bytes(wrong), '', known)).toContain('抄错了字')
  expect(await escrowSecrets(wrapped, '别的', known)).toContain('口令不对')
  expect(await escrowSecrets(wrapped, '', known)).toContain('有口令')
  expect(await escrowSecrets(bytes('购物清单'), '', known)).toContain('没有密钥')
  expect(await escrowSecrets(new Uint8Array(), '', known)).toContain('请选密钥文件')
})
